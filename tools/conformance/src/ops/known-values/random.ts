// Known values of random numbers: test vectors of Random123 for Philox4x32-10, and moments and limits of distributions.
import * as tl from '@tensorloom/tensor-core';
import type { KnownValue } from './known-value.js';

const { random } = tl;
const COUNT = 20_000;

/** A check of the size of one number. */
function about(value: tl.Tensor, expected: number, most: number): tl.Tensor {
  return value.sub(expected).abs().less(most);
}

const isTrue = (...checks: tl.Tensor[]): tl.Tensor => tl.stack(checks).cast('int32').min();

/** Mean and variance of many draws, each within a few standard errors. */
function moments(values: tl.Tensor, mean: number, variance: number, most: number): tl.Tensor {
  return isTrue(about(values.mean(), mean, most), about(values.sub(values.mean()).square().mean(), variance, 2 * most));
}

/** The words of a block on the host, which is held against the published vectors by itself. */
function blocks(count: number, key: readonly [number, number]): number[] {
  return Array.from({ length: count }, (_, index) => {
    const block = Uint32Array.of(index, 0, 0, 0);
    tl.philox(block, ...key);
    return [...block];
  }).flat();
}
const keyOf = (...words: [number, number]): { key: tl.Tensor } => ({ key: tl.tensor(Uint32Array.from(words)) });
/** Whether bits under a key are those of the blocks that the host counts. */
function agrees(...key: [number, number]): tl.Tensor {
  const expected = tl.tensor(Uint32Array.from(blocks(9, key)));
  return random
    .bits([36], keyOf(...key))
    .equal(expected)
    .cast('int32')
    .min();
}

/** All of them. */
export const randomValues: readonly KnownValue[] = [
  [
    'Philox of counter 0 and key 0',
    () =>
      random.bits([4], keyOf(0, 0)).equal(tl.tensor(Uint32Array.of(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8))),
    [true, true, true, true],
  ],
  ['bits under a key of ones', () => agrees(0xffffffff, 0xffffffff), 1],
  ['bits under a key of digits of pi', () => agrees(0xa4093822, 0x299f31d0), 1],
  [
    'split, as documented',
    () => {
      const [h0, h1] = blocks(1, [0xb7e15162 + 5, 0xb7e15162 + 1]) as [number, number];
      const expected = [0, 1, 2].flatMap((index) => blocks(1, [h0, (h1 + index) >>> 0]).slice(0, 2));
      const keys = tl.stack(random.split(random.key(5, 1), 3));
      return keys
        .equal(tl.tensor(Uint32Array.from(expected), { shape: [3, 2] }))
        .cast('int32')
        .min();
    },
    1,
  ],
  [
    'foldIn, as documented',
    () => {
      const [h0, h1] = blocks(1, [0x8aed2a6b + 5, 0x8aed2a6b + 1]) as [number, number];
      const expected = tl.tensor(Uint32Array.from(blocks(1, [h0, (h1 + 9) >>> 0]).slice(0, 2)));
      return random.foldIn(random.key(5, 1), 9).equal(expected);
    },
    [true, true],
  ],
  ['uniform', () => moments(random.uniform([COUNT], { key: random.key(1) }), 1 / 2, 1 / 12, 0.01), 1],
  ['normal', () => moments(random.normal([COUNT], { key: random.key(2) }), 0, 1, 0.03), 1],
  // The variance of a standard normal within two standard deviations: 1 - 4 φ(2) / erf(√2).
  ['truncatedNormal', () => moments(random.truncatedNormal([COUNT], { key: random.key(3) }), 0, 0.774, 0.03), 1],
  ['truncatedNormal, its ends', () => isTrue(random.truncatedNormal([COUNT]).abs().max().lessEqual(2)), 1],
  ['exponential', () => moments(random.exponential([COUNT], { key: random.key(4) }), 1, 1, 0.04), 1],
  [
    'exponential of a mean',
    () => about(random.exponential([COUNT], { scale: 5, key: random.key(4) }).mean(), 5, 0.2),
    true,
  ],
  // Mean: Euler's constant; variance: π² / 6.
  ['gumbel', () => moments(random.gumbel([COUNT], { key: random.key(5) }), 0.5772, 1.6449, 0.04), 1],
  ['randint', () => moments(random.randint([COUNT], -3, 7, { key: random.key(6) }), 1.5, 8.25, 0.1), 1],
  [
    'randint, its ends',
    () => tl.stack([random.randint([COUNT], -3, 7).min(), random.randint([COUNT], -3, 7).max()]),
    [-3, 6],
  ],
  [
    'categorical, how often each class comes',
    () => {
      const draws = random.categorical(tl.tensor([0.1, 0.2, 0, 0.7]).log(), { shape: [COUNT], key: random.key(7) });
      const shares = draws
        .oneHot(4)
        .mean(0)
        .sub(tl.tensor([0.1, 0.2, 0, 0.7]))
        .abs();
      return isTrue(shares.max().less(0.012), shares.slice(2).equal(0));
    },
    1,
  ],
  [
    'permutation, every number once and not in order',
    () => {
      const order = random.permutation(300, { key: random.key(8) });
      const [all, moved] = [tl.arange(300, undefined, 1, { dtype: 'int32' }), order.sub(tl.arange(300)).abs().mean()];
      // Two random places of 300 lie 100 apart on average.
      return isTrue(tl.scatterAdd(all.mul(0), order, 1).equal(1).cast('int32').min().equal(1), about(moved, 100, 12));
    },
    1,
  ],
  [
    'shuffle, whole rows',
    () => {
      // prettier-ignore
      const rows = random.shuffle(tl.tensor([[1, 10], [2, 20], [3, 30], [4, 40]]), { key: random.key(9) });
      const [first, second] = tl.unstack(rows, 1) as [tl.Tensor, tl.Tensor];
      return tl.stack([first.sum(), first.square().sum(), second.sub(first.mul(10)).abs().max()]);
    },
    [10, 30, 0],
  ],
];
