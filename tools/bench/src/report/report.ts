// What a suite found. Knows no suite.
import { writeFile } from 'node:fs/promises';
import { table, type Cell } from './table.js';

/** Rows of one kind, and what is wrong with them. */
export interface Report {
  readonly rows: readonly object[];
  /** Keys of the rows that the table shows, in order. */
  readonly columns: readonly string[];
  /** What was measured but must not be so; the bench then fails. */
  readonly complaints: readonly string[];
}

/** Prints a report as a table, and writes its rows to a file where one is given. */
export async function publish({ rows, columns, complaints }: Report, json?: string): Promise<void> {
  const cells = rows.map((row) => ({ ...row }) as Readonly<Record<string, Cell>>);
  const adapters = new Set(cells.flatMap(({ adapter }) => (adapter === undefined ? [] : [adapter])));
  for (const adapter of adapters) console.log(`adapter: ${adapter}`);
  console.log(`\n${table(cells, columns)}`);
  for (const complaint of complaints) console.error(`bench: ${complaint}`);
  if (json !== undefined) await writeFile(json, `${JSON.stringify(rows, undefined, 2)}\n`);
}
