// Batching rules of the reductions: their axes stand one further behind.
import { record, type PrimitiveAttributes, type PrimitiveOp } from '@tensorloom/tensor-core';
import type { BatchingRule, BatchingRules } from './batching-rule.js';
import { spread } from './operand.js';

type OverAxes = 'sum' | 'prod' | 'max' | 'min';
type AlongAxis = 'argmax' | 'argmin';

function overAxes<Op extends OverAxes>(op: Op): BatchingRule<Op> {
  return ({ operands: [a], attributes: { axes }, rows }) =>
    record(op, [spread(a, rows)], { axes: axes.map((axis) => axis + 1) } as PrimitiveAttributes[Op]);
}

/** Ops of one operand that know one axis. */
export function alongAxis<Op extends PrimitiveOp>(op: Op & AlongAxis): BatchingRule<Op & AlongAxis> {
  return ({ operands: [a], attributes, rows }) =>
    record(op, [spread(a, rows)], { ...attributes, axis: attributes.axis + 1 });
}

export const reductionBatching: Pick<BatchingRules, OverAxes | AlongAxis> = {
  sum: overAxes('sum'),
  prod: overAxes('prod'),
  max: overAxes('max'),
  min: overAxes('min'),
  argmax: alongAxis('argmax'),
  argmin: alongAxis('argmin'),
};
