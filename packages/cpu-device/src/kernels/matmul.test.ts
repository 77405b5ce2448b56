// matmul against a naive triple loop: odd sizes around tiles and blocks, all transposes, strided operands, batches.
import { hostRandom, matmul, record, tensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { createCpuDevice } from '../cpu-device.js';
import { valuesOf } from '../testing/evaluate.js';

const device = createCpuDevice({ precision: 'float64' });
const random = hostRandom(1);
const normals = (length: number): number[] => Array.from({ length }, () => random.normal());

function naive(a: readonly number[], b: readonly number[], m: number, k: number, n: number): number[] {
  const product: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let inner = 0; inner < k; inner++) sum += (a[i * k + inner] as number) * (b[inner * n + j] as number);
      product.push(sum);
    }
  }
  return product;
}

function transposed(values: readonly number[], rows: number, columns: number): number[] {
  return Array.from(
    { length: rows * columns },
    (_, at) => values[(at % rows) * columns + Math.floor(at / rows)] as number,
  );
}

function expectClose(got: readonly number[], expected: readonly number[]): void {
  expect(got.length).toBe(expected.length);
  const worst = Math.max(0, ...got.map((value, index) => Math.abs(value - (expected[index] as number))));
  expect(worst).toBeLessThan(1e-11);
}

const sizes = [
  [1, 1, 1],
  [1, 7, 5],
  [3, 4, 2],
  [4, 4, 4],
  [5, 3, 9],
  [31, 33, 7],
  [127, 129, 3],
  [2, 300, 130],
  [129, 257, 131],
  [0, 3, 2],
  [3, 2, 0],
] as const;
const transposes = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

describe.each(sizes)('matmul %i x %i x %i', (m, k, n) => {
  const [a, b] = [normals(m * k), normals(k * n)];
  const expected = naive(a, b, m, k, n);

  it.each(transposes)('with transposes %s, %s', async (transposeA, transposeB) => {
    const left = transposeA ? tensor(transposed(a, m, k), { shape: [k, m] }) : tensor(a, { shape: [m, k] });
    const right = transposeB ? tensor(transposed(b, k, n), { shape: [n, k] }) : tensor(b, { shape: [k, n] });
    expectClose(await valuesOf(device, matmul(left, right, { transposeA, transposeB })), expected);
  });
});

describe('matmul', () => {
  it('reads strided, offset and repeated operands where they lie', async () => {
    const [m, k, n] = [6, 5, 7];
    const wide = normals(m * 2 * (k + 3));
    const a = Array.from({ length: m * k }, (_, at) => wide[Math.floor(at / k) * 2 * (k + 3) + 2 + (at % k)] as number);
    const row = normals(n);
    const left = tensor(wide, { shape: [2 * m, k + 3] }).slice([0, null, 2], [2, 2 + k]);
    const right = tensor(row).broadcastTo([k, n]);
    const repeated = Array.from({ length: k }, () => row).flat();
    expectClose(await valuesOf(device, matmul(left, right)), naive(a, repeated, m, k, n));
  });

  it('multiplies each batch, also batches that are repeated or turned round', async () => {
    const [batch, m, k, n] = [3, 2, 4, 5];
    const [a, b] = [normals(2 * batch * m * k), normals(batch * k * n)];
    const product = matmul(tensor(a, { shape: [2, batch, m, k] }), tensor(b, { shape: [batch, k, n] }));
    const expected = Array.from({ length: 2 * batch }, (_, at) =>
      naive(a.slice(at * m * k, (at + 1) * m * k), b.slice((at % batch) * k * n, ((at % batch) + 1) * k * n), m, k, n),
    ).flat();
    expect(product.shape).toEqual([2, batch, m, n]);
    expectClose(await valuesOf(device, product), expected);
    const turned: Tensor = record(
      'matmul',
      [
        tensor(a, { shape: [batch, 2, m, k] }).transpose([1, 0, 2, 3]),
        tensor(b, { shape: [batch, k, n] }).broadcastTo([2, batch, k, n]),
      ],
      { transposeA: false, transposeB: false },
    );
    const expectedTurned = Array.from({ length: 2 * batch }, (_, at) => {
      const [i, j] = [Math.floor(at / batch), at % batch];
      const from = j * 2 + i;
      return naive(a.slice(from * m * k, (from + 1) * m * k), b.slice(j * k * n, (j + 1) * k * n), m, k, n);
    }).flat();
    expectClose(await valuesOf(device, turned), expectedTurned);
  });
});
