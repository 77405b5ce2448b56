// Running reductions, sorting, counting and recorded loops as users meet them: shapes, what is recorded, and the message of each slip.
import { describe, expect, it } from 'vitest';
import * as t from '../index.js';
import { ConfigError, DTypeError, lower, ShapeError, type Tensor } from '../index.js';

const f = (...shape: number[]): Tensor => t.zeros(shape);
const i = (...shape: number[]): Tensor => t.zeros(shape, { dtype: 'int32' });
const b = (...shape: number[]): Tensor => t.zeros(shape, { dtype: 'bool' });

const shapes: readonly (readonly [name: string, () => Tensor, shape: readonly number[], dtype: string])[] = [
  ['cumulativeSum', () => t.cumulativeSum(f(3, 4)), [12], 'float32'],
  ['cumulativeSum of bool', () => t.cumulativeSum(b(3, 4), -1), [3, 4], 'int32'],
  ['cumulativeSum of a long axis', () => t.cumulativeSum(f(3, 5000), 1, { reverse: true }), [3, 5000], 'float32'],
  ['cumulativeMax of nothing', () => t.cumulativeMax(i(0, 4), 0, { exclusive: true }), [0, 4], 'int32'],
  ['argSort', () => t.argSort(f(3, 4), 0), [3, 4], 'int32'],
  ['sort of nothing', () => t.sort(f(3, 0)), [3, 0], 'float32'],
  ['topK', () => t.topK(f(3, 4), 2).values, [3, 2], 'float32'],
  ['topK of an axis', () => t.topK(i(3, 4), 3, { axis: 0 }).indices, [3, 4], 'int32'],
  ['searchSorted', () => t.searchSorted(f(7), f(2, 3)), [2, 3], 'int32'],
  ['searchSorted of batches', () => t.searchSorted(f(2, 7), f(5, 1, 3)), [5, 2, 3], 'int32'],
  ['bincount', () => t.bincount(i(3, 4), 5), [5], 'int32'],
  ['histogram', () => t.histogram(f(3, 4), 5).edges, [6], 'float32'],
  ['associativeScan', () => t.associativeScan(([x], [y]) => [x!.add(y!)], [f(9, 2)])[0]!, [9, 2], 'float32'],
];

describe('a sequence', () => {
  it.each(shapes)('%s has its shape', (_name, make, shape, dtype) => {
    const made = make();
    expect([made.shape, made.dtype]).toEqual([shape, dtype]);
  });

  it('that is long is cut into blocks, which are walked side by side', () => {
    const { program } = lower([t.cumulativeSum(t.tensor(new Float32Array(100_000)), 0)], new Map());
    const walked = program.values.filter(({ op }) => op === 'cumulativeSum').map(({ shape }) => shape);
    expect(walked).toEqual([[391, 256], [391]]);
  });

  it('is scanned with as many calls as the length has bits, twice', () => {
    let calls = 0;
    t.associativeScan(
      ([x], [y]) => {
        calls++;
        return [x!.add(y!)];
      },
      [f(1024)],
    );
    expect(calls).toBe(19);
  });
});

const step = (carry: Tensor, x: Tensor): t.ScanStep<Tensor, Tensor> => ({ carry: carry.add(x), output: carry });

const bad: readonly (readonly [what: string, () => unknown, new (message: string) => Error, RegExp])[] = [
  ['an axis out of range', () => t.cumulativeSum(f(3), 1), ShapeError, /^cumulativeSum: axis/],
  ['a scalar', () => t.argSort(f()), ShapeError, /^argSort: axis/],
  ['too large a k', () => t.topK(f(3, 4), 5), ShapeError, /^topK: bad k; expected a whole number in \[0, 4\].* got 5/],
  ['a fractional k', () => t.topK(f(3, 4), 1.5), ShapeError, /^topK: bad k; .* got 1.5/],
  ['other batch axes', () => t.searchSorted(f(2, 7), f(3, 7)), ShapeError, /^searchSorted: /],
  [
    'an unknown side',
    () => t.searchSorted(f(7), f(7), { side: 'middle' as never }),
    ConfigError,
    /^searchSorted: unknown side/,
  ],
  ['counting fractions', () => t.bincount(f(3), 5), DTypeError, /^bincount: bad indices/],
  ['no bins', () => t.bincount(i(3), 0), ConfigError, /^bincount: bad length; expected a whole number >= 1, got 0/],
  ['weights of another size', () => t.bincount(i(3), 5, { weights: f(4) }), ConfigError, /^bincount: bad weights/],
  ['a range upside down', () => t.histogram(f(3), 5, { range: [1, 0] }), ConfigError, /^histogram: bad range/],
  ['a range without end', () => t.histogram(f(3), 5, { range: [0, Infinity] }), ConfigError, /^histogram: bad range/],
  ['nothing to scan', () => t.associativeScan((x) => x, []), ConfigError, /^associativeScan: nothing to scan/],
  [
    'lengths that differ',
    () => t.associativeScan((x) => x, [f(3), f(4)]),
    ShapeError,
    /^associativeScan: lengths differ; expected one extent along axis 0, got \[3\], \[4\]/,
  ],
  [
    'a function that changes shapes',
    () => t.associativeScan(([x]) => [x!.sum()], [f(4)]),
    ShapeError,
    /^associativeScan: combine changes shapes; expected \[2\], got \[\]/,
  ],
  [
    'sequences of different lengths',
    () => t.scan(step, f(2), [f(3, 2), f(4, 2)] as never),
    ShapeError,
    /^scan: no common length/,
  ],
  ['an empty sequence', () => t.scan(step, f(2), f(0, 2)), ShapeError, /^scan: no common length/],
  [
    'a carry that grows',
    () => t.scan((carry: Tensor, x: Tensor) => ({ carry: t.concat([carry, x]), output: x }), f(2), f(3, 2)),
    ConfigError,
    /^scan: the carry changes; expected float32 \[2\], got float32 \[4\]/,
  ],
  [
    'a choice by many values',
    () =>
      t.cond(
        b(2),
        () => f(1),
        () => f(1),
      ),
    ShapeError,
    /^cond: predicate is not a single value/,
  ],
  [
    'results that differ',
    () =>
      t.cond(
        b(),
        () => f(2),
        () => f(3),
      ),
    ConfigError,
    /^cond: the second result changes/,
  ],
];

describe('bad input', () => {
  it.each(bad)('%s', (_what, run, error, message) => {
    expect(run).toThrow(error);
    expect(run).toThrow(message);
  });
});
