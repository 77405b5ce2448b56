// Tests of the choice of the best epoch.
import { describe, expect, it } from 'vitest';
import { bestEpochIndex } from './best-epoch.js';
import type { BestEpochOptions } from './best-epoch.js';

const best = (history: Record<string, number[]>, options?: BestEpochOptions): number | undefined =>
  bestEpochIndex('op', { epoch: [], history }, options);

describe('bestEpochIndex', () => {
  it('takes the smallest validation loss, the earliest of equals, and skips what is not finite', () => {
    expect(best({ loss: [3, 2, 1], valLoss: [3, 1, 1] })).toBe(1);
    expect(best({ valLoss: [NaN, -Infinity, 5, 4] })).toBe(3);
  });

  it('finds none without a validation loss or a finite value', () => {
    expect(best({ loss: [1, 2] })).toBeUndefined();
    expect(best({ valLoss: [NaN, Infinity] })).toBeUndefined();
  });

  it('takes the largest value where large is good', () => {
    expect(best({ valAccuracy: [0.1, 0.9, 0.9] }, { monitor: 'valAccuracy' })).toBe(1);
    expect(best({ valAuc: [0.1, 0.9, 0.8] }, { monitor: 'valAuc', mode: 'min' })).toBe(0);
    expect(best({ valLoss: [1, 2, 0] }, { mode: 'max' })).toBe(1);
  });

  it('refuses a series that is not there and a mode that does not exist', () => {
    expect(() => best({ loss: [1], accuracy: [1] }, { monitor: 'valLoss' })).toThrow(
      "op: no such series to monitor; expected one of loss, accuracy, got 'valLoss'; name one of them or leave monitor out",
    );
    expect(() => best({ loss: [1] }, { monitor: 'constructor' })).toThrow(RangeError);
    expect(() => best({ loss: [1] }, { mode: 'auto' as 'min' })).toThrow("expected 'min' or 'max', got auto");
  });
});
