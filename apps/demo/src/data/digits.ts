// The images of one run, split in three. Knows no network.
import type { Dataset, ImageBatch, ImageSplits } from 'tensorloom';

/** Images of digits: to learn from, to choose the best epoch by, and to judge the result by. */
export interface Digits {
  readonly source: 'mnist' | 'generated';
  /** For a title: `MNIST`. */
  readonly name: string;
  /** Which images and where they lie, for people. */
  readonly title: string;
  /** How many of them serve what, for people. */
  readonly parts: string;
  readonly train: Dataset<ImageBatch>;
  readonly validation: Dataset<ImageBatch>;
  readonly test: Dataset<ImageBatch>;
}

/** Most images that are held back for validation. */
const MOST_VALIDATION = 5_000;

/** Holds the last tenth of the training images back for validation, 5,000 of them at most: the test images choose nothing. */
export function splitDigits(facts: Pick<Digits, 'source' | 'name' | 'title'>, { train, test }: ImageSplits): Digits {
  const [images, tests] = [train.size as number, test.size as number];
  const held = Math.min(MOST_VALIDATION, Math.ceil(images / 10));
  const count = (number: number): string => number.toLocaleString('en');
  return {
    ...facts,
    parts: `${count(images - held)} images to learn from, ${count(held)} for validation, ${count(tests)} for the test`,
    train: train.take(images - held),
    validation: train.skip(images - held),
    test,
  };
}
