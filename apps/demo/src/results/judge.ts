// Tests a trained model. Knows no screen.
import type { PassRunOptions } from 'tensorloom';
import type { Digits } from '../data/digits.js';
import { inBatches, type Learning } from '../training/learn.js';
import { countConfusions, shareOfRight, type Counts } from './confusion.js';

/** How a model did on images that it has not learned from and that have chosen nothing. */
export interface Verdict {
  readonly loss: number;
  readonly accuracy: number;
  readonly counts: Counts;
}

/** @throws the signal's reason if that aborts */
export async function judge({ trainer }: Learning, { test }: Digits, options: PassRunOptions): Promise<Verdict> {
  const images = inBatches(test);
  const { loss } = await trainer.evaluate(images, options);
  const counts = await countConfusions(await trainer.predict(images, options), images);
  return { loss, accuracy: shareOfRight(counts), counts };
}
