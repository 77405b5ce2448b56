// The demo's command: options in, exit code out. 0 done, 1 failed, 2 wrong options, 130 interrupted.
import { TensorloomError } from 'tensorloom';
import { abortOnInterrupt, Interrupted } from './interrupt.js';
import { helpText } from './options/help-text.js';
import { parseOptions, UsageError } from './options/parse-options.js';
import { runDemo } from './run-demo.js';
import { openScreen } from './screen/screen.js';

const INTERRUPTED = 130;

/** True for what a user can act on; the rest are mistakes of ours, and their stack is wanted. */
function isForUser(error: unknown): error is Error {
  return error instanceof TensorloomError || (error instanceof Error && 'syscall' in error);
}

/** Says in one line, where one suffices, what went wrong. */
function explain(error: unknown): number {
  if (error instanceof Interrupted) return INTERRUPTED;
  if (error instanceof UsageError) {
    console.error(`demo: ${error.message}; see npm run demo -- --help`);
    return 2;
  }
  console.error(isForUser(error) ? `demo: ${error.message}` : error);
  return 1;
}

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (!options) {
    console.log(helpText());
    return 0;
  }
  const signal = abortOnInterrupt(process, () => process.exit(INTERRUPTED));
  const screen = openScreen(options.json ? process.stderr : process.stdout, process.stderr);
  try {
    const result = await runDemo(options, { screen, signal });
    if (options.json) console.log(JSON.stringify(result));
    return 0;
  } finally {
    screen.clear();
  }
}

const code = await main(process.argv.slice(2)).catch(explain);
process.exitCode = code;
// A download or a driver may still be at work; whoever pressed Ctrl-C does not wait for them.
if (code === INTERRUPTED) process.exit();
