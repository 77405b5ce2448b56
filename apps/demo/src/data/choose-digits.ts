// Which digits a run gets: MNIST where it is found or may be fetched, else those of the generator.
import { findMnist, generatedDigits, mnist, type DownloadProgress } from 'tensorloom';
import type { DemoOptions } from '../options/demo-options.js';
import { splitDigits, type Digits } from './digits.js';

/** Told how far a download is. */
export type OnDownload = (progress: DownloadProgress) => void;

const drawn = {
  source: 'generated',
  name: 'generated digits',
  title: 'drawn by a generator (MNIST is not here; --download fetches it)',
} as const;

/**
 * Chooses the digits; nothing but a download is read yet.
 *
 * @throws what `mnist` throws where a download fails
 */
export async function chooseDigits(
  { data, download }: Pick<DemoOptions, 'data' | 'download'>,
  onDownload: OnDownload,
): Promise<Digits> {
  const places = data === undefined ? {} : { directory: data };
  const found = await findMnist(places);
  if (!found && !download) return splitDigits(drawn, generatedDigits({ train: 20_000, test: 4_000 }));
  const splits = await mnist({ ...places, download, onProgress: onDownload });
  const location = (found ?? (await findMnist(places)))?.location ?? 'the cache';
  return splitDigits({ source: 'mnist', name: 'MNIST', title: `MNIST in ${location}` }, splits);
}
