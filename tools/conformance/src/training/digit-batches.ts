// Batches of generated digits, the same in every run.
import { generatedDigits } from '@tensorloom/datasets';
import type { DigitBatch } from './digit-classifier.js';

/** `examples` digits in batches of `size`; the last one is smaller where they do not divide. */
export async function digitBatches(examples: number, size: number): Promise<readonly DigitBatch[]> {
  const batches: DigitBatch[] = [];
  for await (const batch of generatedDigits({ train: examples, seed: 3 }).train.batch(size)) batches.push(batch);
  return batches;
}
