// Tests of checkHistory: each rule, by the message that its breach gives.
import { describe, expect, it } from 'vitest';
import { checkHistory } from './history.js';
import type { History } from './history.js';

const check = (value: unknown) => () => checkHistory('op', value as History);

describe('checkHistory', () => {
  it('accepts gaps and epochs that are not consecutive', () => {
    expect(check({ epoch: [3, 7], history: { loss: [NaN, Infinity] } })).not.toThrow();
  });

  it.each([
    [undefined, 'got undefined'],
    [null, 'got null'],
    [{ loss: [1] }, 'got an object'],
    [{ epoch: [1], history: null }, 'expected { epoch: number[], history: Record<string, number[]> }'],
    [{ epoch: 3, history: {} }, 'op: not a history'],
    [{ epoch: [1], history: { loss: 'low' } }, 'expected history.loss of length 1, got "low"'],
    [{ epoch: [1, 2], history: { loss: [1, null] } }, 'expected history.loss[1] to be a number, got null'],
  ])('throws a TypeError for %j', (value, words) => {
    expect(check(value)).toThrow(TypeError);
    expect(check(value)).toThrow(words);
  });

  it.each([
    [
      { epoch: [], history: { loss: [] } },
      'op: the history is empty; expected at least one epoch, got epoch of length 0',
    ],
    [{ epoch: [1], history: {} }, 'op: the history has no series'],
    [{ epoch: [1, 2], history: { loss: [1, 2], valLoss: [1] } }, 'expected history.valLoss of length 2, got length 1'],
    [{ epoch: [0], history: { loss: [1] } }, 'expected epoch[0] > 0, got 0'],
    [{ epoch: [1, 1], history: { loss: [1, 2] } }, 'expected epoch[1] > 1, got 1'],
    [{ epoch: [1, 1.5], history: { loss: [1, 2] } }, 'expected epoch[1] > 1, got 1.5'],
    [{ epoch: [NaN], history: { loss: [1] } }, 'expected epoch[0] > 0, got NaN'],
  ])('throws a RangeError for %j', (value, words) => {
    expect(check(value)).toThrow(RangeError);
    expect(check(value)).toThrow(words);
  });

  it('says what to do', () => {
    expect(check({ epoch: [], history: {} })).toThrow(/; pass what Trainer\.fit returned after at least one epoch$/);
  });
});
