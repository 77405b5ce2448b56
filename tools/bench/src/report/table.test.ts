// Rows as text, and the numbers in them.
import { describe, expect, it } from 'vitest';
import { median, quantile, rounded } from './statistics.js';
import { table } from './table.js';

describe('table', () => {
  it('puts text to the left and numbers to the right', () => {
    const rows = [
      { name: 'a', ms: 1.5 },
      { name: 'bcd', ms: 120, flat: true },
    ];
    expect(table(rows, ['name', 'ms', 'flat']).split('\n')).toEqual([
      'name   ms  flat',
      '----  ---  ----',
      'a     1.5     -',
      'bcd   120  true',
    ]);
  });
});

describe('quantile', () => {
  it('lies between neighbours by proportion, in any order of the values', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([10, 0, 20, 30, 40], 0.25)).toBe(10);
    expect(quantile([0, 10], 0.75)).toBe(7.5);
    expect(median([])).toBeNaN();
  });

  it('rounds to digits that count', () => {
    expect([rounded(1234.567), rounded(0.0123456, 3)]).toEqual([1235, 0.0123]);
  });
});
