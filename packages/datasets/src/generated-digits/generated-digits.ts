// Digits drawn by a program, for machines without MNIST: the door of the generator.
import { hostRandom } from '@tensorloom/tensor-core';
import { checkInteger } from '../check-integer.js';
import { Dataset } from '../dataset.js';
import type { ImageBatch, ImageSplits } from '../idx/idx-dataset.js';
import { blockCursor } from '../pipeline/block-cursor.js';
import { columnBlock } from '../pipeline/column-block.js';
import type { Block } from '../pipeline/rows.js';
import { SIDE } from './canvas.js';
import { drawDigit } from './draw-digit.js';

/** How many digits to draw, and which. */
export interface GeneratedDigitsOptions {
  /** Images for training. Default 20,000. */
  readonly train?: number;
  /** Images for test, from random numbers of their own. Default 4,000. */
  readonly test?: number;
  /** Integer in [0, 2^53); equal seeds give equal images on every machine. Default 0. */
  readonly seed?: number;
}

// Streams of random numbers: far from those that shuffles of the same seed use.
const TRAIN_STREAM = 2 ** 31;
const TEST_STREAM = 2 ** 31 + 1;
const CLASSES = 10;
const PIXELS = SIDE * SIDE;
// Drawing pauses after so many images, so that a page stays alive.
const IMAGES_A_TURN = 500;

/**
 * Digits in the format of MNIST (x uint8 [28, 28, 1], y uint8 []), drawn by strokes: several hands for each digit,
 * wobbling points, random size, place, slant, turn and pen, stray strokes, specks and grain.
 *
 * A linear softmax reaches about 0.85 of the test images, a network of 784-512-256-10 about 0.97 after three epochs.
 * Nothing is drawn before the first element is asked for; what was drawn stays for the next walk.
 *
 * @throws ConfigError for a bad count or seed
 */
export function generatedDigits({ train = 20_000, test = 4_000, seed = 0 }: GeneratedDigitsOptions = {}): ImageSplits {
  checkInteger('generatedDigits', 'train', train, 1);
  checkInteger('generatedDigits', 'test', test, 1);
  checkInteger('generatedDigits', 'seed', seed, 0);
  return { train: drawnDigits(train, seed, TRAIN_STREAM), test: drawnDigits(test, seed, TEST_STREAM) };
}

function drawnDigits(count: number, seed: number, stream: number): Dataset<ImageBatch> {
  let block: Promise<Block<ImageBatch>> | undefined;
  return new Dataset(() => blockCursor(count, () => (block ??= drawBlock(count, seed, stream))), count);
}

async function drawBlock(count: number, seed: number, stream: number): Promise<Block<ImageBatch>> {
  const random = hostRandom(seed, stream);
  const images = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  const canvas = new Float64Array(PIXELS);
  for (let i = 0; i < count; i++) {
    if (i > 0 && i % IMAGES_A_TURN === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    const digit = random.integer(CLASSES);
    labels[i] = digit;
    drawDigit(digit, random, images.subarray(i * PIXELS, (i + 1) * PIXELS), canvas);
  }
  return columnBlock<ImageBatch>({
    x: { data: images, shape: [count, SIDE, SIDE, 1], dtype: 'uint8' },
    y: { data: labels, shape: [count], dtype: 'uint8' },
  });
}
