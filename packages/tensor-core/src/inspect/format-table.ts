// Tables and amounts as text for a terminal. Knows nothing of what they tell.
import type { TensorSpec } from '../op-table.js';

/** One column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Numbers stand at the right (default left). */
  readonly align?: 'right';
  /** Gives way, cut with an ellipsis, where the table would be wider than a terminal. */
  readonly yields?: true;
}

/** Characters of a line: what a terminal usually shows. */
const LINE = 100;
const LEAST_WIDTH = 12;

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** Widths that fit a line: columns that yield share what is too much, the widest first. */
function fit(widths: readonly number[], yields: readonly boolean[]): readonly number[] {
  const fitted = [...widths];
  const total = (): number => fitted.reduce((sum, width) => sum + width, 2 * (fitted.length - 1));
  while (total() > LINE) {
    const widest = Math.max(...fitted.filter((_, column) => yields[column]));
    if (widest <= LEAST_WIDTH) break;
    fitted[fitted.findIndex((width, column) => yields[column] && width === widest)] = widest - 1;
  }
  return fitted;
}

/** Rows under titles, at most 100 characters wide where its columns let it. */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map(({ text }) => text(row)));
  const lines = [columns.map(({ title }) => title), ...cells];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => (line[column] as string).length)));
  const fitted = fit(
    widths,
    columns.map(({ yields }) => yields === true),
  );
  const write = (line: readonly string[]): string =>
    line
      .map((text, column) => {
        const width = fitted[column] as number;
        return columns[column]?.align ? cut(text, width).padStart(width) : cut(text, width).padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return lines.map(write).join('\n');
}

/** 3 significant digits, without trailing zeros. */
export function formatAmount(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** Bytes in the unit that keeps the number short: 1500 is `1.5 kB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(3, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${formatAmount(bytes / 1000 ** power)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** A tensor's shape, after its dtype unless that is float32: `[32,10]`, `int32[32]`. */
export function formatSpec({ shape, dtype }: TensorSpec): string {
  return `${dtype === 'float32' ? '' : dtype}[${shape.join()}]`;
}

/** Names in the order of their first appearance, each with how often it appears: `mul x3, add`. */
export function countNames(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} x${count}`)).join(', ');
}
