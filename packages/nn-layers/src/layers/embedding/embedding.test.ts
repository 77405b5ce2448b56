// Embedding: the generic test, rows by hand, what is masked, indices out of range.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, setDefaultDevice, setRandomSeed, tensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { Sequential } from '../../models/sequential.js';
import { input } from '../../symbolic-tensor.js';
import { checkLayer } from '../../testing/check-layer.js';
import { Embedding } from './embedding.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const indices = (shape: Shape): Tensor => tensor(Int32Array.from([1, 4, 0, 2, 2, 3]), { shape });
const table = [
  [0, 1],
  [2, 3],
  [4, 5],
];

checkLayer('Embedding', {
  make: () => new Embedding(5, 4, { maskZero: true, embeddingsRegularizer: 'l2' }),
  inputShape: [2, 3],
  outputShape: [2, 3, 4],
  example: indices,
  weights: { embeddings: [5, 4] },
  badArguments: [
    [() => new Embedding(0, 4), /bad inputDim; expected a whole number >= 1, got 0/],
    [() => new Embedding(5, 1.5), /bad outputDim/],
    [() => new Embedding(5, 4, { mask_zero: true } as never), /got 'mask_zero'; did you mean maskZero\?/],
    [() => new Embedding(5, 4, { weights: table }), /weights do not fit; expected \[5, 4\], got \[3, 2\]/],
  ],
  valueAndGradients,
});

it('gives the row of each index, of bytes and of a model’s floats too', async () => {
  const rows = [
    [
      [4, 5],
      [0, 1],
      [4, 5],
    ],
  ];
  const layer = new Embedding(3, 2, { weights: table });
  expect(await layer.apply(tensor([[2, 0, 2]], { dtype: 'int32' })).array()).toEqual(rows);
  expect(await layer.apply(tensor(new Uint8Array([2, 0, 2]), { shape: [1, 3] })).array()).toEqual(rows);
  const model = new Sequential([input([3]), new Embedding(3, 2, { weights: table })]);
  expect(await model.apply(tensor([[2, 0, 2]])).array()).toEqual(rows);
});

it('starts uniform in [-0.05, 0.05), as in Keras', async () => {
  setRandomSeed(2);
  const layer = new Embedding(100, 50);
  layer.build([null, 3]);
  const values = await layer.embeddings.data();
  expect(Math.max(...values)).toBeLessThan(0.05);
  expect(Math.max(...values)).toBeGreaterThan(0.0499);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(-0.05);
  expect(Math.min(...values)).toBeLessThan(-0.0499);
});

it('adds the gradients of a row up, and gives none to the others', async () => {
  const layer = new Embedding(4, 2);
  layer.build([null, 3]);
  const loss = (): Tensor => layer.apply(tensor([[1, 3, 1]], { dtype: 'int32' })).sum();
  const { gradients } = valueAndGradients(loss, [layer.embeddings]);
  expect(await gradients[0].array()).toEqual([
    [0, 0],
    [2, 2],
    [0, 0],
    [1, 1],
  ]);
});

it('masks index 0 where it is told to', async () => {
  const words = tensor([[3, 0, 1]], { dtype: 'int32' });
  const masking = new Embedding(4, 2, { maskZero: true });
  expect(await masking.maskOf(masking.apply(words))?.array()).toEqual([[true, false, true]]);
  const plain = new Embedding(4, 2);
  expect(plain.maskOf(plain.apply(words))).toBeUndefined();
});

it('refuses indices that no row has, where they are on the host', async () => {
  const layer = new Embedding(4, 2, { name: 'words' });
  const bad = tensor([[3, 0, 4]], { dtype: 'int32' });
  const message = /^words: index out of range; expected whole numbers in \[0, 4\), got 4 at position 2; make inputDim/;
  expect(() => layer.apply(bad)).toThrow(message);
  expect(() => layer.apply(bad)).toThrow(expect.objectContaining({ name: 'IndexRangeError' }));
  expect(() => layer.apply(bad.cast('float32'))).toThrow(message);
  expect(() => layer.apply(tensor([[-1]], { dtype: 'int32' }))).toThrow(/got -1 at position 0/);
  const compiled = compile((words: Tensor) => layer.apply(words));
  expect(await (await compiled(bad)).array()).toEqual(
    await layer.apply(tensor([[3, 0, 3]], { dtype: 'int32' })).array(),
  );
});
