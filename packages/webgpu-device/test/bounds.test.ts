// Elementwise, segmented and row kernels on a bare device, at sizes around lanes, workgroups and the grid: each result starts
// as a sentinel and has guards at both ends that the kernel could reach.
import {
  elementwiseKernel,
  elementwiseWorkgroups,
  parameterBinding,
  rowKernel,
  rowWorkgroups,
  segmentedKernel,
  type AccumulatorKind,
  type Binding,
  type Kernel,
  type RowMode,
} from '@tensorloom/wgsl-kernels';
import { describe, expect, it } from 'vitest';
import { compile, device, noDevice, run, SENTINEL, subgroupSize, type Pipeline } from './gemm/raw-device.js';

const sizes = [1, 3, 7, 31, 33, 63, 65, 127, 129, 257, 1023, 1024, 1025];

const read = (name: string): Binding => ({ name, access: 'read', type: 'f32' });
const write = (name: string): Binding => ({ name, access: 'read_write', type: 'f32' });

const compiled = new Map<string, Promise<Pipeline>>();
function pipelineOf({ wgsl, bindings }: Kernel): Promise<Pipeline> {
  const known =
    compiled.get(wgsl) ??
    compile(
      wgsl,
      bindings.map(({ access }) => access === 'read_write'),
    );
  compiled.set(wgsl, known);
  return known;
}

const numbers = (length: number): Float32Array => Float32Array.from({ length }, (_, at) => ((at * 37) % 101) - 50);
const result = (length: number) => ({ data: new Float32Array(length).fill(SENTINEL), write: true });
const words = (...list: number[]) => ({ data: Uint32Array.from(list) });

const plusOne = elementwiseKernel({
  bindings: [parameterBinding, read('x'), write('y')],
  helpers: [],
  functions: '',
  body: ['y[i] = x[i] + 1.0;'],
});

describe.skipIf(!device)(device ? 'elementwise kernels' : noDevice, () => {
  it.each(sizes)('write %i elements and no other', async (size) => {
    const x = numbers(size);
    const groups = elementwiseWorkgroups(size);
    const [y] = await run(await pipelineOf(plusOne), [words(groups, size), { data: x }, result(size)], groups);
    expect(y).toEqual(x.map((value) => value + 1));
  });

  it.each([4, 8, 64, 1024])('write %i elements four at once and no other', async (size) => {
    const kernel = elementwiseKernel({
      bindings: [parameterBinding, read('x'), write('y')],
      helpers: [],
      functions: '',
      body: ['let t0 = x[i] * 2.0;', 'y[i] = t0 + f32(i);'],
      vectors: ['x', 'y'],
    });
    const x = numbers(size);
    const groups = elementwiseWorkgroups(size);
    const [y] = await run(await pipelineOf(kernel), [words(groups, size), { data: x }, result(size)], groups);
    expect(y).toEqual(x.map((value, at) => 2 * value + at));
  });

  it('write each of several segments and nothing beyond the vectors that they lie in', async () => {
    const kernel = segmentedKernel({
      bindings: [parameterBinding, read('x'), write('y')],
      helpers: [],
      slots: ['x', 'y'],
      body: ['y[o1 + i] = x[o0 + i] + 1.0;'],
    });
    const gap = 8;
    let [workgroup, offset] = [0, gap];
    const table: number[] = [];
    const x = numbers(sizes.reduce((sum, size) => sum + Math.ceil(size / 4) * 4 + gap, gap));
    const expected = new Float32Array(x.length).fill(SENTINEL);
    for (const size of sizes) {
      const whole = Math.ceil(size / 4) * 4;
      table.push(workgroup, size, offset / 4, offset / 4);
      expected.set(
        x.subarray(offset, offset + whole).map((value) => value + 1),
        offset,
      );
      workgroup += elementwiseWorkgroups(size);
      offset += whole + gap;
    }
    const bindings = [words(workgroup, sizes.length, 3, ...table), { data: x }, result(x.length)];
    const [y] = await run(await pipelineOf(kernel), bindings, workgroup);
    expect(y).toEqual(expected);
  });

  it.runIf(process.env['TENSORLOOM_FULL'] === '1')('reach past 65,535 workgroups', { timeout: 120_000 }, async () => {
    const size = 65_536 * 1024 + 7;
    const kernel = elementwiseKernel({
      bindings: [parameterBinding, write('y')],
      helpers: [],
      functions: '',
      // Every sixteenth element has a place: the result stays small.
      body: ['if (i % 16u == 0u) { y[i / 16u] = f32(i / 16u % 8191u); }'],
    });
    const groups = elementwiseWorkgroups(size);
    const [y] = await run(await pipelineOf(kernel), [words(groups, size), result(Math.ceil(size / 16))], groups);
    expect((y as Float32Array).findIndex((value, at) => value !== at % 8191)).toBe(-1);
  });
});

