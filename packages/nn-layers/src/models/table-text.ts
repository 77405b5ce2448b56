// Rows of cells as lines of text. Knows nothing of models.

/** A column: its heading, the side that its cells keep to, and what stands in a row; several lines for several texts. */
export interface Column<Row> {
  readonly title: string;
  readonly side: 'left' | 'right';
  readonly cell: (row: Row) => string | readonly string[];
}

/** The lines of a table with a rule below its headings and one below its rows. */
export function tableText<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] {
  const body = rows.flatMap((row) => {
    const cells = columns.map(({ cell }) => [cell(row)].flat());
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => cells.map((texts) => texts[line] ?? ''));
  });
  const all = [columns.map(({ title }) => title), ...body];
  const widths = columns.map((_, column) => Math.max(...all.map((cells) => (cells[column] as string).length)));
  const lines = all.map((cells) =>
    cells
      .map((text, column) => {
        const width = widths[column] as number;
        return columns[column]?.side === 'left' ? text.padEnd(width) : text.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [lines[0] as string, rule, ...lines.slice(1), rule];
}
