// The generated text of each form of kernel is kept, so that a change of a generator shows what moved.
import { describe, expect, it } from 'vitest';
import { asVectors } from './elementwise/four-at-once.js';
import { elementwiseKernel, elementwiseWorkgroups } from './elementwise/elementwise-kernel.js';
import { binaryExpressions, castExpressions, expressionFor, unaryExpressions } from './elementwise/expressions.js';
import { helperSources, helperText, type HelperName } from './elementwise/helpers.js';
import { segmentedKernel } from './elementwise/segmented-kernel.js';
import { foldGrid, parameterBinding, type Binding } from './kernel.js';
import {
  linkedScatterFunction,
  linksFunction,
  scatterFunction,
  sortedScatterFunction,
  startsFunction,
} from './indexing/scatter-functions.js';
import { rowChainKernel, type RowLink } from './reduction/row-chain-kernel.js';
import { rowKernel, rowWorkgroups, type RowMode } from './reduction/row-kernel.js';
import { scanKernel, scanWorkgroups } from './sequence/scan-kernel.js';
import { gruGradientKernel, gruKernel } from './sequence/gru-kernels.js';
import { lstmGradientKernel, lstmKernel } from './sequence/lstm-kernels.js';
import { recurrentWorkgroups } from './sequence/recurrent-kernel.js';
import { mergeRunsFunction, searchFunction, sortBlocksFunction } from './sequence/sort-functions.js';
import {
  averagePoolFunction,
  averagePoolGradientFunction,
  maxPoolFunction,
  maxPoolGradientFunction,
} from './window/pool-functions.js';

const bindings: readonly Binding[] = [
  parameterBinding,
  { name: 'x', access: 'read', type: 'f32' },
  { name: 'y', access: 'read_write', type: 'f32' },
];
const snapshot = (name: string, text: string): Promise<void> =>
  expect(text).toMatchFileSnapshot(`./__snapshots__/${name}.wgsl`);

