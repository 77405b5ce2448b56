// The command: words in, exit code out. 0 done, 1 failed, 2 wrong options, 130 interrupted.
import { TensorloomError } from 'tensorloom';
import type { Digits } from './data/digits.js';
import { Interrupted } from './interrupt.js';
import { helpText } from './options/help-text.js';
import { parseOptions, UsageError } from './options/parse-options.js';
import { runDemo } from './run-demo.js';
import { openScreen, type Output } from './screen/screen.js';

/** Exit code of a command that Ctrl-C has ended. */
export const INTERRUPTED = 130;

/** What the command has around it. */
export interface Streams {
  readonly output: Output;
  readonly errors: Output;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
  /** Digits to use instead of those that the options choose. */
  readonly digits?: Digits;
}

/** True for what a user can act on; the rest are mistakes of ours, and their stack is wanted. */
function isForUser(error: unknown): boolean {
  return error instanceof TensorloomError || (error instanceof Error && 'syscall' in error);
}

/** What went wrong, in one line where one suffices. */
function explain(error: unknown, errors: Output): number {
  if (error instanceof Interrupted) return INTERRUPTED;
  if (error instanceof UsageError) {
    errors.write(`demo: ${error.message}; see npm run demo -- --help\n`);
    return 2;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  errors.write(`demo: ${isForUser(error) ? message : stack}\n`);
  return 1;
}

/** Does what the words of a command line say. Never rejects. */
export async function runCommand(words: readonly string[], streams: Streams): Promise<number> {
  const { output, errors } = streams;
  try {
    const options = parseOptions(words);
    if (!options) {
      output.write(`${helpText()}\n`);
      return 0;
    }
    const screen = openScreen(options.json ? errors : output, errors);
    try {
      const result = await runDemo(options, { ...streams, screen });
      if (options.json) output.write(`${JSON.stringify(result)}\n`);
      return 0;
    } finally {
      screen.clear();
    }
  } catch (error) {
    return explain(error, errors);
  }
}
