// Attention layers: the generic test, the formula by hand, masks, positions, groups, and published counts of parameters.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  compile,
  concat,
  ones,
  setDefaultDevice,
  setRandomSeed,
  tensor,
  zeros,
  type Tensor,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyLayer } from '../../layer.js';
import { setMask } from '../../masks.js';
import { checkLayer } from '../../testing/check-layer.js';
import { GroupQueryAttention } from './group-query-attention.js';
import { MultiHeadAttention } from './multi-head-attention.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

type Rows = number[][];

/** Numbers that no two places share. */
function ramp(shape: readonly number[]): Tensor {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return tensor(
    Float64Array.from({ length: size }, (_, index) => Math.sin(1 + 3 * index)),
    { shape, dtype: 'float32' },
  );
}

checkLayer('MultiHeadAttention over itself', {
  make: () => new MultiHeadAttention(2, 3, { valueDim: 5 }) as AnyLayer,
  inputShape: [2, 4, 6],
  outputShape: [2, 4, 6],
  weights: {
    'query/kernel': [6, 2, 3],
    'query/bias': [2, 3],
    'key/kernel': [6, 2, 3],
    'key/bias': [2, 3],
    'value/kernel': [6, 2, 5],
    'value/bias': [2, 5],
    'attentionOutput/kernel': [2, 5, 6],
    'attentionOutput/bias': [6],
  },
  badInputs: [
    [2, 4, 7],
    [4, 6],
  ],
  badArguments: [
    [() => new MultiHeadAttention(0, 3), /bad numHeads/],
    [() => new MultiHeadAttention(2, 3, { rotary: true }), /expected an even size of heads, got 3/],
    [() => new MultiHeadAttention(2, 3, { head_dim: 3 } as never), /unknown option/],
  ],
  valueAndGradients,
});

checkLayer('MultiHeadAttention of a query over values, without biases', {
  make: () =>
    new MultiHeadAttention(2, 4, { useBias: false, outputShape: 3, useCausalMask: true, rotary: true }) as AnyLayer,
  inputShape: [
    [2, 3, 6],
    [2, 3, 5],
  ],
  outputShape: [2, 3, 3],
  weights: {
    'query/kernel': [6, 2, 4],
    'key/kernel': [5, 2, 4],
    'value/kernel': [5, 2, 4],
    'attentionOutput/kernel': [2, 4, 3],
  },
  badInputs: [
    [
      [2, 3, 6],
      [2, 3, 6],
    ],
  ],
  valueAndGradients,
});

checkLayer('GroupQueryAttention', {
  make: () => new GroupQueryAttention(4, 4, 2) as AnyLayer,
  inputShape: [2, 3, 6],
  outputShape: [2, 3, 6],
  weights: {
    'query/kernel': [6, 4, 4],
    'query/bias': [4, 4],
    'key/kernel': [6, 2, 4],
    'key/bias': [2, 4],
    'value/kernel': [6, 2, 4],
    'value/bias': [2, 4],
    'attentionOutput/kernel': [4, 4, 6],
    'attentionOutput/bias': [6],
  },
  badArguments: [[() => new GroupQueryAttention(4, 4, 3), /expected a divisor of 4 heads of queries, got 3/]],
  valueAndGradients,
});

/** softmax(x xᵀ / √d) x of one head, as the formula says. */
function attend(x: Rows, isSeen: (query: number, key: number) => boolean): Rows {
  const size = x[0]!.length;
  return x.map((query, i) => {
    const scores = x.map((key, j) =>
      isSeen(i, j) ? Math.exp(query.reduce((sum, each, at) => sum + each * key[at]!, 0) / Math.sqrt(size)) : 0,
    );
    const total = scores.reduce((sum, each) => sum + each);
    return query.map((_, at) => scores.reduce((sum, score, j) => sum + (score / total) * x[j]![at]!, 0));
  });
}

/** One head whose projections change nothing. */
async function plainAttention(options: object, size = 2): Promise<MultiHeadAttention> {
  const layer = new MultiHeadAttention(1, size, { useBias: false, ...options });
  layer.build([null, null, size]);
  const unit = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => Number(row === column)),
  );
  for (const weight of layer.variables) weight.assign(tensor(unit).reshape(weight.shape));
  return Promise.resolve(layer);
}

const steps: Rows = [
  [1, 0.5],
  [-0.5, 2],
  [0.25, -1],
];

function expectRows(got: unknown, expected: Rows): void {
  (got as Rows).forEach((row, i) =>
    row.forEach((value, j) => expect(value).toBeCloseTo(expected[i]![j] as number, 10)),
  );
}

