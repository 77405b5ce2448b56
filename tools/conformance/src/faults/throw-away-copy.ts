// A copy of the workspace to plant faults in. Links to third-party packages are shared, links to ours lead into the copy.
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const left = new Set(['.git', '.turbo', 'dist', 'out', 'coverage', '.vite', '.cache']);

/** Copies sources, and the links of each package as they are: relative ones to packages of ours then lead into the copy. */
async function copyFolder(from: string, to: string): Promise<void> {
  const filter = (source: string): boolean => !left.has(basename(source));
  await cp(from, to, { recursive: true, verbatimSymlinks: true, filter });
}

/**
 * Copies the workspace.
 *
 * @param root folder of the workspace, installed
 * @returns the copy's folder, and what removes it
 */
export async function throwAwayCopy(
  root: string,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tensorloom-faults-'));
  for (const name of await readdir(root)) {
    if (left.has(name)) continue;
    if (name === 'node_modules') await symlink(join(root, name), join(folder, name));
    else await copyFolder(join(root, name), join(folder, name));
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
