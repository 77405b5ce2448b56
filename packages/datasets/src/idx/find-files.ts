// Looks for the files of a data set, in the places where they may lie, without reading them.
import type { FileSource, PublishedFile } from '../files/file-source.js';
import { isNode, nodePart } from '../files/platform.js';
import { isWebAddress, webSource } from '../files/web-source.js';
import { filesOf, unpackedName, type IdxDataset } from './idx-dataset.js';

/** Where to look. */
export interface LoaderPlaces {
  /** The folder (or web address) with the files, or the one above it. Looked at first. */
  readonly directory?: string;
  /** The folder for downloaded data sets. Default: tensorloom in XDG_CACHE_HOME or in ~/.cache. */
  readonly cacheDirectory?: string;
}

/** A place that has all files. */
export interface FoundFiles {
  /** What named the place: the option, TENSORLOOM_DATA_DIR or the cache. */
  readonly origin: 'directory' | 'environment' | 'cache';
  /** The folder or web address. */
  readonly location: string;
}

/** A place that may have the files. */
export interface Place {
  readonly origin: FoundFiles['origin'];
  readonly source: FileSource;
}

/** All places in which to look for `dataset`, in order: each folder itself, then its subfolder of the data set's name. */
export async function placesOf(dataset: IdxDataset, { directory, cacheDirectory }: LoaderPlaces): Promise<Place[]> {
  const folders: [FoundFiles['origin'], string | undefined][] = [['directory', directory]];
  const node = isNode() ? await nodePart() : undefined;
  if (node !== undefined) {
    folders.push(['environment', node.environmentFolder()], ['cache', cacheDirectory ?? node.cacheFolder()]);
  }
  return folders.flatMap(([origin, folder]) => {
    if (folder === undefined) return [];
    const open = node === undefined || isWebAddress(folder) ? webSource : node.folderSource;
    return [folder, `${folder}/${dataset.name}`].map((location) => ({ origin, source: open(location) }));
  });
}

/** The first of `places` that has all files of `dataset`, packed or unpacked. */
export async function findFiles(dataset: IdxDataset, places: readonly Place[]): Promise<Place | undefined> {
  for (const place of places) {
    if ((await missingFiles(filesOf(dataset), place.source)).length === 0) return place;
  }
  return undefined;
}

/** Those of `files` that `source` has neither packed nor unpacked. */
export async function missingFiles(files: readonly PublishedFile[], source: FileSource): Promise<PublishedFile[]> {
  const isThere = await Promise.all(
    files.map(async (file) => (await source.has(unpackedName(file))) || (await source.has(file.name))),
  );
  return files.filter((_, i) => !isThere[i]);
}
