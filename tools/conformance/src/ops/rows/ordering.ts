// Rows of running reductions, sorting, searching, counting, and of loops over a sequence.
import * as tl from '@tensorloom/tensor-core';
import { at, f, i, row, special, type OpRow } from '../op-row.js';

const runnings = {
  cumulativeSum: tl.cumulativeSum,
  cumulativeProd: tl.cumulativeProd,
  cumulativeMax: tl.cumulativeMax,
  cumulativeMin: tl.cumulativeMin,
} as const;

const cumulative = Object.entries(runnings).flatMap(([name, op]) => {
  const gradient = name === 'cumulativeSum' || name === 'cumulativeProd' ? 2 : 1;
  return [
    row(name, '', [f(5, 7)], (x) => op(x, 1), { gradient }),
    row(name, 'of the first axis, backwards', [f(9, 5)], (x) => op(x, 0, { reverse: true }), { gradient }),
    row(name, 'exclusive, of the middle axis', [f(2, 6, 3)], (x) => op(x, 1, { exclusive: true }).slice(null, [1, 6])),
    row(name, 'of computed elements, used on the way', [f(33, 65)], (x) => op(x.tanh(), 1).mul(2).add(x)),
    row(name, 'flattened', [i(7, 9)], (x) => op(x)),
    row(name, 'of one element, used on the way', [f()], (x) => {
      const results = op(x.reshape([1]).mul(3), 0);
      return results.add(results.mul(2));
    }),
    row(name, 'special values', [special], (x) => op(x, 0)),
  ];
});

const long = { shape: [2, 1500], low: 0.995, high: 1.005 } as const;
const zeros = { shape: [3, 6], values: [2, 0, -1, 0.5, 0, 3, 1.5] } as const;
const ties = { shape: [6, 35], values: [1, 3, 3, -1, 0, -0, 2.5, 1e30, -1e-30] } as const;

const sorting: readonly OpRow[] = [
  ...[1, 3, 16, 17, 33, 257, 1000].map((extent) =>
    row('argSort', `of ${extent}`, [f(2, extent)], (x) => tl.argSort(x)),
  ),
  row('argSort', 'special values', [special], (x) => tl.argSort(x)),
  row('argSort', 'descending, of the first axis', [f(65, 3)], (x) => tl.argSort(x, 0, { descending: true })),
  row('argSort', 'ties keep their order', [ties], (x) => tl.argSort(x)),
  row('argSort', 'descending ties keep their order', [ties], (x) => tl.argSort(x, 1, { descending: true })),
  row('argSort', 'integers', [i(3, 50)], (x) => tl.argSort(x)),
  row('argSort', 'unsigned', [{ shape: [40], dtype: 'uint32', low: 0, high: 9 }], (x) => tl.argSort(x.sub(5))),
  row('sort', '', [f(5, 33)], (x) => tl.sort(x), { gradient: 2 }),
  row(
    'sort',
    'descending, of a computed tensor',
    [f(5, 33)],
    (x) => tl.sort(x.tanh().mul(x), 0, { descending: true }),
    {
      gradient: 1,
    },
  ),
  row('topK', 'values', [f(4, 33)], (x) => tl.topK(x, 5).values, { gradient: 2 }),
  row('topK', 'indices', [f(4, 33)], (x) => tl.topK(x, 5).indices),
  row('topK', 'smallest of the first axis', [f(33, 4)], (x) => tl.topK(x, 3, { axis: 0, largest: false }).values),
  row('searchSorted', '', [f(9, 33), f(9, 7)], (x, q) => tl.searchSorted(tl.sort(x), q)),
  row('searchSorted', 'right, in one sequence', [f(33), f(3, 7)], (x, q) =>
    tl.searchSorted(tl.sort(x), q.mul(1.1), { side: 'right' }),
  ),
  row('searchSorted', 'integers with ties', [i(65), i(33)], (x, q) =>
    tl.searchSorted(tl.sort(x), q, { side: 'right' }),
  ),
  row('bincount', '', [at([200], -2, 11)], (x) => tl.bincount(x, 10)),
  row('bincount', 'weighted', [at([70], 0, 5), f(70)], (x, w) => tl.bincount(x, 6, { weights: w }), { gradient: 2 }),
  row('histogram', 'counts', [f(300)], (x) => tl.histogram(x, 7, { range: [-1, 1.5] }).counts),
  row('histogram', 'of its own range', [f(300)], (x) => tl.histogram(x, 7).counts),
  row('histogram', 'edges', [f(300)], (x) => tl.histogram(x, 7).edges),
];

const loops: readonly OpRow[] = [
  row('associativeScan', 'of products', [f(6, 3)], (x) => tl.associativeScan(([a], [c]) => [a!.mul(c!)], [x])[0]!, {
    gradient: 2,
  }),
  row(
    'associativeScan',
    'of a linear recurrence, backwards',
    [f(3, 7), f(3, 7)],
    (decay, x) =>
      tl.associativeScan(([a, s], [c, t]) => [a!.mul(c!), c!.mul(s!).add(t!)], [decay, x], {
        axis: 1,
        reverse: true,
      })[1]!,
    { gradient: 2 },
  ),
  row(
    'scan',
    'of a recurrent cell',
    [f(6, 4, 3), f(4, 5), f(3, 5), f(5, 5)],
    (sequence, initial, kernel, recurrent) =>
      tl.scan(
        (state: tl.Tensor, x: tl.Tensor) => {
          const next = x.matmul(kernel).add(state.matmul(recurrent)).tanh();
          return { carry: next, output: next };
        },
        initial,
        sequence,
      ).outputs,
    { gradient: 1, tolerance: 1e-4 },
  ),
  row(
    'scan',
    'backwards, over records',
    [f(5, 3), f(5, 3)],
    (a, c) =>
      tl.scan(
        (sum: tl.Tensor, x: { readonly left: tl.Tensor; readonly right: tl.Tensor }) => ({
          carry: sum.add(x.left.mul(x.right)),
          output: { sum },
        }),
        tl.zeros([3]),
        { left: a, right: c },
        { reverse: true },
      ).outputs.sum,
    { gradient: 2 },
  ),
  ...[
    ['taken', 1],
    ['not taken', 0],
  ].map(([about, choice]) =>
    row(
      'cond',
      `the first one ${about}`,
      [f(5, 3), { shape: [1], dtype: 'int32', values: [choice as number] }],
      (x, test) =>
        tl.cond(
          test,
          () => x.sin(),
          () => x.square(),
        ),
      { gradient: 2 },
    ),
  ),
];

/** All of them. */
export const orderingRows: readonly OpRow[] = [
  ...cumulative,
  row('cumulativeSum', 'of a long sequence', [{ shape: [3, 1500] }], (x) => tl.cumulativeSum(x, 1), {
    tolerance: 1e-4,
  }),
  row(
    'cumulativeSum',
    'of a very long one, backwards',
    [{ shape: [200_001], low: -1, high: 1 }],
    (x) => tl.cumulativeSum(x, 0, { reverse: true }),
    { tolerance: 1e-4 },
  ),
  row('cumulativeProd', 'of a long sequence', [long], (x) => tl.cumulativeProd(x, 1), { tolerance: 1e-4 }),
  row('cumulativeMax', 'of a long sequence', [f(3, 1500)], (x) => tl.cumulativeMax(x, 1)),
  row('cumulativeProd', 'with zeros', [zeros], (x) => tl.cumulativeProd(x, 1), { gradient: 1 }),
  ...sorting,
  ...loops,
];
