// Tests of the line about a pass: its facts, and that it fits.
import type { Progress } from 'tensorloom';
import { describe, expect, it } from 'vitest';
import { clockText, progressLine, progressText } from './progress-line.js';

const progress: Progress = {
  phase: 'train',
  epoch: 1,
  epochs: 3,
  step: 215,
  steps: 430,
  logs: { loss: 0.23456, accuracy: 0.93126 },
  stepsPerSecond: 43,
  seconds: 6,
  secondsLeft: 5,
};

const text = (width: number, more: Partial<Progress> = {}): string => {
  const { before, done, rest, after } = progressLine({ ...progress, ...more }, width);
  return before + done + rest + after;
};

describe('progressLine', () => {
  it('shows loss, accuracy, speed, the time left for all epochs, and a bar', () => {
    expect(text(79)).toBe('epoch 1/3 ━━━━──── 215/430  loss 0.235  accuracy 0.931  43.0 steps/s  0:25 left');
    expect(text(79)).toHaveLength(79);
  });

  it('has a bar of 40 columns where there is room', () => {
    const { done, rest } = progressLine(progress, 200);
    expect([done, rest]).toEqual(['━'.repeat(20), '─'.repeat(20)]);
  });

  it.each([70, 60, 40, 20, 8, 1])('fits into %i columns', (width) => {
    expect(text(width).length).toBeLessThanOrEqual(width);
    if (width >= 40) expect(text(width)).toMatch(/^epoch 1\/3 {2}215\/430 {2}loss 0.235/);
  });

  it('promises nothing before there is anything to go by', () => {
    expect(text(100, { step: 0, logs: {}, stepsPerSecond: 0 })).toMatch(
      /^epoch 1\/3 ─{40} {3}0\/430 {2}getting ready$/,
    );
    expect(text(79, { step: 1, logs: {}, stepsPerSecond: 0.1, secondsLeft: 4290 })).not.toMatch(/left|steps\/s/);
  });

  it('has no bar where no end is in sight, and fills it at the end', () => {
    const endless = { steps: undefined, secondsLeft: undefined };
    expect(text(100, endless)).toBe('epoch 1/3  215  loss 0.235  accuracy 0.931  43.0 steps/s');
    expect(progressLine({ ...progress, step: 430 }, 100).rest).toBe('');
  });

  it('names the other passes', () => {
    const { epoch: _, epochs: __, ...alone } = progress;
    expect(progressText({ ...progress, phase: 'validate' })).toMatch(/^validation {2}215/);
    expect(progressText({ ...alone, phase: 'evaluate' })).toBe(
      'test  215/430  loss 0.235  accuracy 0.931  43.0 steps/s  0:05 left',
    );
  });
});

describe('clockText', () => {
  it.each([
    [0.2, '0:01'],
    [59.5, '1:00'],
    [3605, '1:00:05'],
  ])('%d seconds are %s', (seconds, expected) => expect(clockText(seconds)).toBe(expected));
});
