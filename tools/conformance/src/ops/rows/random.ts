// Rows of the random numbers: the same bits on every device.
import { random } from '@tensorloom/tensor-core';
import { row, type OpRow } from '../op-row.js';

/** All of them. */
export const randomRows: readonly OpRow[] = [
  row('random.bits', '', [], () => random.bits([1031], { key: random.key(7, 3) })),
  row('random.uniform', '', [], () => random.uniform([33, 5], { key: random.key(7) })),
  row('random.normal', '', [], () => random.normal([513], { key: random.key(8) }), { tolerance: 5e-4 }),
  row('random.bernoulli', '', [], () => random.bernoulli([513], 0.3, { key: random.key(9) })),
];
