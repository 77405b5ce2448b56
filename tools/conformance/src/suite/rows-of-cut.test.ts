// Parts of a cut, one after another, are the whole cut.
import { expect, it } from 'vitest';
import { partOf, rowsOfCut } from './rows-of-cut.js';

it('cuts all rows into parts, each row in one, in their order', () => {
  const all = rowsOfCut({ cut: 'ops' });
  const rows = Object.values(all).flat();
  const firsts = Array.from({ length: Math.ceil(rows.length / 7) }, (_, part) => part * 7);
  const parts = firsts.map((first) => partOf(all, first, 7));
  expect(parts.flatMap((part) => Object.values(part).flat())).toEqual(rows);
  expect(parts.slice(0, -1).every((part) => Object.values(part).flat().length === 7)).toBe(true);
  expect(partOf(all, rows.length, 7)).toEqual({});
});
