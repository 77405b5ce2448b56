// The yardstick for how hard images are: softmax regression on raw pixels, trained by plain gradient descent.
import type { ImageBatch } from '../idx/idx-dataset.js';

const PIXELS = 784;
const CLASSES = 10;

/** Accuracy on `test` after `epochs` over `train`, one example a step, learning rate 0.01. */
export function softmaxAccuracy(train: ImageBatch, test: ImageBatch, epochs: number): number {
  const weights = new Float64Array(CLASSES * (PIXELS + 1));
  for (let epoch = 0; epoch < epochs; epoch++) {
    train.y.data.forEach((label: number, example: number) => descend(weights, imageOf(train, example), label));
  }
  let right = 0;
  test.y.data.forEach((label: number, example: number) => {
    const scores = probabilities(weights, imageOf(test, example));
    if (scores.indexOf(Math.max(...scores)) === label) right++;
  });
  return right / test.y.data.length;
}

function imageOf({ x }: ImageBatch, example: number): Float64Array {
  return Float64Array.from(x.data.subarray(example * PIXELS, (example + 1) * PIXELS), (pixel) => pixel / 255);
}

function descend(weights: Float64Array, image: Float64Array, label: number): void {
  probabilities(weights, image).forEach((probability, c) => {
    const step = 0.01 * (probability - (c === label ? 1 : 0));
    const row = c * (PIXELS + 1);
    for (let p = 0; p < PIXELS; p++) weights[row + p]! -= step * image[p]!;
    weights[row + PIXELS]! -= step;
  });
}

function probabilities(weights: Float64Array, image: Float64Array): number[] {
  const scores = Array.from({ length: CLASSES }, (_, c) => {
    const row = c * (PIXELS + 1);
    let sum = weights[row + PIXELS]!;
    for (let p = 0; p < PIXELS; p++) sum += weights[row + p]! * image[p]!;
    return sum;
  });
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
