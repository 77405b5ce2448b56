// Products in float32 against exact sums in doubles: sizes around tiles and blocks, strides, and where WebAssembly is missing.
import { hostRandom } from '@tensorloom/tensor-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Matrix, ProductSize } from './matrix.js';

const random = hostRandom(3);
const floats = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());
const at = ({ data, offset, rowStride, columnStride }: Matrix, i: number, j: number): number =>
  data[offset + i * rowStride + j * columnStride] as number;

/** Each sum of products, and of their absolute values. */
function sums({ k }: ProductSize, a: Matrix, b: Matrix, i: number, j: number): { exact: number; bound: number } {
  let [exact, bound] = [0, 0];
  for (let inner = 0; inner < k; inner++) {
    const product = at(a, i, inner) * at(b, inner, j);
    exact += product;
    bound += Math.abs(product);
  }
  return { exact, bound };
}

/** Holds every element of c against the bound of float32 sums, and everything beside c against what it was. */
async function expectProduct(size: ProductSize, a: Matrix, b: Matrix, c: Matrix, adds = false): Promise<void> {
  const { multiply } = await import('./multiply.js');
  const before = c.data.slice();
  multiply(size, a, b, c, adds);
  let worst = 0;
  for (let i = 0; i < size.m; i++) {
    for (let j = 0; j < size.n; j++) {
      const { exact, bound } = sums(size, a, b, i, j);
      const old = adds ? at({ ...c, data: before }, i, j) : 0;
      const error = Math.abs(at(c, i, j) - exact - old);
      worst = Math.max(worst, error / (bound * Math.sqrt(size.k) + Math.abs(old)));
      before[c.offset + i * c.rowStride + j * c.columnStride] = at(c, i, j);
    }
  }
  expect(worst).toBeLessThan(2 ** -22);
  expect(c.data).toEqual(before);
}

const rowMajor = (rows: number, columns: number): Matrix => ({
  data: floats(rows * columns),
  offset: 0,
  rowStride: columns,
  columnStride: 1,
});
const columnMajor = (rows: number, columns: number): Matrix => ({
  data: floats(rows * columns),
  offset: 0,
  rowStride: 1,
  columnStride: rows,
});

const sizes = [
  { m: 1, n: 1, k: 1 },
  { m: 3, n: 7, k: 31 },
  { m: 4, n: 8, k: 33 },
  { m: 5, n: 9, k: 63 },
  { m: 127, n: 129, k: 65 },
  { m: 129, n: 511, k: 2 },
  { m: 2, n: 513, k: 257 },
  { m: 257, n: 5, k: 513 },
];

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe.each(['with WebAssembly', 'without WebAssembly'])('multiply %s', (engine) => {
  const prepare = (): void => {
    if (engine === 'without WebAssembly') vi.stubGlobal('WebAssembly', undefined);
  };

  it.each(sizes)('$m x $k x $n', async (size) => {
    prepare();
    const { m, n, k } = size;
    await expectProduct(size, rowMajor(m, k), rowMajor(k, n), rowMajor(m, n));
    await expectProduct(size, columnMajor(m, k), columnMajor(k, n), columnMajor(m, n), true);
  });

  it('takes the part of an array that it is given', async () => {
    prepare();
    const part = (rows: number): Matrix => ({ data: floats(rows * 40), offset: 11, rowStride: 40, columnStride: 2 });
    await expectProduct({ m: 6, n: 10, k: 9 }, part(7), part(10), part(7), true);
  });

  it('keeps NaN and infinities to their rows and columns', async () => {
    prepare();
    const { multiply } = await import('./multiply.js');
    const [a, b, c] = [rowMajor(5, 4), rowMajor(4, 9), rowMajor(5, 9)];
    a.data[4 * 4 + 1] = NaN;
    b.data[8] = Infinity;
    multiply({ m: 5, n: 9, k: 4 }, a, b, c);
    c.data.forEach((value, index) => expect(Number.isFinite(value)).toBe(index < 36 && index % 9 !== 8));
  });

  it('is zero where there is nothing to add up', async () => {
    prepare();
    const { multiply } = await import('./multiply.js');
    const c = rowMajor(2, 3);
    multiply({ m: 2, n: 3, k: 0 }, rowMajor(2, 0), rowMajor(0, 3), c);
    expect(c.data).toEqual(new Float32Array(6));
  });
});

describe('vectorKernel', () => {
  it('is there where these tests run, and is none where a policy forbids it', async () => {
    const { vectorKernel } = await import('./vector-kernel.js');
    expect(vectorKernel()).toBeDefined();
    expect(vectorKernel()).toBe(vectorKernel());
    vi.resetModules();
    vi.stubGlobal('WebAssembly', {
      Module: class {
        constructor() {
          throw new Error('forbidden');
        }
      },
    });
    const anew = await import('./vector-kernel.js');
    expect(anew.vectorKernel()).toBeUndefined();
  });
});
