// Layers that merge: the generic test of each, values by hand, masks, refusals.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { ones, random, setDefaultDevice, tensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyLayer } from '../../layer.js';
import { maskOf, setMask } from '../../masks.js';
import { Model } from '../../models/model.js';
import { input } from '../../symbolic-tensor.js';
import { checkLayer } from '../../testing/check-layer.js';
import { Dense } from '../core/dense.js';
import { Add } from './add.js';
import { Average } from './average.js';
import { Concatenate } from './concatenate.js';
import { Dot } from './dot.js';
import { Maximum } from './maximum.js';
import { Minimum } from './minimum.js';
import { Multiply } from './multiply.js';
import { Subtract } from './subtract.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** Inputs that are not equal, so that their difference can become smaller. */
const distinct = ([rows, columns]: Shape, index: number): Tensor =>
  random.uniform([rows as number, columns as number], { key: random.key(index) });

const pair = [
  [2, 3],
  [2, 3],
];

describe.each<[string, () => AnyLayer, number[]]>([
  ['Add', () => new Add() as AnyLayer, [5, -3, 2]],
  ['Subtract', () => new Subtract() as AnyLayer, [-3, 1, 0]],
  ['Multiply', () => new Multiply() as AnyLayer, [4, 2, 1]],
  ['Average', () => new Average() as AnyLayer, [2.5, -1.5, 1]],
  ['Maximum', () => new Maximum() as AnyLayer, [4, -1, 1]],
  ['Minimum', () => new Minimum() as AnyLayer, [1, -2, 1]],
])('%s', (name, make, expected) => {
  checkLayer(name, {
    make,
    inputShape: pair,
    outputShape: [2, 3],
    example: distinct,
    badInputs: [
      [
        [2, 3],
        [2, 4],
      ],
      [[2, 3]],
    ],
    valueAndGradients,
  });

  it('works element by element', async () => {
    const layer = make() as unknown as Add;
    expect(await layer.apply([tensor([[1, -1, 1]]), tensor([[4, -2, 1]])]).array()).toEqual([expected]);
  });
});

describe('shapes', () => {
  it('broadcast, as those of the ops do', async () => {
    const sum = new Add().apply([
      tensor([[[1, 2]], [[3, 4]]]),
      tensor([
        [[10], [20]],
        [[30], [40]],
      ]),
    ]);
    expect(await sum.array()).toEqual([
      [
        [11, 12],
        [21, 22],
      ],
      [
        [33, 34],
        [43, 44],
      ],
    ]);
    expect(
      new Add().computeOutputShape([
        [null, 1, 2],
        [null, 5, 1],
        [null, null, 2],
      ]),
    ).toEqual([null, 5, 2]);
  });

  it('may be of more than two inputs, but not where a difference is taken', async () => {
    const three = [tensor([1]), tensor([2]), tensor([6])];
    expect(await new Add().apply(three).array()).toEqual([9]);
    expect(await new Average().apply(three).array()).toEqual([3]);
    expect(() => new Subtract().apply(three)).toThrow(/too many inputs; expected an array of two tensors/);
  });

  it('of one tensor are refused', () => {
    expect(() => new Add().apply(tensor([[1, 2]]) as never)).toThrow(
      /too few inputs; expected an array of at least two/,
    );
  });
});

describe('Concatenate', () => {
  checkLayer('along the last axis', {
    make: () => new Concatenate() as AnyLayer,
    inputShape: [
      [2, 3],
      [2, 4],
    ],
    outputShape: [2, 7],
    badInputs: [
      [
        [2, 3],
        [2, 3, 1],
      ],
    ],
    badArguments: [[() => new Concatenate({ axis: 0 }), /bad axis; expected a whole number other than 0/]],
    valueAndGradients,
  });

  checkLayer('along the steps', {
    make: () => new Concatenate({ axis: 1 }) as AnyLayer,
    inputShape: [
      [2, 3, 2],
      [2, 1, 2],
    ],
    outputShape: [2, 4, 2],
    badInputs: [
      [
        [2, 3, 2],
        [2, 1, 3],
      ],
    ],
    valueAndGradients,
  });
});

describe('Dot', () => {
  checkLayer('of vectors', {
    make: () => new Dot(1) as AnyLayer,
    inputShape: [
      [2, 3],
      [2, 3],
    ],
    outputShape: [2, 1],
    badInputs: [
      [
        [2, 3],
        [2, 4],
      ],
    ],
    badArguments: [[() => new Dot(0), /bad axes; expected one axis or two, none of them 0/]],
    valueAndGradients,
  });

  checkLayer('of matrices', {
    make: () => new Dot([2, 1], { normalize: true }) as AnyLayer,
    inputShape: [
      [2, 4, 3],
      [2, 3, 5],
    ],
    outputShape: [2, 4, 5],
    valueAndGradients,
  });

  it('sums products, and gives cosines of unit vectors', async () => {
    const [a, b] = [tensor([[3, 4]]), tensor([[4, 3]])];
    expect(await new Dot(1).apply([a, b]).array()).toEqual([[24]]);
    expect(await new Dot(-1, { normalize: true }).apply([a, b]).item()).toBeCloseTo(24 / 25, 12);
  });
});

describe('masks', () => {
  function masked(mask: boolean[][], features = 1): Tensor {
    const value = ones([mask.length, mask[0]!.length, features]);
    setMask(value, tensor(mask));
    return value;
  }

  it('join: a step counts where it counts in all', async () => {
    const [a, b] = [masked([[true, true, false]]), masked([[true, false, false]])];
    expect(await maskOf(new Add().apply([a, b]))?.array()).toEqual([[true, false, false]]);
    expect(await maskOf(new Concatenate().apply([a, ones([1, 3, 2])]))?.array()).toEqual([[true, true, false]]);
  });

  it('are put behind each other along the steps', async () => {
    const joined = new Concatenate({ axis: 1 }).apply([masked([[true, false]]), ones([1, 1, 1])]);
    expect(await maskOf(joined)?.array()).toEqual([[true, false, true]]);
    expect(maskOf(new Concatenate({ axis: 1 }).apply([ones([1, 1, 1]), ones([1, 1, 1])]))).toBeUndefined();
  });
});

it('make a model of two inputs, with one layer shared by both', async () => {
  const [left, right] = [input([2]), input([2])];
  const shared = new Dense(1, { kernelInitializer: 'ones' });
  const model = new Model({
    inputs: [left, right],
    outputs: new Subtract().apply([shared.apply(left), shared.apply(right)]),
  });
  expect(model.countParameters()).toBe(3);
  expect(await model.apply([tensor([[5, 6]]), tensor([[1, 2]])]).array()).toEqual([[8]]);
});
