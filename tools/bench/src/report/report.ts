// What a suite found, and how it is shown. Knows no suite.
import type { BarResult } from '../bars/bar.js';
import { table, type Cell } from './table.js';

/** Rows of one kind, what they had to reach, and what is wrong with them. */
export interface Report {
  readonly rows: readonly object[];
  /** Keys of the rows that the table shows, in order. */
  readonly columns: readonly string[];
  /** Bars of the cases; speeds, which depend on the machine: the bench does not fail by them. */
  readonly bars?: readonly BarResult[];
  /** What was measured but must not be so; the bench then fails. */
  readonly complaints: readonly string[];
}

/** Rows of anything as rows of cells. */
export const cellsOf = (rows: readonly object[]): readonly Readonly<Record<string, Cell>>[] =>
  rows.map((row) => ({ ...row }) as Readonly<Record<string, Cell>>);

/** The columns of bars, in order. */
export const barColumns: readonly (keyof BarResult)[] = ['case', 'bar', 'seen', 'met'];

/** The adapters of all rows, each once. */
export function adaptersOf(rows: readonly object[]): readonly string[] {
  const adapters = cellsOf(rows).flatMap(({ adapter }) => (typeof adapter === 'string' ? [adapter] : []));
  return [...new Set(adapters)];
}

/** A report as text for a terminal. */
export function formatReport({ rows, columns, bars = [] }: Report): string {
  const adapters = adaptersOf(rows).map((adapter) => `adapter: ${adapter}`);
  const judged = bars.length > 0 ? [`\n${table(cellsOf(bars), barColumns)}`] : [];
  return [...adapters, `\n${table(cellsOf(rows), columns)}`, ...judged].join('\n');
}

/** The rows as JSON has them: each with the ratios and bars of its case, where it is Tensorloom's own. */
export function jsonRows({ rows, bars = [] }: Report): readonly object[] {
  const cells = cellsOf(rows);
  return cells.map((row) => {
    if (row['library'] !== 'tensorloom') return row;
    const peers = cells.filter((peer) => peer['case'] === row['case'] && peer !== row && peer['ratio'] !== undefined);
    const ratios = Object.fromEntries(peers.map((peer) => [peer['library'], peer['ratio']]));
    return { ...row, ratios, bars: bars.filter((bar) => bar.case === row['case']) };
  });
}
