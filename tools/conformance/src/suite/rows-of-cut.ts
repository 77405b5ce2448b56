// Which rows a run takes: each op once, each row and its gradients, or the grid; of one op, or of all. Knows no device.
import { largeRows } from '../grid/large-rows.js';
import { specialRows } from '../grid/special-rows.js';
import { stretchedRows } from '../grid/stretched-rows.js';
import { viewedRows } from '../grid/viewed-rows.js';
import { gradientRows } from '../ops/gradient-row.js';
import { families } from '../ops/op-rows.js';
import type { OpRow } from '../ops/op-row.js';
import type { Families } from './run-suite.js';

/** `ops`: the first row of each op. `rows`: every row, with its gradients. `full`: the grid around them too. */
export type CutName = 'ops' | 'rows' | 'full';

/** What a run takes. */
export interface Cut {
  readonly cut: CutName;
  /** Only rows of this op. */
  readonly op?: string | undefined;
}

const ownRows: Readonly<Record<CutName, (family: string, rows: readonly OpRow[]) => readonly OpRow[]>> = {
  ops: (_, rows) => rows.filter((row, at) => rows.findIndex(({ op }) => op === row.op) === at),
  rows: (_, rows) => rows.flatMap((row) => [row, ...gradientRows(row)]),
  full: (family, rows) => [
    ...rows.flatMap((row) => [
      row,
      ...gradientRows(row),
      ...stretchedRows(row),
      ...viewedRows(row),
      ...specialRows(family, row),
    ]),
    ...(largeRows[family] ?? []),
  ],
};

/** A part of the rows, counted through all families. */
export function partOf(rows: Families, first: number, count: number): Families {
  let before = 0;
  const parts = Object.entries(rows).map(([family, own]) => {
    const from = first - before;
    before += own.length;
    return [family, own.slice(Math.max(0, from), Math.max(0, from + count))] as const;
  });
  return Object.fromEntries(parts.filter(([, own]) => own.length > 0));
}

/** Rows by family, families without any left out. */
export function rowsOfCut({ cut, op }: Cut): Families {
  return Object.fromEntries(
    Object.entries(families)
      .map(([family, rows]) => {
        const all = ownRows[cut](family, rows);
        return [family, all.filter((row) => op === undefined || row.op === op)] as const;
      })
      .filter(([, rows]) => rows.length > 0),
  );
}
