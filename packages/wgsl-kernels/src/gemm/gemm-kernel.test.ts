// The text of each variant and loader as a snapshot, and the arithmetic around it. Numbers are checked where a device is.
import { describe, expect, it } from 'vitest';
import { convLoaders, convLoaderWords } from './conv-operands.js';
import { convSizes, type ConvProduct, type ConvWindow } from './conv-geometry.js';
import { gemmKernel } from './gemm-kernel.js';
import { gemmWords, gemmWorkgroups } from './gemm-geometry.js';
import type { GemmParameters, GemmSchedule } from './gemm-parameters.js';
import { stridedLoader, stridedLoaderWords } from './strided-loader.js';

const declarations = `@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> product: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;`;
const store = `fn store(z: u32, m: u32, n: u32, value: f32) { product[(z * P[2] + m) * P[3] + n] = value; }`;
const storeColumnSum = 'fn storeColumnSum(z: u32, n: u32, value: f32) { sums[z * P[3] + n] = value; }';

const loadA = stridedLoader('a', 'x', 8);
const matmul = { loadA, loadB: stridedLoader('b', 'y', 8 + loadA.words), store, declarations };
/** Operands that lie as they are, or transposed, in vectors of four. */
const inFours = (transposed: boolean) => ({
  loadA: stridedLoader('a', 'x', 8, transposed ? 'row' : 'depth', 4),
  loadB: stridedLoader('b', 'y', 8 + loadA.words, transposed ? 'depth' : 'row', 4),
  store,
  declarations: declarations.replace('x: array<f32>', 'x: array<vec4f>').replace('y: array<f32>', 'y: array<vec4f>'),
});
const strided: ConvWindow = {
  kernel: [3, 2],
  strides: [2, 1],
  dilation: [1, 2],
  padding: [
    [1, 0],
    [0, 0],
  ],
  groups: 2,
  channels: 4,
  filters: 6,
};
const convolution = (product: ConvProduct) => ({
  ...convLoaders(product, strided, { a: 'x', b: 'y' }, 8),
  store,
  declarations,
});

const subgroup = { variant: 'subgroup', subgroupSize: 8 } as const;
const small: GemmSchedule = { ...subgroup, lanesAlong: 'm', vectors: 2, broadcasts: 3, unroll: 2 };
const matrix = {
  variant: 'matrix',
  subgroupSize: 32,
  subgroupsM: 2,
  subgroupsN: 2,
  unitM: 16,
  unitN: 16,
  unitK: 16,
} as const;
const kernels: Record<string, GemmParameters> = {
  'subgroup-along-n': {
    ...matmul,
    storeColumnSum,
    schedule: { ...subgroup, lanesAlong: 'n', vectors: 2, broadcasts: 16, unroll: 2 },
  },
  'subgroup-along-m': { ...matmul, storeColumnSum, schedule: small },
  quads: { ...inFours(false), storeColumnSum, schedule: { variant: 'quads', subgroupSize: 4 } },
  'quads-transposed': { ...inFours(true), schedule: { variant: 'quads', subgroupSize: 4 } },
  register: {
    ...matmul,
    storeColumnSum,
    schedule: { variant: 'register', rows: 4, columns: 4, lanes: 8, unroll: 2 },
  },
  'staged-64x64': {
    ...matmul,
    storeColumnSum,
    schedule: { variant: 'staged', blockM: 64, blockN: 64, blockK: 16, threadM: 4, threadN: 4 },
  },
  'staged-128x64': {
    ...matmul,
    schedule: { variant: 'staged', blockM: 128, blockN: 64, blockK: 16, threadM: 8, threadN: 4 },
  },
  'staged-halves': {
    ...matmul,
    storeColumnSum,
    halves: ['a', 'b'],
    declarations: declarations.replace('x: array<f32>', 'x: array<f16>').replace('y: array<f32>', 'y: array<f16>'),
    schedule: { variant: 'staged', blockM: 16, blockN: 16, blockK: 4, threadM: 4, threadN: 4 },
  },
  shuffle: {
    ...matmul,
    storeColumnSum,
    schedule: { variant: 'shuffle', subgroupSize: 32, subgroups: 4, rows: 2, vectors: 2 },
  },
  matrix: {
    ...matmul,
    storeColumnSum,
    halves: ['a', 'b'],
    declarations: declarations.replace('x: array<f32>', 'x: array<f16>').replace('y: array<f32>', 'y: array<f16>'),
    schedule: { ...matrix, blockM: 64, blockN: 64, blockK: 32 },
  },
  conv2d: { ...convolution('conv2d'), schedule: small },
  'conv2d-input-gradient': { ...convolution('conv2dInputGradient'), schedule: small },
  'conv2d-kernel-gradient': { ...convolution('conv2dKernelGradient'), schedule: small },
};

