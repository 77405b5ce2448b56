// Tables take the place between their marks, and nothing else moves.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../command-line.js';
import { checkPlaces, putIntoPlaces } from './markdown.js';

let file: string;

beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'bench-')), 'figures.md');
  await writeFile(file, '# Figures\n\n<!-- bench: step -->\n\nold\n\n<!-- end of step -->\n\nLast line.\n');
});
afterAll(() => rm(join(file, '..'), { recursive: true }));

describe('putIntoPlaces', () => {
  it('replaces what stood there, as often as it is asked', async () => {
    const report = { rows: [{ case: 'a', adapter: 'fast one', ms: 2 }], columns: ['case', 'ms'], complaints: [] };
    await putIntoPlaces(file, 'step', report);
    await putIntoPlaces(file, 'step', { ...report, bars: [{ case: 'a', bar: 'at most 3', seen: 2, met: true }] });
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^# Figures\n\n<!-- bench: step -->\n\nSeen on fast one, /);
    expect(text).toContain('| a    | 2   |');
    expect(text).toContain('| a    | at most 3 | 2    | true |');
    expect(text.match(/Seen on/g)).toHaveLength(1);
    expect(text).toMatch(/<!-- end of step -->\n\nLast line.\n$/);
    expect(text).not.toContain('old');
  });
});

describe('checkPlaces', () => {
  it('refuses a file without the marks, before any work', async () => {
    await expect(checkPlaces(file, ['step'])).resolves.toBeUndefined();
    await expect(checkPlaces(file, ['kernels'])).rejects.toThrow(UsageError);
    await expect(checkPlaces(`${file}.none`, ['step'])).rejects.toThrow(/no place for suite step/);
  });
});
