// Batching rules of running reductions, sorting and searching: rows are one more batch axis in front.
import { record, type CumulativeOp, type PrimitiveAttributes } from '@tensorloom/tensor-core';
import type { BatchingRule, BatchingRules } from './batching-rule.js';
import { spread } from './operand.js';

function cumulative<Op extends CumulativeOp>(op: Op): BatchingRule<Op> {
  return ({ operands: [a], attributes: { axis }, rows }) =>
    record(op, [spread(a, rows)], { axis: axis + 1 } as PrimitiveAttributes[Op]);
}

export const sequenceBatching: Pick<BatchingRules, CumulativeOp | 'argSort' | 'searchSorted'> = {
  cumulativeSum: cumulative('cumulativeSum'),
  cumulativeProd: cumulative('cumulativeProd'),
  cumulativeMax: cumulative('cumulativeMax'),
  cumulativeMin: cumulative('cumulativeMin'),
  argSort: ({ operands: [a], attributes, rows }) => record('argSort', [spread(a, rows)], attributes),
  searchSorted: ({ operands: [sorted, queries], attributes, rows }) =>
    record('searchSorted', [spread(sorted, rows), spread(queries, rows)], attributes),
};
