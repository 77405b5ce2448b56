import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = import.meta.dirname;
const sources = (await readdir(root, { recursive: true })).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('testing'),
);

/** What `file` imports at run time: static imports that are not only types, and dynamic ones. */
async function importsOf(file: string): Promise<{ from: string; isDynamic: boolean }[]> {
  const text = await readFile(join(root, file), 'utf8');
  const statics = [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)];
  const dynamics = [...text.matchAll(/(?<!typeof )import\('([^']+)'\)/g)];
  return [
    ...statics.map((match) => ({ from: match[1]!, isDynamic: false })),
    ...dynamics.map((match) => ({ from: match[1]!, isDynamic: true })),
  ];
}

describe('a bundle for browsers', () => {
  it('meets no module of Node', async () => {
    expect(sources.length).toBeGreaterThan(30);
    for (const file of sources) {
      for (const { from } of await importsOf(file)) expect(from, file).toMatch(/^(\.|@tensorloom\/tensor-core$)/);
    }
  });

  it('has the part for Node in a chunk of its own', async () => {
    for (const file of sources.filter((name) => !name.startsWith('node'))) {
      for (const { from, isDynamic } of await importsOf(file)) {
        if (from.includes('/node/'))
          expect({ file, isDynamic }).toEqual({ file: join('files', 'platform.ts'), isDynamic: true });
      }
    }
  });
});
