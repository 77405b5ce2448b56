// Gradients of nothing, of integers and bool, beside NaN and outside of ranges: as the ops' documentation says.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  averagePool2d,
  broadcastTo,
  concat,
  conv2d,
  gather,
  matmul,
  remainder,
  setDefaultDevice,
  tensor,
  where,
  zeros,
  type Tensor,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradients } from '../gradients.js';
import { hessian } from '../hessian.js';
import { jvp } from '../jvp.js';
import { vjp } from '../vjp.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const int = (...values: number[]): Tensor => tensor(values, { dtype: 'int32' });

describe('tensors of no elements', () => {
  const cases: readonly (readonly [name: string, shape: readonly number[], fn: (x: Tensor) => Tensor])[] = [
    [
      'an elementwise chain',
      [0, 3],
      (x) =>
        x
          .mul(2)
          .tanh()
          .add(tensor([1, 2, 3]))
          .relu(),
    ],
    ['a sum', [0, 3], (x) => x.sum(0).square()],
    ['a largest of each of no rows', [0, 3], (x) => x.max(1)],
    ['a product of no rows', [0, 3], (x) => matmul(x, zeros([3, 2]))],
    ['a product over nothing', [2, 0], (x) => matmul(x, zeros([0, 2]))],
    ['a concatenation with something', [0, 3], (x) => concat([x, zeros([2, 3])]).exp()],
    ['an empty slice', [4, 3], (x) => x.slice([2, 2]).exp()],
    ['a padding of nothing', [0], (x) => x.pad([[1, 2]]).exp()],
    ['a broadcast to nothing', [1, 3], (x) => broadcastTo(x, [0, 3]).exp()],
    ['rows that nobody asked for', [4, 3], (x) => gather(x, zeros([0], { dtype: 'int32' })).exp()],
    ['a convolution of no images', [0, 4, 4, 1], (x) => conv2d(x, zeros([2, 2, 1, 3]))],
    ['pooling of no images', [0, 4, 4, 1], (x) => averagePool2d(x, 2)],
    ['softmax of no rows', [0, 3], (x) => x.softmax()],
  ];

  it.each(cases)('%s', async (_name, shape, fn) => {
    const x = zeros(shape);
    const { value, pullback } = vjp(fn, [x]);
    const [dx] = pullback(value.mul(0).add(1));
    const { tangent } = jvp(fn, [x], [x.add(1)]);
    expect([dx.shape, tangent.shape]).toEqual([shape, value.shape]);
    const [gradient, change] = await Promise.all([dx.data(), tangent.data()]);
    expect([gradient.length, change.length]).toEqual([x.size, value.size]);
    expect([...gradient, ...change].every((each) => Number.isFinite(each))).toBe(true);
  });

  it('have a Hessian of none', () => {
    expect(hessian((x) => x.square().sum(), zeros([0, 2])).shape).toEqual([0, 2, 0, 2]);
  });
});

describe('integers and bool', () => {
  const x = tensor([1.5, -2.5]);

  it('that were made of floats end the gradient, and are named', () => {
    expect(() => gradients(x.cast('int32').mul(2).cast('float32').sum(), [x])).toThrow(
      /^gradients: no gradient reaches tensor 0 .* uses it through cast alone/,
    );
    expect(() => gradients(x.greater(0).cast('float32').sum(), [x])).toThrow(/uses it through cast alone/);
  });

  it('get no gradient themselves', () => {
    const labels = int(1, 2);
    expect(() => gradients(x.mul(labels).sum(), [labels])).toThrow(/expected float32, got int32; cast\(\) it before/);
    expect(() => jvp((a) => a.sum(), [labels], [labels])).toThrow(/^jvp: tensor|^jvp: .*got int32/);
    expect(() => hessian((a) => a.sum(), labels)).toThrow(/^hessian: .*got int32/);
  });

  it('let it pass to floats beside them', async () => {
    const [dx] = gradients(where(x.greater(0), x.mul(int(3, 4)), x.div(int(2, 5))).sum(), [x]);
    expect(await dx.array()).toEqual([3, 0.2]);
  });
});

describe('values at the edge', () => {
  it('max of NaN: no gradient', async () => {
    const x = tensor([1, NaN, 3]);
    expect(await gradients(x.max(), [x])[0].array()).toEqual([0, 0, 0]);
  });

  it('remainder: 1 and -floor(a / b), also at a jump', async () => {
    const [a, b] = [tensor([5, 6, -1]), tensor([3, 3, 3])];
    const [da, db] = gradients(remainder(a, b).sum(), [a, b]);
    expect(await Promise.all([da.array(), db.array()])).toEqual([[1, 1, 1], [-1, -2, 1]]); // prettier-ignore
  });

  it('gather outside of the range: to the element at the end', async () => {
    const x = tensor([1, 2, 3]);
    expect(await gradients(gather(x, int(-4, 1, 9, 2)).sum(), [x])[0].array()).toEqual([1, 1, 2]);
  });

  it('where beside a pole: NaN, unless an inner where keeps it out', async () => {
    const x = tensor([0, 4]);
    const positive = x.greater(0);
    const outer = where(positive, x.sqrt(), 0);
    const inner = where(positive, where(positive, x, 1).sqrt(), 0);
    expect(await gradients(outer.sum(), [x])[0].array()).toEqual([NaN, 0.25]);
    expect(await gradients(inner.sum(), [x])[0].array()).toEqual([0, 0.25]);
  });
});
