// Writes docs/ops.md: the table from the rows, and beside it what the kept runs have measured.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import type { DeviceReport } from '../suite/device-report.js';
import { devices, measuredTable, opTable } from './op-table.js';

const docs = new URL('../../../../docs/', import.meta.url);
/** Reports as `--json` writes them, one a device. */
const kept = new URL('conformance-runs/', docs);
export const tableFile: string = fileURLToPath(new URL('ops.md', docs));

/** Markdown as the workspace formats it. */
export const formatted = (text: string): Promise<string> => format(text, { parser: 'markdown' });

/** Writes the table. */
export async function writeTable(): Promise<void> {
  const files = (await readdir(kept).catch(() => [])).filter((name) => name.endsWith('.json'));
  const runs = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(new URL(name, kept), 'utf8')) as DeviceReport),
  );
  runs.sort((a, b) => devices.indexOf(a.device) - devices.indexOf(b.device));
  const measured = runs.length > 0 ? measuredTable(runs) : '';
  await writeFile(tableFile, await formatted(`${opTable(runs)}\n${measured}`));
}
