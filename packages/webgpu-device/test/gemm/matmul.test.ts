// Matrix products on a bare device, every variant: sizes around the tiles, transposes, batches, slices of k, NaN and Inf.
import { describe, expect, it } from 'vitest';
import {
  gemmKernel,
  gemmWords,
  gemmWorkgroups,
  stridedLoader,
  stridedLoaderWords,
  type GemmSchedule,
  type GemmSizes,
  type OperandStrides,
} from '@tensorloom/wgsl-kernels';
import { randomNumbers, referenceProduct, worstElement } from './compare.js';
import { compile, device, noDevice, run, SENTINEL, subgroupSize, type Pipeline } from './raw-device.js';
import { largeSchedules, scheduleName, schedules } from './schedules.js';

const SIZES: readonly (readonly [m: number, n: number, k: number])[] = [
  [1, 1, 1],
  [3, 7, 31],
  [7, 3, 1],
  [31, 33, 63],
  [33, 31, 65],
  [63, 65, 127],
  [65, 63, 129],
  [127, 129, 33],
  [129, 127, 7],
  [257, 1, 257],
  [1, 257, 129],
  [3, 257, 3],
  [257, 33, 65],
  [31, 7, 257],
];

/** Sizes of whole fours, as schedules that load vectors need them. */
const inFours = (sizes: readonly number[]) => sizes.map((size) => 4 * Math.ceil(size / 4)) as [number, number, number];

// Names that the kernels use themselves: a caller's bindings must not be hidden by them.
const declarations = `@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> row: array<f32>;
@group(0) @binding(2) var<storage, read> depth: array<f32>;
@group(0) @binding(3) var<storage, read_write> product: array<f32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;
`;

// Adding shows an element that was stored twice, since results start at zero where this is used.
const store = (how: '=' | '+=') =>
  `fn store(z: u32, m: u32, n: u32, value: f32) { product[(z * P[2] + m) * P[3] + n] ${how} value; }`;
const storeColumnSum = 'fn storeColumnSum(z: u32, n: u32, value: f32) { sums[z * P[3] + n] += value; }';

const loadA = stridedLoader('a', 'row', 8);
const loadB = stridedLoader('b', 'depth', 8 + loadA.words);

/** Loaders of a case's operands. How they lie in memory matters to loads of four. */
function loadersFor({ variant }: GemmSchedule, { transposeA = false, transposeB = false }: Case) {
  if (variant !== 'quads') return { loadA, loadB };
  return {
    loadA: stridedLoader('a', 'row', 8, transposeA ? 'row' : 'depth', 4),
    loadB: stridedLoader('b', 'depth', 8 + loadA.words, transposeB ? 'depth' : 'row', 4),
  };
}

/** Bindings of vectors where a schedule loads them. */
function declarationsFor({ variant }: GemmSchedule): string {
  if (variant !== 'quads') return declarations;
  return declarations
    .replace('row: array<f32>', 'row: array<vec4f>')
    .replace('depth: array<f32>', 'depth: array<vec4f>');
}

const pipelines = new Map<string, Promise<Pipeline>>();
function pipelineFor(schedule: GemmSchedule, example: Case, how: '=' | '+=', withSums: boolean): Promise<Pipeline> {
  const { wgsl } = gemmKernel({
    schedule,
    ...loadersFor(schedule, example),
    store: store(how),
    declarations: declarationsFor(schedule),
    ...(withSums ? { storeColumnSum } : {}),
  });
  const known = pipelines.get(wgsl) ?? compile(wgsl, [false, false, false, true, true]);
  pipelines.set(wgsl, known);
  return known;
}

interface Case {
  readonly sizes: GemmSizes;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** B is one matrix for all batches. */
  readonly sharedB?: boolean;
  readonly left?: Float32Array;
  readonly right?: Float32Array;
}

