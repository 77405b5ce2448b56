// Keeps what was measured in files, one for each result: processes at work at the same time never write the same half of one.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { env, platform } from 'node:process';
import type { TuningStore } from '../autotune/autotune-options.js';

/** Where the user's programs keep what can be made again. */
function cacheFolder(): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
}

/**
 * A store for `autotune` in a folder of JSON files. A file that cannot be read, or is another key's, counts as none.
 *
 * @param folder default `tensorloom/autotune` in the user's cache folder; made when it is first written to
 */
export function fileTuningStore(folder: string = join(cacheFolder(), 'tensorloom', 'autotune')): TuningStore {
  const pathOf = (key: string): string =>
    join(folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
  return {
    async get(key) {
      const text = await readFile(pathOf(key), 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      try {
        const entry = JSON.parse(text) as { readonly key?: unknown; readonly value?: unknown } | null;
        return entry?.key === key ? entry.value : undefined;
      } catch {
        return undefined;
      }
    },
    async set(key, value) {
      await mkdir(folder, { recursive: true });
      // A file takes its name when it is whole: who reads meanwhile sees the old one or the new one.
      const draft = join(folder, `${randomUUID()}.tmp`);
      try {
        await writeFile(draft, `${JSON.stringify({ key, value }, undefined, 2)}\n`);
        await rename(draft, pathOf(key));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
  };
}

export { fileTuningStore as defaultStore };
