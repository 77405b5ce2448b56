// Tables in a Markdown file, each between the marks of its suite. Knows no suite's inside.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { promisify } from 'node:util';
import { UsageError } from '../command-line.js';
import { adaptersOf, barColumns, cellsOf, type Report } from './report.js';
import type { Cell } from './table.js';
import { writeWhole } from './write-whole.js';

const run = promisify(execFile);

const marksOf = (suite: string): readonly [begin: string, end: string] => [
  `<!-- bench: ${suite} -->`,
  `<!-- end of ${suite} -->`,
];

/** @throws UsageError where the file has no place for a suite */
export async function checkPlaces(file: string, suites: readonly string[]): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  for (const suite of suites) {
    const [begin, end] = marksOf(suite);
    if (text.includes(begin) && text.includes(end)) continue;
    throw new UsageError(
      `bench: no place for suite ${suite}; expected the lines ${begin} and ${end} in --markdown, got a file without them; add them to '${file}'`,
    );
  }
}

const textOf = (cell: Cell): string => (cell === undefined ? '' : String(cell).replaceAll('|', '\\|'));

/** A table of Markdown. */
export function markdownTable(rows: readonly object[], columns: readonly string[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const body = cellsOf(rows).map((row) => line(columns.map((name) => textOf(row[name]))));
  return [line(columns), line(columns.map(() => '---')), ...body].join('\n');
}

const git = async (...words: readonly string[]): Promise<string> => (await run('git', words)).stdout.trim();

/** The commit that is checked out, and whether what is measured differs from it. */
async function commit(): Promise<string> {
  try {
    const changed = await git('status', '--porcelain', '--untracked-files=no', 'packages', 'tools');
    return `${await git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}

/** Puts a report between the marks of its suite. */
export async function putIntoPlaces(file: string, suite: string, report: Report): Promise<void> {
  const [begin, end] = marksOf(suite);
  const text = await readFile(file, 'utf8');
  const load = loadavg()[0]?.toFixed(1);
  const date = new Date().toISOString().slice(0, 10);
  const seen = `Seen on ${adaptersOf(report.rows).join('; ')}, ${date}, commit ${await commit()}, load average ${load} at the end.`;
  const { rows, columns, bars = [] } = report;
  const tables = [markdownTable(rows, columns), ...(bars.length > 0 ? [markdownTable(bars, barColumns)] : [])];
  const [before, after] = [text.slice(0, text.indexOf(begin)), text.slice(text.indexOf(end))];
  const whole = [before + begin, seen, ...tables, after].join('\n\n');
  // Loaded when it is needed, so that a bundle of the bench runs without it.
  const { format } = await import('prettier');
  await writeWhole(file, await format(whole, { parser: 'markdown' }));
}
