// A stream for tests: remembers what was written to it.
import { PassThrough } from 'node:stream';
import type { Output } from '../screen/screen.js';

/** A stream, and the text that has come through it. */
export interface TextStream {
  readonly output: Output;
  readonly text: () => string;
}

/** @param terminal what makes the stream a terminal */
export function textStream(terminal: Partial<Output> = {}): TextStream {
  const output = Object.assign(new PassThrough(), terminal);
  let text = '';
  output.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { output, text: () => text };
}
