// Which rows a run takes: each row and its gradients once, or the grid; of one op, or of all. Knows no device.
import { gradientRows } from '../ops/gradient-row.js';
import { families } from '../ops/op-rows.js';
import type { OpRow } from '../ops/op-row.js';
import type { Families } from './run-suite.js';

/** What a run takes. */
export interface Cut {
  /** Only rows of this op. */
  readonly op?: string | undefined;
  readonly full?: boolean;
}

/** Rows by family, families without any left out. */
export function rowsOfCut({ op }: Cut): Families {
  const chosen = (rows: readonly OpRow[]): readonly OpRow[] =>
    rows.filter((row) => op === undefined || row.op === op).flatMap((row) => [row, ...gradientRows(row)]);
  return Object.fromEntries(
    Object.entries(families)
      .map(([family, rows]) => [family, chosen(rows)] as const)
      .filter(([, rows]) => rows.length > 0),
  );
}
