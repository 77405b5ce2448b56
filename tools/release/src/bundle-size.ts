// How much a browser downloads for a package: its own modules, bundled, minified and compressed.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** What a bundle weighs and holds. */
export interface Bundle {
  /** Bytes of the code that loads at once, after gzip. */
  gzipped: number;
  /** Where each module came from. */
  modules: string[];
}

/** The chunks that load with the entry: itself and what it imports statically. */
function initialChunks(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const imported = byName.get(name);
      if (imported) found.add(imported);
    }
  }
  return [...found];
}

/**
 * Bundles everything that `name` exports, for a browser.
 *
 * @param folder a project in which the package is installed
 * @param ownCodeOnly leaves other packages out, ours and third parties'
 */
export async function bundle(folder: string, name: string, ownCodeOnly: boolean): Promise<Bundle> {
  const entry = join(folder, 'bundle-entry.js');
  await writeFile(entry, `export * from ${JSON.stringify(name)};\n`);
  const isOther = (id: string, importer?: string): boolean => importer !== entry && /^[a-z@]/.test(id);
  const result = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      lib: { entry, formats: ['es'], fileName: 'bundle' },
      rolldownOptions: { external: (id, importer) => ownCodeOnly && importer !== undefined && isOther(id, importer) },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const chunks = outputs.flatMap(({ output }) => output.filter((part) => part.type === 'chunk'));
  const gzipped = initialChunks(chunks).reduce((sum, { code }) => sum + gzipSync(code).length, 0);
  return { gzipped, modules: chunks.flatMap(({ moduleIds }) => moduleIds) };
}
