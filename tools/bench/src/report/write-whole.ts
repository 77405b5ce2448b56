// Files that are there as a whole or as they were before. Knows no content.
import { rename, rm, stat, writeFile } from 'node:fs/promises';

/** Beside the file, so that it can be renamed to it. */
const aside = (file: string): string => `${file}.${process.pid}.partial`;

/** Why a file cannot be written; undefined if it can be. Leaves nothing behind. */
export async function whyNotWritable(file: string): Promise<string | undefined> {
  try {
    if ((await stat(file).catch(() => undefined))?.isDirectory()) return 'it is a folder';
    await writeFile(aside(file), '');
    await rm(aside(file));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Writes a file in one go: who reads it meanwhile sees the old one. */
export async function writeWhole(file: string, text: string): Promise<void> {
  try {
    await writeFile(aside(file), text);
    await rename(aside(file), file);
  } catch (error) {
    await rm(aside(file), { force: true });
    throw error;
  }
}
