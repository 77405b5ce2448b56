// Counts which digits were taken for which. Knows no screen.
import { argmax, type Dataset, type ImageBatch, type Tensor } from 'tensorloom';

/** Row: the digit; column: the answer. */
export type Counts = readonly (readonly number[])[];

/** All labels of batches, in order. */
async function labelsOf(batches: Dataset<ImageBatch>): Promise<number[]> {
  const labels: number[] = [];
  for await (const { y } of batches) labels.push(...y.data);
  return labels;
}

/** @param logits [examples, 10], one row for each image of `batches` */
export async function countConfusions(logits: Tensor, batches: Dataset<ImageBatch>): Promise<Counts> {
  const [answers, labels] = await Promise.all([argmax(logits, 1).data(), labelsOf(batches)]);
  const counts = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
  labels.forEach((label, index) => {
    const row = counts[label] as number[];
    const answer = answers[index] as number;
    row[answer] = (row[answer] as number) + 1;
  });
  return counts;
}

/** The accuracy that the counts come to. */
export function shareOfRight(counts: Counts): number {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return sum(counts.map((row, digit) => row[digit] as number)) / sum(counts.flat());
}
