// Rows as aligned text. Knows no suite.

/** What a cell may hold. */
export type Cell = string | number | boolean | undefined;

const textOf = (cell: Cell): string => (cell === undefined ? '-' : String(cell));

/**
 * A table of plain text: text to the left, numbers to the right.
 *
 * @param columns keys of the rows, in order
 */
export function table(rows: readonly Readonly<Record<string, Cell>>[], columns: readonly string[]): string {
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => textOf(row[name]).length)));
  const isText = columns.map((name) => rows.every((row) => typeof row[name] === 'string'));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (isText[at] ? cell.padEnd(widths[at] as number) : cell.padStart(widths[at] as number)))
      .join('  ')
      .trimEnd();
  const ruler = widths.map((width) => '-'.repeat(width));
  return [line(columns), line(ruler), ...rows.map((row) => line(columns.map((name) => textOf(row[name]))))].join('\n');
}
