// Tests of the screen on streams that are terminals and on some that are none.
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { textStream } from '../testing/text-stream.js';
import { openScreen } from './screen.js';
import { trainingDisplay } from './training-display.js';

const terminal = { isTTY: true, columns: 80, hasColors: () => true } as const;
const step = { phase: 'train', epoch: 1, epochs: 1, steps: 9, stepsPerSecond: 2, secondsLeft: 3 } as const;

afterEach(() => vi.unstubAllEnvs());

describe('openScreen', () => {
  it('writes plain lines where there is no terminal', () => {
    const [out, errors] = [textStream(), textStream()];
    const screen = openScreen(out.output, errors.output);
    screen.draw('never seen');
    screen.say('one');
    screen.say();
    screen.warn('two');
    screen.clear();
    expect([out.text(), errors.text()]).toEqual(['one\n\n', 'two\n']);
    expect([screen.isLive, screen.width, screen.paint('bold', 'x')]).toEqual([false, 80, 'x']);
  });

  it('draws over a line of a terminal, keeps what is said, and gives the cursor back', () => {
    vi.stubEnv('TERM', 'xterm');
    const { output, text } = textStream(terminal);
    const screen = openScreen(output, output);
    screen.draw('first');
    screen.draw('second');
    screen.say('stays');
    screen.clear();
    expect(stripVTControlCharacters(text())).toMatch(/first\n[^]*second\n[^]*stays\n$/);
    expect(text()).toContain(`${String.fromCharCode(27)}[2K`);
    expect(screen.paint('green', 'x')).toBe('\u001B[32mx\u001B[39m');
  });

  it('takes a terminal that can do nothing for none', () => {
    vi.stubEnv('TERM', 'dumb');
    const { output, text } = textStream(terminal);
    const screen = openScreen(output, output);
    screen.draw('never seen');
    expect([screen.isLive, screen.paint('green', 'x'), text()]).toEqual([false, 'x', '']);
  });
});

describe('trainingDisplay', () => {
  it('says a line soon and then every ten seconds where nothing can be drawn over', () => {
    const { output, text } = textStream();
    const display = trainingDisplay(openScreen(output, output));
    display.passBegin?.({ phase: 'train', epoch: 1, epochs: 1, steps: 9 });
    for (const seconds of [0.5, 4, 10.4, 10.6, 20.5, 21]) {
      display.progress?.({ ...step, step: Math.ceil(seconds), logs: { loss: seconds }, seconds });
    }
    const lines = text().split('\n');
    expect(lines.map((line) => /loss (\S+)/.exec(line)?.[1])).toEqual([
      undefined,
      '0.500',
      '10.600',
      '21.000',
      undefined,
    ]);
    expect(lines[0]).toMatch(/^epoch +loss/);
  });

  it('passes warnings on to the stream of errors', () => {
    const [out, errors] = [textStream(), textStream()];
    trainingDisplay(openScreen(out.output, errors.output)).warn?.('fit: loss is NaN');
    expect([out.text(), errors.text()]).toEqual(['', 'warning: fit: loss is NaN\n']);
  });
});