const reductions: Readonly<Partial<Record<AccumulatorKind, (row: Float32Array) => number>>> = {
  sum: (row) => row.reduce((sum, value) => sum + value, 0),
  max: (row) => Math.max(...row),
  argmin: (row) => row.indexOf(Math.min(...row)),
};

/** Mode and lanes of a row kernel, and the size of the subgroups that a workgroup's lanes meet in. */
type Team = readonly [mode: RowMode, lanes: number, subgroupSize?: number];

/** A reduction stored for each row, and its distance from each element. */
function reductionKernel(kind: AccumulatorKind, [mode, lanes, size]: Team, vectors = false): Kernel {
  return rowKernel({
    mode,
    lanes,
    subgroupSize: size,
    bindings: [parameterBinding, read('x'), write('rows'), write('cells')],
    helpers: [],
    functions: '',
    stages: [
      { rowLines: [], columnLines: [], accumulators: [{ name: 'a', kind, type: 'f32', value: 'x[r * P[2] + c]' }] },
      { rowLines: [], columnLines: ['cells[r * P[2] + c] = x[r * P[2] + c] - f32(a);'], accumulators: [] },
    ],
    storeLines: ['rows[r] = f32(a);'],
    ...(vectors && { vectors: { names: ['x', 'cells'], element: 'r * P[2] + c', vector: 'r * (P[2] / 4u) + q' } }),
  });
}

const teams: readonly Team[] = [
  ['lane', 32],
  ['lane', 64],
  ['workgroup', 64],
  ['workgroup', 256],
  ...(subgroupSize === undefined
    ? []
    : ([
        ['subgroup', subgroupSize],
        ['workgroup', 64, subgroupSize],
        ['workgroup', 256, subgroupSize],
      ] as const)),
];

async function checkRows(kind: AccumulatorKind, team: Team, rows: number, columns: number, vectors = false) {
  const x = numbers(rows * columns);
  const groups = rowWorkgroups(rows, team[0], team[1]);
  const bindings = [words(groups, rows, columns), { data: x }, result(rows), result(rows * columns)];
  const [perRow, cells] = await run(await pipelineOf(reductionKernel(kind, team, vectors)), bindings, groups);
  const truth = Float32Array.from({ length: rows }, (_, row) =>
    (reductions[kind] as (row: Float32Array) => number)(x.subarray(row * columns, (row + 1) * columns)),
  );
  expect(perRow).toEqual(truth);
  expect(cells).toEqual(x.map((value, at) => value - (truth[Math.floor(at / columns)] as number)));
}

describe.skipIf(!device)(device ? 'row kernels' : noDevice, () => {
  const all = teams.flatMap((team) => Object.keys(reductions).map((kind) => [kind as AccumulatorKind, team] as const));

  it.each(all)('%s by %j, any number of rows and columns', { timeout: 120_000 }, async (kind, team) => {
    for (const size of sizes) {
      await checkRows(kind, team, size, 3);
      await checkRows(kind, team, 3, size);
    }
  });

  it.each(all)('%s by %j, four columns at a time', { timeout: 120_000 }, async (kind, team) => {
    for (const columns of [4, 32, 60, 132, 260, 1028]) await checkRows(kind, team, 3, columns, true);
  });

  it.each(teams)('by %s of %i lanes, more rows than a dimension of the grid has workgroups', async (...team) => {
    await checkRows('sum', team as unknown as Team, 65_536 + 33, 2);
  });
});
