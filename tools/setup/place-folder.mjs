// Makes a folder appear complete or not at all, however the process ends and whoever else makes the same one.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Fills a folder beside its place and then renames it into place.
 * @param {string} folder where it shall stand; left as it is where it exists
 * @param {(aside: string) => Promise<void>} fill writes the contents into the folder it is given
 */
export async function placeFolder(folder, fill) {
  if (existsSync(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  const aside = await mkdtemp(`${folder}.part-`);
  try {
    await fill(aside);
    await rename(aside, folder);
  } catch (error) {
    // Another process was quicker: its folder is as good as ours.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
