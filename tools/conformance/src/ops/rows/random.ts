// Rows of the random numbers: the same bits on every device.
import * as tl from '@tensorloom/tensor-core';
import { at, f, row, type OpRow } from '../op-row.js';

const { random } = tl;

/** All of them. */
export const randomRows: readonly OpRow[] = [
  row('random.bits', '', [], () => random.bits([1031], { key: random.key(7, 3) })),
  row('random.uniform', '', [], () => random.uniform([33, 5], { key: random.key(7) })),
  row('random.normal', '', [], () => random.normal([513], { key: random.key(8) })),
  row('random.bernoulli', '', [], () => random.bernoulli([513], 0.3, { key: random.key(9) })),
  row('random.split', '', [], () => tl.stack(random.split(random.key(7), 5))),
  row('random.split', 'used', [], () =>
    tl.stack(random.split(random.key(7)).map((key) => random.uniform([33], { key }))),
  ),
  row('random.foldIn', '', [], () => random.foldIn(random.foldIn(random.key(7), 3), 2 ** 32 - 1)),
  row('random.foldIn', 'of a tensor, used', [{ ...at([], 5, 5) }], (k) =>
    random.bits([129], { key: random.foldIn(random.key(7), k) }),
  ),
  row('random.truncatedNormal', '', [], () =>
    random.truncatedNormal([513], { mean: 1, stddev: 3, key: random.key(10) }),
  ),
  row('random.exponential', '', [], () => random.exponential([513], { scale: 3, key: random.key(11) })),
  row('random.gumbel', '', [], () => random.gumbel([513], { key: random.key(12) })),
  row('random.randint', '', [], () => random.randint([513], -7, 93, { key: random.key(13) })),
  row('random.randint', 'of half the range of int32', [], () =>
    random.randint([99], -(2 ** 31), 0, { key: random.key(14) }),
  ),
  row('random.categorical', '', [f(33, 7)], (x) => random.categorical(x, { key: random.key(15) })),
  row('random.categorical', 'several draws, some classes never', [{ ...f(5, 4), values: [0, -Infinity, 1] }], (x) =>
    random.categorical(x, { axis: 0, shape: [9], key: random.key(16) }),
  ),
  row('random.permutation', '', [], () => random.permutation(257, { key: random.key(17) })),
  row('random.permutation', 'of nothing, of one', [], () => tl.concat([random.permutation(0), random.permutation(1)])),
  row('random.shuffle', '', [f(3, 65)], (x) => random.shuffle(x, { axis: 1, key: random.key(18) }), { gradient: 1 }),
];
