// Bars against rows whose outcome is known.
import { describe, expect, it } from 'vitest';
import { judgeBars, type Bar, type JudgedRow } from './bar.js';

const ours = { case: 'a', library: 'tensorloom', ratio: 1, dispatches: 7 } as JudgedRow;
const peer = (library: string, ratio: number): JudgedRow => ({ case: 'a', library, ratio });
const better: Bar = { kind: 'ratio', atLeast: 4, of: ['tfjs', 'jax'] };

describe('judgeBars', () => {
  it('takes the quickest of the peers that a bar names', () => {
    const rows = [ours, peer('tfjs', 9), peer('jax', 3.9), peer('other', 0.1)];
    expect(judgeBars([better], rows)).toEqual([
      { case: 'a', bar: 'at least 4 times as fast as the better of tfjs and jax', seen: 3.9, met: false },
    ]);
    expect(judgeBars([better], [ours, peer('jax', 4)])).toEqual([
      { case: 'a', bar: 'at least 4 times as fast as jax', seen: 4, met: true },
    ]);
  });

  it('says what it compares, where that is not time', () => {
    const bar: Bar = { kind: 'ratio', atLeast: 2, of: ['tfjs'], measure: 'peak bytes' };
    expect(judgeBars([bar], [ours, peer('tfjs', 3)])).toEqual([
      { case: 'a', bar: 'peak bytes of tfjs at least 2 times ours', seen: 3, met: true },
    ]);
  });

  it('leaves out what was not measured', () => {
    expect(judgeBars([better, { kind: 'atMost', field: 'hostMs', most: 1 }], [ours])).toEqual([]);
  });

  it('compares a field of our own row', () => {
    const bar = (most: number): Bar => ({ kind: 'atMost', field: 'dispatches', most });
    expect(judgeBars([bar(7), bar(6)], [ours]).map(({ met }) => met)).toEqual([true, false]);
  });
});