describe('gemmKernel', () => {
  it.each(Object.entries(kernels))('%s: the text is as it was', async (name, parameters) => {
    const { wgsl } = gemmKernel(parameters);
    await expect(wgsl).toMatchFileSnapshot(`./__snapshots__/${name}.wgsl`);
  });

  it('counts the invocations of a workgroup as the text declares them', () => {
    for (const parameters of Object.values(kernels)) {
      const { wgsl, workgroupSize } = gemmKernel(parameters);
      expect(wgsl).toContain(`@workgroup_size(${workgroupSize})`);
    }
  });

  it('refuses a schedule that cannot be shared out', () => {
    const refused: readonly [GemmSchedule, RegExp][] = [
      [{ ...subgroup, lanesAlong: 'n', vectors: 2, broadcasts: 16, unroll: 9 }, /unroll <= subgroupSize \(8\), got 9/],
      [{ variant: 'register', rows: 0, columns: 4, lanes: 8, unroll: 1 }, /whole rows >= 1, got 0/],
      [{ variant: 'staged', blockM: 64, blockN: 48, blockK: 16, threadM: 4, threadN: 4 }, /64x48x16 by 4x4/],
      [{ ...matrix, blockM: 48, blockN: 64, blockK: 16 }, /2x2 subgroups with multiples of 16x16x16, got 48x64x16/],
      [{ ...matrix, blockM: 64, blockN: 64, blockK: 24 }, /got 64x64x24/],
      [{ variant: 'staged', blockM: 64, blockN: 64, blockK: 16, threadM: 2, threadN: 4 }, /multiples of 4/],
    ];
    for (const [schedule, message] of refused) {
      expect(() => gemmKernel({ ...matmul, schedule })).toThrow(message);
    }
  });
});

describe('geometry of a product', () => {
  it('counts workgroups over tiles, batches and slices, and writes them first', () => {
    const sizes = { batch: 3, m: 17, n: 33, k: 10, slices: 4 };
    const schedule: GemmSchedule = { ...subgroup, lanesAlong: 'n', vectors: 2, broadcasts: 16, unroll: 2 };
    expect(gemmWorkgroups(schedule, sizes)).toBe(2 * 3 * 3 * 4);
    expect(gemmWords(schedule, sizes)).toEqual([72, 3, 17, 33, 10, 16, 16, 3]);
    expect(gemmWorkgroups({ ...schedule, lanesAlong: 'm' }, { ...sizes, m: 0 })).toBe(0);
    expect(gemmWorkgroups({ variant: 'register', rows: 4, columns: 2, lanes: 8, unroll: 1 }, sizes)).toBe(
      5 * 3 * 3 * 4,
    );
  });

  it('writes as many words as the loaders read', () => {
    expect(stridedLoaderWords({ row: 5, depth: 1 })).toHaveLength(loadA.words);
    expect(
      stridedLoaderWords({ offset: 7, row: 5, depth: 1, batch: 60, innerBatch: { count: 3, stride: 20 } }),
    ).toEqual([7, 5, 60, 3, 20, 1]);
    const extents = { batch: 2, input: [9, 8], output: [4, 6] } as const;
    for (const product of ['conv2d', 'conv2dInputGradient', 'conv2dKernelGradient'] as const) {
      const loaders = convLoaders(product, strided, { a: 'x', b: 'y' }, 8);
      expect(convLoaderWords(product, strided, extents)).toHaveLength(loaders.loadA.words + loaders.loadB.words);
    }
  });

  it('sees a convolution as a product of one group', () => {
    const extents = { batch: 2, input: [9, 8], output: [4, 6] } as const;
    expect(convSizes('conv2d', strided, extents)).toEqual({ batch: 2, m: 48, n: 3, k: 12 });
    expect(convSizes('conv2dInputGradient', strided, extents)).toEqual({ batch: 2, m: 144, n: 2, k: 18 });
    expect(convSizes('conv2dKernelGradient', strided, extents)).toEqual({ batch: 2, m: 12, n: 3, k: 48 });
  });
});