/** The operands of a case, how they lie in memory, and the float64 truth. */
function operands({ sizes, transposeA = false, transposeB = false, sharedB = false, left, right }: Case) {
  const { batch, m, n, k } = sizes;
  const a = left ?? randomNumbers(batch * m * k, m + 17 * k);
  const b = right ?? randomNumbers((sharedB ? 1 : batch) * k * n, n + 31 * k);
  const rowsA: OperandStrides = transposeA ? { batch: m * k, row: 1, depth: m } : { batch: m * k, row: k, depth: 1 };
  const batchB = sharedB ? 0 : k * n;
  const rowsB: OperandStrides = transposeB ? { batch: batchB, row: k, depth: 1 } : { batch: batchB, row: 1, depth: n };
  const element = (data: Float32Array, strides: OperandStrides, z: number, row: number, depth: number) =>
    data[z * (strides.batch ?? 0) + row * strides.row + depth * strides.depth] as number;
  const truth = () =>
    referenceProduct(
      sizes,
      (z, row, depth) => element(a, rowsA, z, row, depth),
      (z, depth, column) => element(b, rowsB, z, column, depth),
    );
  const columnSums = () =>
    referenceProduct(
      { ...sizes, m: 1 },
      () => 1,
      (z, depth, column) => element(b, rowsB, z, column, depth),
    );
  return { a, b, words: [...stridedLoaderWords(rowsA), ...stridedLoaderWords(rowsB)], truth, columnSums };
}

async function multiply(
  schedule: GemmSchedule,
  example: Case,
  given: ReturnType<typeof operands>,
  how: '=' | '+=' = '=',
  withSums = false,
) {
  const { sizes } = example;
  const { batch, m, n, slices = 1 } = sizes;
  const pipeline = await pipelineFor(schedule, example, how, withSums);
  const start = how === '=' ? SENTINEL : 0;
  const bindings = [
    { data: Uint32Array.from([...gemmWords(schedule, sizes), ...given.words]) },
    { data: given.a },
    { data: given.b },
    { data: new Float32Array(slices * batch * m * n).fill(start), write: true },
    { data: new Float32Array(slices * batch * n).fill(withSums ? 0 : SENTINEL), write: true },
  ];
  const [product, sums] = (await run(pipeline, bindings, gemmWorkgroups(schedule, sizes))) as [
    Float32Array,
    Float32Array,
  ];
  return { product, sums };
}

const test = it.skipIf(device === undefined);
const note = device === undefined ? ` (skipped: ${noDevice})` : '';
const named = (list: readonly GemmSchedule[]) => list.map((schedule) => [scheduleName(schedule), schedule] as const);

describe('matmul', () => {
  test.each(named([...schedules, ...largeSchedules]))(
    `all sizes, with transposes and batches, %s${note}`,
    async (_, schedule) => {
      for (const [index, [m, n, k]] of SIZES.entries()) {
        const batch = index % 2 === 0 ? 1 : 3;
        const example = { sizes: { batch, m, n, k }, transposeA: (index & 2) > 0, transposeB: index % 3 === 0 };
        const given = operands(example);
        const { product } = await multiply(schedule, example, given);
        expect(worstElement(product, given.truth(), k), JSON.stringify(example)).toBeUndefined();
      }
    },
    60_000,
  );
});

