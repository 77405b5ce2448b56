// vmap against a loop over single calls: nested, of gradients, under gradients, with random draws, and what it refuses.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  compile,
  concat,
  conv2d,
  customGradient,
  flush,
  gather,
  hostRandom,
  maxPool2d,
  oneHot,
  ones,
  random,
  setDefaultDevice,
  setRandomSeed,
  sizeOf,
  sparseSoftmaxCrossEntropy,
  stack,
  stopGradient,
  tensor,
  variable,
  zeros,
  type Tensor,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkpoint } from './checkpoint.js';
import { gradients } from './gradients.js';
import { countOps, recordedOps } from './testing/recorded-ops.js';
import { vmap } from './vmap.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const of = (...shape: number[]): Tensor => {
  const source = hostRandom(shape.length);
  return tensor(
    Float64Array.from({ length: sizeOf(shape) }, () => source.normal()),
    { shape },
  );
};

async function expectClose(got: Tensor, expected: Tensor): Promise<void> {
  expect(got.shape).toEqual(expected.shape);
  const [a, b] = await Promise.all([got.data(), expected.data()]);
  a.forEach((value, index) => expect(value, `element ${index}`).toBeCloseTo(b[index] as number, 10));
}

/** Single calls, stacked. */
const looped = (fn: (...rows: Tensor[]) => Tensor, ...inputs: Tensor[]): Tensor =>
  stack(
    Array.from({ length: inputs[0]?.shape[0] as number }, (_, row) => fn(...inputs.map((input) => input.slice(row)))),
  );

describe('values', () => {
  it('of a dot product, by hand', async () => {
    const dots = vmap((a: Tensor, b: Tensor) => a.mul(b).sum());
    expect(await dots(tensor([[1, 2], [3, 4]]), tensor([[5, 6], [7, 8]])).array()).toEqual([17, 53]); // prettier-ignore
  });

  it('with axes in and out, and an input that all rows share', async () => {
    const a = of(3, 4);
    const weights = of(3, 2);
    const mapped = vmap((x: Tensor, w: Tensor) => x.matmul(w), { inAxes: [1, null], outAxes: -1 })(a, weights);
    await expectClose(mapped, a.transpose().matmul(weights).transpose());
  });

  it('of several results', async () => {
    const [sum, product] = vmap((x: Tensor) => [x.sum(), x.mul(2)], { outAxes: [0, 1] })(of(3, 4)) as [Tensor, Tensor];
    expect(sum.shape).toEqual([3]);
    await expectClose(product, of(3, 4).mul(2).transpose());
  });

  it('that do not depend on the row are repeated', async () => {
    expect(await vmap((_: Tensor) => tensor([1, 2]))(ones([3])).array()).toEqual([[1, 2], [1, 2], [1, 2]]); // prettier-ignore
  });

  it('of no rows', () => {
    expect(vmap((x: Tensor) => conv2d(x, ones([1, 1, 2, 3])).sum([1, 2]))(zeros([0, 1, 4, 4, 2])).shape).toEqual([
      0, 1, 3,
    ]);
  });

  it('nested', async () => {
    const [a, b] = [of(3, 5), of(4, 5)];
    const outer = vmap((x: Tensor) => vmap((y: Tensor) => x.mul(y).sum())(b))(a);
    await expectClose(outer, a.matmul(b.transpose()));
  });

  it('of indices that differ from row to row', async () => {
    const data = of(3, 5, 2);
    const indices = tensor([[0, 4], [9, 1], [2, -3]], { dtype: 'int32' }); // prettier-ignore
    const pick = (d: Tensor, k: Tensor): Tensor => gather(d, k);
    await expectClose(vmap(pick)(data, indices), looped(pick, data, indices));
  });

  it('records as many nodes for a hundred rows as for two', () => {
    const layer = (x: Tensor): Tensor => x.matmul(of(4, 4)).softmax().max();
    const nodes = (rows: number): number => recordedOps([vmap(layer)(of(rows, 3, 4))]).length;
    expect(nodes(100)).toBe(nodes(2));
  });

  it('makes one product of all rows where they share the matrix', () => {
    expect(countOps([vmap((x: Tensor) => x.matmul(of(4, 2)))(of(7, 3, 4))])).toMatchObject({ matmul: 1 });
  });
});

