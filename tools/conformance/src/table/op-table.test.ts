// docs/ops.md lists exactly the ops of the rows.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { measuredHeading, opTable } from './op-table.js';
import { tableFile } from './write-table.js';

/** Ops of a table, without the widths of its columns. */
const opsOf = (text: string): readonly string[] =>
  (text.split(measuredHeading)[0] as string)
    .split('\n')
    .filter((one) => one.startsWith('|'))
    .map((one) => one.split('|')[2]?.trim() ?? '')
    .filter((cell) => cell.startsWith('`'));

it('docs/ops.md lists exactly the ops of the rows; else: npm run conformance -- --table', async () => {
  expect(opsOf(await readFile(tableFile, 'utf8'))).toEqual(opsOf(opTable()));
});
