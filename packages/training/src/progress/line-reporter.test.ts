// Tests of lineReporter.
import { describe, expect, it } from 'vitest';
import { durationText, lineReporter } from './line-reporter.js';
import type { Progress } from './reporter.js';

const progress: Progress = {
  phase: 'train',
  epoch: 2,
  epochs: 3,
  steps: 469,
  step: 120,
  logs: { loss: 0.220449, accuracy: 0.9343 },
  stepsPerSecond: 111.37,
  seconds: 4.21,
  secondsLeft: 3.134,
};

describe('lineReporter', () => {
  it('writes a line for each epoch', () => {
    const lines: string[] = [];
    const reporter = lineReporter({ write: (line) => lines.push(line) });
    reporter.passBegin!(progress);
    reporter.progress!(progress);
    reporter.passEnd!(progress);
    reporter.epochEnd!({ ...progress, epoch: 2, epochs: 3, step: 469, logs: { ...progress.logs, valLoss: NaN } });
    expect(lines).toEqual([
      'epoch 2/3 · loss 0.2204 · accuracy 0.9343 · valLoss NaN · 469 steps · 4.2 s · 111 steps/s',
    ]);
  });

  it('writes a line now and then within long passes', () => {
    const lines: string[] = [];
    const reporter = lineReporter({ write: (line) => lines.push(line), interval: 5 });
    reporter.passBegin!(progress);
    for (const seconds of [1, 4.9, 5.1, 6, 9, 10.2]) reporter.progress!({ ...progress, seconds });
    reporter.passBegin!(progress);
    reporter.progress!({ ...progress, phase: 'validate', steps: undefined, secondsLeft: undefined, seconds: 5 });
    expect(lines).toEqual([
      'epoch 2/3 · step 120/469 · loss 0.2204 · accuracy 0.9343 · 111 steps/s · 3.1 s left',
      'epoch 2/3 · step 120/469 · loss 0.2204 · accuracy 0.9343 · 111 steps/s · 3.1 s left',
      'epoch 2/3 validation · step 120 · loss 0.2204 · accuracy 0.9343 · 111 steps/s',
    ]);
  });

  it('writes a line for an evaluation, and warnings', () => {
    const lines: string[] = [];
    const reporter = lineReporter({ write: (line) => lines.push(line) });
    reporter.passEnd!({
      phase: 'evaluate',
      steps: 2,
      step: 2,
      logs: { loss: 1 },
      stepsPerSecond: 20,
      seconds: 75,
      secondsLeft: 0,
    });
    reporter.warn!('loss is NaN');
    expect(lines).toEqual(['evaluate · loss 1 · 2 steps · 1 min 15 s · 20.0 steps/s', 'warning: loss is NaN']);
  });
});

describe('durationText', () => {
  it.each([
    [0.04, '0.0 s'],
    [59.9, '59.9 s'],
    [60, '1 min 00 s'],
    [3599.7, '60 min 00 s'],
  ])('%s is %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
