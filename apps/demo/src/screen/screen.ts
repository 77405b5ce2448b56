// Where the demo speaks: lines that stay, and on a terminal one that is drawn over. Knows nothing of training.
import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { createLogUpdate } from 'log-update';

/** A stream that may be a terminal. */
export type Output = NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'columns' | 'hasColors'>>;

/** A way to set text off. */
export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'cyan';

/** A place to write lines to. */
export interface Screen {
  /** A line that stays. */
  say(line?: string): void;
  /** A line that must not be overlooked; it goes to the stream of errors. */
  warn(line: string): void;
  /** Draws a line over the last one so drawn. Nothing where `isLive` is false. */
  draw(line: string): void;
  /** Takes the drawn line away and gives the cursor back. */
  clear(): void;
  /** Whether lines can be drawn over. */
  readonly isLive: boolean;
  /** Columns of the terminal; 80 where it is none. */
  readonly width: number;
  /** Sets text off where there are colours; widths are counted before that. */
  paint(style: Style | readonly Style[], text: string): string;
}

/** A screen on a stream; `errors` takes its warnings. */
export function openScreen(stream: Output, errors: NodeJS.WritableStream): Screen {
  const isLive = stream.isTTY === true && process.env['TERM'] !== 'dumb';
  const hasColours = isLive && stream.hasColors?.() === true;
  const update = createLogUpdate(stream);
  const write = (line: string): void => void stream.write(`${line}\n`);
  return {
    say: (line = '') => (isLive ? update.persist(line) : write(line)),
    warn: (line) => {
      if (isLive) update.clear();
      errors.write(`${line}\n`);
    },
    draw: (line) => {
      if (isLive) update(line);
    },
    clear: () => {
      if (!isLive) return;
      update.clear();
      update.done();
    },
    isLive,
    get width() {
      return stream.columns ?? 80;
    },
    paint: (style, text) => (hasColours ? styleText(style as Style[], text, { validateStream: false }) : text),
  };
}
