// Shape rules of gather and scatter.
import { DTypeError, ShapeError } from '../errors.js';
import type { Rule, TensorSpec, RuleTable } from '../op-table.js';
import { formatShape, normalizeAxis, sameShape } from '../shape.js';

function expectIndices(op: string, { dtype }: TensorSpec): void {
  if (dtype !== 'int32') throw new DTypeError(`${op}: bad indices; expected int32, got ${dtype}; cast() them to int32`);
}

const gather: Rule<'gather'> = (inputs, { axis }) => {
  const [data, indices] = inputs as [TensorSpec, TensorSpec];
  expectIndices('gather', indices);
  const at = normalizeAxis('gather', axis, data.shape.length);
  if (data.shape[at] === 0) {
    throw new ShapeError(
      `gather: nothing to take; expected elements along axis ${at}, got ${formatShape(data.shape)}; check the data`,
    );
  }
  return { shape: [...data.shape.slice(0, at), ...indices.shape, ...data.shape.slice(at + 1)], dtype: data.dtype };
};

type ScatterOp = 'scatterAdd' | 'scatterMax';

function scatter(op: ScatterOp): Rule<ScatterOp> {
  return (inputs, { axis, size }) => {
    const [indices, updates] = inputs as [TensorSpec, TensorSpec];
    expectIndices(op, indices);
    const rank = indices.shape.length;
    if (updates.dtype === 'bool')
      throw new DTypeError(`${op}: cannot combine bool; expected numbers, got bool; cast() to int32`);
    if (!sameShape(updates.shape.slice(axis, axis + rank), indices.shape)) {
      throw new ShapeError(
        `${op}: updates do not fit; expected ${formatShape(indices.shape)} at axis ${axis}, got ${formatShape(updates.shape)}; ` +
          'shape them as gather shapes its result',
      );
    }
    const shape = [...updates.shape.slice(0, axis), size, ...updates.shape.slice(axis + rank)];
    return { shape, dtype: updates.dtype };
  };
}

export const indexingRules: Pick<RuleTable, 'gather' | ScatterOp> = {
  gather,
  scatterAdd: scatter('scatterAdd'),
  scatterMax: scatter('scatterMax'),
};