describe('gradients', () => {
  const images = of(3, 2, 5, 5, 2);
  const labels = tensor([[0, 1], [2, 0], [1, 1]], { dtype: 'int32' }); // prettier-ignore
  const network =
    (kernel: Tensor, dense: Tensor) =>
    (image: Tensor, label: Tensor): Tensor => {
      const pooled = maxPool2d(conv2d(image, kernel), 2).flatten().reshape([2, -1]);
      return sparseSoftmaxCrossEntropy(label, pooled.matmul(dense)).mean();
    };
  const [kernel, dense] = [of(2, 2, 2, 3), of(12, 3)];

  it('for each example, of weights that all share', async () => {
    const single = (image: Tensor, label: Tensor): Tensor =>
      concat(gradients(network(kernel, dense)(image, label), [kernel, dense]).map((each) => each.flatten()));
    await expectClose(vmap(single)(images, labels), looped(single, images, labels));
  });

  it('for each example by name', async () => {
    const w = variable([1, 2]);
    const [perExample] = vmap((x: Tensor) => gradients(x.mul(w).square().sum(), [w]))(tensor([[1, 1], [2, 0]])); // prettier-ignore
    expect(await perExample.array()).toEqual([[2, 4], [8, 0]]); // prettier-ignore
  });

  it('of mapped functions, to inputs and captured tensors', async () => {
    const take = (loss: Tensor): Tensor =>
      concat(gradients(loss, [images, kernel, dense]).map((each) => each.flatten()));
    const fn = network(kernel, dense);
    await expectClose(take(vmap(fn)(images, labels).sum()), take(looped(fn, images, labels).sum()));
  });

  it("keep a function's own, and what it stops", async () => {
    const straight = customGradient((x: Tensor) => ({ value: x.round(), gradient: (g) => [g.mul(x)] }));
    const fn = (x: Tensor): Tensor => straight(x).mul(3).add(stopGradient(x.exp())).sum();
    const x = of(4, 3);
    await expectClose(gradients(vmap(fn)(x).sum(), [x])[0], x.mul(3));
  });

  it('of huge logits stay those of the cross-entropy', async () => {
    const logits = tensor([[1000, -1000], [0, 1000]]); // prettier-ignore
    const loss = vmap((x: Tensor) => sparseSoftmaxCrossEntropy(tensor([1], { dtype: 'int32' }), x.expandDims(0)).sum());
    expect(await gradients(loss(logits).sum(), [logits])[0].array()).toEqual([[1, -1], [0, 0]]); // prettier-ignore
  });

  it('through a checkpoint', async () => {
    const w = of(3, 3);
    const block = checkpoint((x: Tensor) => x.matmul(w).tanh());
    const plain = (x: Tensor): Tensor => x.matmul(w).tanh();
    const of2 = (fn: (x: Tensor) => Tensor): Tensor =>
      concat(vmap((x: Tensor) => gradients(fn(fn(x)).sum(), [x, w]).map((g) => g.flatten()))(of(4, 2, 3)), 1);
    await expectClose(of2(block), of2(plain));
  });

  it('leaves no loss behind for the next run', async () => {
    vmap((x: Tensor) => gradients(x.square().sum(), [x]))(of(3, 2));
    const w = variable(1);
    w.assign(w.add(1));
    await flush();
    expect(await w.item()).toBe(2);
  });
});

describe('random draws', () => {
  it('of the global stream differ from row to row', async () => {
    setRandomSeed(7);
    const drawn = (await vmap((x: Tensor) => random.uniform([2]).add(x.mul(0)))(zeros([3, 2])).data()) as Float64Array;
    expect(new Set(drawn).size).toBe(6);
  });

  it('of a key for each row are those of single calls', async () => {
    const keys = stack([random.key(1), random.key(2), random.key(3)]);
    const draw = (key: Tensor): Tensor => random.normal([3], { key });
    await expectClose(vmap(draw)(keys), looped(draw, keys));
  });

  const distributions: Readonly<Record<string, (key: Tensor) => Tensor>> = {
    truncatedNormal: (key) => random.truncatedNormal([4], { key }),
    bernoulli: (key) => random.bernoulli([4], 0.5, { key }).cast('float32'),
    categorical: (key) => random.categorical(zeros([4, 9]), { key }),
    permutation: (key) => random.permutation(20, { key }),
    split: (key) => random.uniform([4], { key: random.split(key)[1] as Tensor }),
    foldIn: (key) => random.uniform([4], { key: random.foldIn(key, 3) }),
  };

  it.each(Object.entries(distributions))('of keys through %s are those of single calls', async (_name, draw) => {
    const keys = stack([random.key(1), random.key(2), random.key(3)]);
    await expectClose(vmap(draw)(keys), looped(draw, keys));
  });

  it('in a compiled function are new in each run', async () => {
    const draw = compile((x: Tensor) => vmap((row: Tensor) => random.uniform([2]).add(row))(x));
    const runs = [await (await draw(zeros([3]))).data(), await (await draw(zeros([3]))).data()];
    expect(new Set(runs.flatMap((values) => Array.from(values))).size).toBe(12);
  });

  it('of one key are the same for all rows', async () => {
    const key = random.key(1);
    const rows = await vmap((x: Tensor) => random.uniform([2], { key }).add(x))(zeros([2])).array();
    expect((rows as number[][])[0]).toEqual((rows as number[][])[1]);
  });
});

describe('bad input', () => {
  const identity = (x: Tensor): Tensor => x;

  it('is refused', () => {
    expect(() => vmap((a: Tensor, b: Tensor) => a.add(b))(zeros([2]), zeros([3]))).toThrow(
      /^vmap: numbers of rows differ; expected one extent along all mapped axes, got \[2, 3\]/,
    );
    expect(() => vmap(identity, { inAxes: null })(zeros([2]))).toThrow(/^vmap: nothing to map/);
    expect(() => vmap(identity, { inAxes: [0, 0] })(zeros([2]))).toThrow(
      /^vmap: wrong number of inAxes; expected 1, got 2/,
    );
    expect(() => vmap(identity, { inAxes: 1 })(zeros([2]))).toThrow(/^vmap: /);
    expect(() => vmap(identity, { outAxes: 1 })(zeros([2]))).toThrow(/^vmap: /);
    expect(() => vmap((_: Tensor) => 3 as unknown as Tensor)(zeros([2]))).toThrow(/^vmap: result is not a tensor/);
    expect(() => vmap(identity)(3 as unknown as Tensor)).toThrow(/^vmap: input 0 is not a tensor/);
  });

  it('such as an assignment', () => {
    const w = variable(0, { name: 'w' });
    const assigning = (x: Tensor): Tensor => {
      w.assign(x);
      return x;
    };
    expect(() => vmap(assigning)(zeros([2]))).toThrow(/^vmap: the function assigns to w; .*assign it outside/);
  });

  it('such as a row that is used outside', async () => {
    let leaked: Tensor | undefined;
    vmap((x: Tensor) => (leaked = x.mul(2)))(oneHot(tensor([1], { dtype: 'int32' }), 2));
    await expect((leaked as Tensor).data()).rejects.toThrow(/vmap.*was used outside of it/);
  });
});
