// Batching rules of ops that make tensors from nothing or from a key.
import { concat, expandDims, record, slice } from '@tensorloom/tensor-core';
import { notBatchable, type BatchingRules } from './batching-rule.js';
import { spread } from './operand.js';

const noOperand = notBatchable('it has no operand, so that nothing of it is ever mapped');

export const creationBatching: Pick<BatchingRules, 'constant' | 'iota' | 'randomBits'> = {
  constant: noOperand,
  iota: noOperand,
  // A key gives its own bits: one node for each row.
  randomBits: ({ operands: [key], attributes: { shape }, rows }) => {
    const keys = spread(key, rows);
    const bits = Array.from({ length: rows }, (_, row) => record('randomBits', [slice(keys, row)], { shape }));
    return concat(
      bits.map((each) => expandDims(each, 0)),
      0,
    );
  },
};