describe('one head whose projections change nothing', () => {
  it('is softmax(Q Kᵀ / √d) V', async () => {
    const layer = await plainAttention({});
    const [output] = (await layer.apply(tensor([steps])).array()) as Rows[];
    expectRows(
      output,
      attend(steps, () => true),
    );
  });

  it('sees the past alone where it is causal', async () => {
    const layer = await plainAttention({ useCausalMask: true });
    const [output] = (await layer.apply(tensor([steps])).array()) as Rows[];
    expectRows(
      output,
      attend(steps, (query, key) => key <= query),
    );
    const { output: again, scores } = layer.applyWithScores(tensor([steps]));
    expectRows(
      ((await again.array()) as Rows[])[0],
      attend(steps, (query, key) => key <= query),
    );
    expect(scores.shape).toEqual([1, 1, 3, 3]);
    expect(await scores.slice(0, 0, 0).array()).toEqual([1, 0, 0]);
  });

  it('does not see steps that a mask leaves out, nor pairs that are forbidden', async () => {
    const layer = await plainAttention({});
    const x = tensor([steps]);
    setMask(x, tensor([[true, false, true]]));
    expectRows(
      ((await layer.apply(x).array()) as Rows[])[0],
      attend(steps, (_, key) => key !== 1),
    );
    const other = tensor([steps]);
    const mask = tensor([
      [
        [true, false, false],
        [true, true, false],
        [true, true, true],
      ],
    ]);
    const output = layer.apply({ query: other, value: other, mask });
    expectRows(
      ((await output.array()) as Rows[])[0],
      attend(steps, (query, key) => key <= query),
    );
  });

  it('takes the steps that count from whoever calls it, too, with and without dropout', async () => {
    const mask = tensor([[true, false, true]]);
    const expected = attend(steps, (_, key) => key !== 1);
    const x = tensor([steps]);
    const layer = await plainAttention({});
    expectRows(((await layer.apply(x, { mask }).array()) as Rows[])[0], expected);
    expectRows(((await layer.apply([x, x], { mask }).array()) as Rows[])[0], expected);
    const dropped = async (middle: number[]): Promise<Rows> => {
      const dropping = await plainAttention({ dropout: 0.4, seed: 2 });
      const changed = tensor([[steps[0] as number[], middle, steps[2] as number[]]]);
      return ((await dropping.apply(changed, { mask, training: true }).array()) as Rows[])[0] as Rows;
    };
    const [one, other] = [await dropped([0, 0]), await dropped([9, -9])];
    expect([one[0], one[2]]).toEqual([other[0], other[2]]);
  });

  it('gives zeros to a query that sees nothing, with and without dropout', async () => {
    const layer = await plainAttention({ dropout: 0.5, seed: 1 });
    const x = tensor([steps]);
    const mask = zeros([1, 3, 3]).cast('bool');
    for (const training of [false, true]) {
      expect(await layer.apply({ query: x, value: x, mask }, { training }).array()).toEqual([zeroRows]);
    }
  });
});

const zeroRows: Rows = [
  [0, 0],
  [0, 0],
  [0, 0],
];

it('puts the mask of the query beside its output', async () => {
  const layer = new MultiHeadAttention(1, 2);
  const x = ones([1, 2, 2]);
  const mask = tensor([[true, false]]);
  setMask(x, mask);
  expect(layer.maskOf(layer.apply(x))).toBe(mask);
  expect(layer.maskOf(layer.apply([ones([1, 2, 2]), x]))).toBeUndefined();
});

it('rotary positions make it depend on distances alone: the same sequence later gives the same', async () => {
  setRandomSeed(3);
  const layer = new MultiHeadAttention(2, 4, { rotary: true, useCausalMask: true });
  const tokens = ramp([1, 3, 6]);
  const first = (await layer.apply(tokens).array()) as Rows[];
  const padded = new MultiHeadAttention(2, 4, { rotary: true });
  padded.build([null, null, 6]);
  for (const [path, weight] of layer.namedVariables())
    padded
      .namedVariables()
      .get(path)
      ?.assign((await weight.array()) as never);
  const late = concat([ones([1, 2, 6]), tokens], 1);
  setMask(late, tensor([[false, false, true, true, true]]));
  const seen = (await padded.apply({ query: late, value: late, mask: past(5) }).array()) as Rows[];
  expectRows(seen[0]!.slice(2), first[0]!);
});

/** True where a key is not after the query: [1, steps, steps]. */
function past(count: number): Tensor {
  return tensor([
    Array.from({ length: count }, (_, query) => Array.from({ length: count }, (__, key) => key <= query)),
  ]);
}

it('groups with as many heads of keys as of queries are plain heads', async () => {
  const plain = new MultiHeadAttention(2, 3);
  const grouped = new GroupQueryAttention(3, 2, 2);
  for (const layer of [plain, grouped]) layer.build([null, 4, 6]);
  for (const [path, weight] of plain.namedVariables())
    grouped
      .namedVariables()
      .get(path)
      ?.assign((await weight.array()) as never);
  const x = ramp([2, 4, 6]);
  expect(await grouped.apply(x).array()).toEqual(await plain.apply(x).array());
});

it('drops attention weights in training alone, anew in each compiled run', async () => {
  const layer = new MultiHeadAttention(2, 3, { dropout: 0.5, seed: 4 });
  const x = ramp([1, 4, 6]);
  const still = await layer.apply(x).array();
  expect(await layer.apply(x).array()).toEqual(still);
  const step = compile((given: Tensor) => layer.apply(given, { training: true }));
  const [one, two] = [await (await step(x)).array(), await (await step(x)).array()];
  expect(one).not.toEqual(two);
  expect(one).not.toEqual(still);
});