describe.each(named(schedules))('matmul, %s', (_, schedule) => {
  test(`each combination of transposes, one matrix B for all batches${note}`, async () => {
    for (const transposeA of [false, true]) {
      for (const transposeB of [false, true]) {
        const example = { sizes: { batch: 3, m: 33, n: 31, k: 65 }, transposeA, transposeB, sharedB: true };
        const given = operands(example);
        const { product } = await multiply(schedule, example, given);
        expect(worstElement(product, given.truth(), 65), JSON.stringify(example)).toBeUndefined();
      }
    }
  });

  test(`stores each element and each column sum once${note}`, async () => {
    for (const [m, n, k] of [
      [65, 63, 129],
      [3, 7, 31],
      [1, 33, 5],
    ] as const) {
      const example = { sizes: { batch: 3, m, n, k } };
      const given = operands(example);
      const { product, sums } = await multiply(schedule, example, given, '+=', true);
      expect(worstElement(product, given.truth(), k)).toBeUndefined();
      const ones = referenceProduct(
        { batch: 3, m: 1, n, k },
        () => 1,
        (z, depth, j) => given.b[(z * k + depth) * n + j] as number,
      );
      expect(worstElement(sums, ones, k)).toBeUndefined();
    }
  });

  test(`slices of k give partial products and sums that add up${note}`, async () => {
    for (const [k, slices] of [
      [129, 4],
      [7, 3],
      [5, 4],
    ] as const) {
      const [batch, m, n] = [2, 33, 31];
      const example = { sizes: { batch, m, n, k, slices } };
      const given = operands(example);
      const { product, sums } = await multiply(schedule, example, given, '=', true);
      const add = (partial: Float32Array) => {
        const length = partial.length / slices;
        const total = (i: number) => Array.from({ length: slices }, (_, s) => partial[s * length + i] as number);
        return Float32Array.from({ length }, (_, i) => total(i).reduce((left, right) => left + right, 0));
      };
      expect(worstElement(add(product), given.truth(), k)).toBeUndefined();
      const ones = referenceProduct(
        { batch, m: 1, n, k },
        () => 1,
        (z, depth, j) => given.b[(z * k + depth) * n + j] as number,
      );
      expect(worstElement(add(sums), ones, k)).toBeUndefined();
    }
  });

  test(`more workgroups than one dimension of a grid takes${note}`, async () => {
    const example = { sizes: { batch: 70_001, m: 1, n: 1, k: 2 } };
    const given = operands(example);
    const { product } = await multiply(schedule, example, given, '+=', true);
    expect(worstElement(product, given.truth(), 2)).toBeUndefined();
  });

  test(`an empty sum is zero${note}`, async () => {
    const example = { sizes: { batch: 1, m: 3, n: 5, k: 0 }, left: new Float32Array(1), right: new Float32Array(1) };
    const { product } = await multiply(schedule, example, operands(example));
    expect([...product]).toEqual(new Array(15).fill(0));
  });

  test(`NaN and Inf stay in their row and column${note}`, async () => {
    for (const [m, n, k] of [
      [33, 31, 65],
      [17, 9, 3],
      [1, 65, 127],
    ] as const) {
      const left = randomNumbers(m * k, 5).map((value) => Math.abs(value) + 0.1);
      const right = randomNumbers(k * n, 6).map((value) => Math.abs(value) + 0.1);
      left[m * k - 1] = NaN;
      right[(k - 1) * n] = Infinity;
      const example = { sizes: { batch: 1, m, n, k }, left, right };
      const given = operands(example);
      const { product } = await multiply(schedule, example, given);
      expect(worstElement(product, given.truth(), k), `${m} ${n} ${k}`).toBeUndefined();
      expect(product.filter(Number.isNaN).length).toBe(n);
      expect(product.filter((value) => value === Infinity).length).toBe(m - 1);
    }
  });
});

describe.skipIf(subgroupSize === undefined)('matmul by loads of four', () => {
  const schedule: GemmSchedule = { variant: 'quads', subgroupSize: subgroupSize ?? 8 };

  test(`all sizes of whole fours, with transposes, batches and column sums${note}`, async () => {
    for (const [index, sizes] of SIZES.entries()) {
      const [m, n, k] = inFours(sizes);
      const example = {
        sizes: { batch: index % 2 === 0 ? 1 : 3, m, n, k },
        transposeA: (index & 2) > 0,
        transposeB: index % 3 === 0,
        sharedB: index % 4 === 0,
      };
      const given = operands(example);
      const { product, sums } = await multiply(schedule, example, given, '+=', true);
      expect(worstElement(product, given.truth(), k), JSON.stringify(example)).toBeUndefined();
      expect(worstElement(sums, given.columnSums(), k), JSON.stringify(example)).toBeUndefined();
    }
  }, 60_000);

  test(`an empty sum is zero${note}`, async () => {
    const example = { sizes: { batch: 1, m: 4, n: 8, k: 0 }, left: new Float32Array(4), right: new Float32Array(4) };
    const { product } = await multiply(schedule, example, operands(example));
    expect([...product]).toEqual(new Array(32).fill(0));
  });

  test(`NaN and Inf stay in their row and column${note}`, async () => {
    const [m, n, k] = [36, 28, 68];
    const left = randomNumbers(m * k, 5).map((value) => Math.abs(value) + 0.1);
    const right = randomNumbers(k * n, 6).map((value) => Math.abs(value) + 0.1);
    left[m * k - 1] = NaN;
    right[(k - 1) * n] = Infinity;
    const example = { sizes: { batch: 1, m, n, k }, left, right };
    const given = operands(example);
    const { product } = await multiply(schedule, example, given);
    expect(worstElement(product, given.truth(), k)).toBeUndefined();
    expect(product.filter(Number.isNaN).length).toBe(n);
  });

  it('refuses loaders of single elements', () => {
    expect(() => gemmKernel({ schedule, loadA, loadB, store: store('='), declarations })).toThrow(
      /expected loads of 4 elements for quads, got 1/,
    );
  });
});
