// From options to data sets: finds the files or fetches them, and reads nothing yet.
import { ConfigError } from '@tensorloom/tensor-core';
import type { DownloadProgress, FileSource, PublishedFile } from '../files/file-source.js';
import { isNode, nodePart } from '../files/platform.js';
import { publishedSource } from '../files/published-source.js';
import { findFiles, missingFiles, placesOf, type LoaderPlaces, type FoundFiles, type Place } from './find-files.js';
import { filesOf, type IdxDataset, type ImageSplits } from './idx-dataset.js';
import { loadSplit } from './load-split.js';

/** Where to look for the files and whether to fetch them. */
export interface LoaderOptions extends LoaderPlaces {
  /** True: files that are found nowhere are fetched from a mirror, in Node into the cache folder. Default false. */
  readonly download?: boolean;
  /** Told how far the download is. */
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** The place that has the files of `dataset`, or undefined. */
export async function locateIdx(dataset: IdxDataset, options: LoaderPlaces): Promise<FoundFiles | undefined> {
  const place = await findFiles(dataset, await placesOf(dataset, options));
  return place === undefined ? undefined : { origin: place.origin, location: place.source.location };
}

/** Both parts of `dataset`, lazy. */
export async function openIdx(dataset: IdxDataset, options: LoaderOptions): Promise<ImageSplits> {
  const places = await placesOf(dataset, options);
  const found = await findFiles(dataset, places);
  const source = found?.source ?? (await fetchFiles(dataset, places, options));
  return { train: loadSplit(dataset, dataset.train, source), test: loadSplit(dataset, dataset.test, source) };
}

async function fetchFiles(dataset: IdxDataset, places: readonly Place[], options: LoaderOptions): Promise<FileSource> {
  const { download = false, onProgress = () => undefined } = options;
  if (!download) throw await notFound(dataset, places);
  if (!isNode()) return publishedSource(filesOf(dataset), dataset.mirrors, onProgress);
  const node = await nodePart();
  const cache = node.folderSource(`${options.cacheDirectory ?? node.cacheFolder()}/${dataset.name}`);
  const missing = await missingFiles(filesOf(dataset), cache);
  const totalBytes = sumOfBytes(filesOf(dataset));
  let finishedBytes = totalBytes - sumOfBytes(missing);
  for (const file of missing) {
    await node.download(file, dataset.mirrors, cache.location, {
      onBytes: (received) => onProgress({ file: file.name, receivedBytes: finishedBytes + received, totalBytes }),
    });
    finishedBytes += file.bytes;
  }
  return cache;
}

async function notFound(dataset: IdxDataset, places: readonly Place[]): Promise<ConfigError> {
  const files = filesOf(dataset);
  const lines = await Promise.all(
    places.map(async ({ source }) => {
      const missing = await missingFiles(files, source);
      const what =
        missing.length === files.length ? 'none of them' : `all but ${missing.map((file) => file.name).join(', ')}`;
      return `${what} in ${source.location}`;
    }),
  );
  const names = files.map((file) => file.name).join(', ');
  return new ConfigError(
    `${dataset.name}: the files were not found; expected ${names} (packed or unpacked), got ${lines.join('; ') || 'no place to look'}; pass { directory }, set TENSORLOOM_DATA_DIR or allow { download: true }`,
  );
}

function sumOfBytes(files: readonly PublishedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
