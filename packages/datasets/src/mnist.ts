// The loader of MNIST: the door to its files.
import { locateIdx, openIdx, type LoaderOptions } from './idx/open-idx.js';
import type { LoaderPlaces, FoundFiles } from './idx/find-files.js';
import type { ImageSplits } from './idx/idx-dataset.js';
import { mnistFiles } from './idx/mnist-files.js';

/**
 * MNIST, 60,000 handwritten digits for training and 10,000 for test: x is uint8 [28, 28, 1] with 0 for background,
 * y is uint8 [] with the digit.
 *
 * The four IDX files, packed (.gz) or not, are looked for in `directory`, in the folder that TENSORLOOM_DATA_DIR names
 * and in the cache folder, each time also in the subfolder `mnist`. With `download`, files found nowhere are fetched
 * before the promise resolves; a download that breaks off is continued by the next one. Nothing is read before the
 * first element is asked for. In browsers `directory` is a web address or a path relative to the page.
 *
 * @throws ConfigError if the files are found nowhere and `download` is not allowed; with it ChecksumError or
 *   TensorloomError if no mirror gives the published bytes. While walking: FileFormatError, ChecksumError or
 *   IndexRangeError that names the damaged file.
 * Source: Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits".
 */
export function mnist(options: LoaderOptions = {}): Promise<ImageSplits> {
  return openIdx(mnistFiles, options);
}

/** Where MNIST lies on this machine, or undefined; looks in the same places as `mnist` and reads nothing. */
export function findMnist(options: LoaderPlaces = {}): Promise<FoundFiles | undefined> {
  return locateIdx(mnistFiles, options);
}