describe('generated text', () => {
  it('elementwise', async () => {
    const { wgsl } = elementwiseKernel({
      bindings,
      helpers: ['tanhOf'],
      functions: '',
      body: ['y[i] = tanhOf(x[i]);'],
    });
    await snapshot('elementwise', wgsl);
  });

  it('elementwise, four at once', async () => {
    const body = ['let t0 = y[i] * 0.5;', 'y[i] = t0 + x[i % 10u];'];
    const { wgsl } = elementwiseKernel({ bindings, helpers: [], functions: '', body, vectors: ['y'] });
    await snapshot('elementwise-vectors', wgsl);
  });

  it('segmented', async () => {
    const shared: readonly Binding[] = [parameterBinding, { name: 'A', access: 'read_write', type: 'f32' }];
    const { wgsl } = segmentedKernel({
      bindings: shared,
      helpers: [],
      slots: ['A', 'A'],
      body: ['A[o1 + i] = A[o0 + i];'],
    });
    await snapshot('segmented', wgsl);
  });

  it('rows, and the sum of what they give', async () => {
    const link = (rows: string, columns: string, from: string, store: string): RowLink => {
      const sum = { name: 's0', kind: 'sum', type: 'f32', value: `${from}[r * ${columns} + c]` } as const;
      return {
        rows,
        columns,
        stages: [{ rowLines: [], columnLines: [], accumulators: [sum] }],
        storeLines: [`${store}[r] = s0;`],
      };
    };
    const links = [link('P[1]', 'P[2]', 'x', 'y'), link('P[3]', 'P[4]', 'y', 'z')];
    const three: readonly Binding[] = [...bindings, { name: 'z', access: 'read_write', type: 'f32' }];
    const { wgsl } = rowChainKernel({ lanes: 32, bindings: three, helpers: [], functions: '', links });
    await snapshot('row-chain', wgsl);
  });

  it.each(['lane', 'subgroup', 'workgroup'] as const)('softmax by one %s a row', async (mode: RowMode) => {
    const element = 'x[r * P[2] + c]';
    const { wgsl } = rowKernel({
      mode,
      lanes: mode === 'subgroup' ? 8 : 64,
      bindings,
      helpers: [],
      functions: '',
      stages: [
        { rowLines: [], columnLines: [], accumulators: [{ name: 's0', kind: 'max', type: 'f32', value: element }] },
        {
          rowLines: [],
          columnLines: [],
          accumulators: [{ name: 's1', kind: 'sum', type: 'f32', value: `exp(${element} - s0)` }],
        },
        { rowLines: [], columnLines: [`y[r * P[2] + c] = exp(${element} - s0) / s1;`], accumulators: [] },
      ],
      storeLines: [],
    });
    await snapshot(`softmax-${mode}`, wgsl);
  });

  it('rows, four columns at a time', async () => {
    const element = 'x[r * P[2] + c]';
    const { wgsl } = rowKernel({
      mode: 'subgroup',
      lanes: 8,
      bindings,
      helpers: [],
      functions: '',
      stages: [
        { rowLines: [], columnLines: [], accumulators: [{ name: 's0', kind: 'sum', type: 'f32', value: element }] },
        { rowLines: [], columnLines: [`y[r * P[2] + c] = ${element} - s0;`], accumulators: [] },
      ],
      storeLines: [],
      vectors: { names: ['x', 'y'], element: 'r * P[2] + c', vector: 'r * (P[2] / 4u) + q' },
    });
    await snapshot('row-vectors', wgsl);
  });

  it('argmax', async () => {
    const accumulators = [{ name: 's0', kind: 'argmax', type: 'f32', value: 'x[r * P[2] + c]' }] as const;
    const stages = [{ rowLines: [], columnLines: [], accumulators }];
    const { wgsl } = rowKernel({
      mode: 'workgroup',
      lanes: 64,
      bindings,
      helpers: [],
      functions: '',
      stages,
      storeLines: ['y[r] = f32(s0);'],
    });
    await snapshot('argmax-workgroup', wgsl);
  });

  it('argmax by subgroups of a workgroup', async () => {
    const accumulators = [{ name: 's0', kind: 'argmax', type: 'f32', value: 'x[r * P[2] + c]' }] as const;
    const { wgsl } = rowKernel({
      mode: 'workgroup',
      lanes: 64,
      subgroupSize: 32,
      bindings,
      helpers: [],
      functions: '',
      stages: [{ rowLines: [], columnLines: [], accumulators }],
      storeLines: ['y[r] = f32(s0);'],
    });
    await snapshot('argmax-team', wgsl);
  });

  it('pooling', async () => {
    const parameters = { window: [2, 2], strides: [2, 2], offset: [0, 0], image: [8, 8, 3], pooled: [4, 4] } as const;
    const functions = [
      maxPoolFunction('maxPool', 'x', parameters),
      averagePoolFunction('averagePool', 'x', parameters),
      maxPoolGradientFunction('maxPoolGradient', 'x', 'g', parameters),
      averagePoolGradientFunction('averagePoolGradient', 'g', parameters),
    ];
    await snapshot('pooling', functions.join('\n'));
  });

  it('scan', async () => {
    const runnings = (['sum', 'max'] as const).map((kind, index) => ({
      name: `s${index}`,
      kind,
      type: 'f32' as const,
      lines: [],
      value: 'x[r * P[2] + c]',
    }));
    const storeLines = ['y[r * P[2] + c] = s0 / s1;'];
    const { wgsl } = scanKernel({ bindings, helpers: [], functions: '', runnings, storeLines });
    await snapshot('scan', wgsl);
  });

  it('sorting', async () => {
    const parameters = { key: (index: string) => `orderedOf(x[${index}])`, extent: 'P[2]' };
    const functions = [
      sortBlocksFunction('sortBlocks', parameters),
      mergeRunsFunction('mergeRuns', { ...parameters, order: (index) => `u32(y[${index}])`, run: 'P[3]' }),
      searchFunction('searchLeft', parameters, 'left'),
      searchFunction('searchRight', parameters, 'right'),
    ];
    await snapshot('sorting', functions.join('\n'));
  });

  it.each([
    ['lstm', lstmKernel, 4],
    ['lstm-gradient', lstmGradientKernel, 3],
    ['gru', gruKernel, 4],
    ['gru-gradient', gruGradientKernel, 3],
  ] as const)('%s', async (name, kernel, count) => {
    const operands = Array.from({ length: count }, (_, index) => `b${index}`);
    const result = `b${count}`;
    const own = [...operands, result].map((one): Binding => ({ name: one, access: 'read_write', type: 'f32' }));
    const given = { bindings: [parameterBinding, ...own], operands, result };
    await snapshot(`${name}-subgroup`, kernel({ ...given, workers: { mode: 'subgroup', lanes: 8, rows: 16 } }).wgsl);
    await snapshot(`${name}-workgroup`, kernel({ ...given, workers: { mode: 'workgroup', lanes: 64, rows: 2 } }).wgsl);
    if (!name.endsWith('gradient')) return;
    const inFours = own.map((binding, index) => (index < 2 ? binding : asVectors(binding)));
    const quads = { mode: 'quads', lanes: 8, rows: 16 } as const;
    await snapshot(
      `${name}-quads`,
      kernel({ ...given, bindings: [parameterBinding, ...inFours], workers: quads }).wgsl,
    );
  });

  it('scatters', async () => {
    const sizes = { count: 'P[2]', last: 'i32(P[3])', after: 'P[4]' };
    const read = { index: (k: string) => `i[${k}]`, update: (at: string) => `x[${at}]` };
    const functions = [
      scatterFunction('scatterAdd', { meeting: 'add', type: 'f32', ...read, ...sizes }),
      scatterFunction('scatterMax', { meeting: 'max', type: 'i32', ...read, ...sizes }),
      sortedScatterFunction('scatterSorted', {
        meeting: 'add',
        type: 'f32',
        order: (k) => `u32(o[${k}])`,
        start: (row) => `s[${row}]`,
        ...read,
        ...sizes,
      }),
      startsFunction('starts', { ...read, ...sizes }),
      linksFunction('links', { ...read, ...sizes }),
      linkedScatterFunction('scatterLinked', {
        meeting: 'max',
        type: 'f32',
        link: (e) => `l[${e}]`,
        size: 'P[5]',
        ...read,
        ...sizes,
      }),
    ];
    await snapshot('scatters', functions.join('\n'));
  });

  it('all helpers', async () => {
    await snapshot('helpers', helperText(Object.keys(helperSources) as HelperName[]));
  });

  it('all expressions', async () => {
    const types = ['f32', 'i32', 'u32', 'bool'] as const;
    const rows = Object.entries({ ...unaryExpressions, ...binaryExpressions }).flatMap(([name, row]) =>
      types.flatMap((type) => expressionFor(row, type)?.text('a', 'b') ?? []).map((text) => `${name}: ${text}`),
    );
    const casts = types.flatMap((from) =>
      types.map((to) => `${from} to ${to}: ${castExpressions[from][to].text('a')}`),
    );
    await snapshot('expressions', [...new Set([...rows, ...casts])].join('\n'));
  });
});

describe('geometry', () => {
  it('folds a grid that is too long for one dimension', () => {
    expect(foldGrid(7)).toEqual([7, 1]);
    expect(foldGrid(32769)).toEqual([32768, 2]);
    const [x, y] = foldGrid(3_000_000);
    expect(x * y).toBeGreaterThanOrEqual(3_000_000);
    expect(Math.max(x, y)).toBeLessThanOrEqual(65535);
  });

  it('covers every element and row', () => {
    expect(elementwiseWorkgroups(1)).toBe(1);
    expect(elementwiseWorkgroups(1025)).toBe(2);
    expect(rowWorkgroups(65, 'lane', 64)).toBe(2);
    expect(rowWorkgroups(65, 'workgroup', 64)).toBe(65);
    expect(scanWorkgroups(33)).toBe(2);
    expect(recurrentWorkgroups(33, { mode: 'subgroup', lanes: 8, rows: 16 })).toBe(3);
  });
});
