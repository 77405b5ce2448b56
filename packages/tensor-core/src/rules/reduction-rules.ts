// Shape and dtype rules of reductions.
import { DTypeError, ShapeError } from '../errors.js';
import type { ReduceOp, Rule, TensorSpec, RuleTable } from '../op-table.js';
import { formatShape, normalizeAxes, normalizeAxis, type Shape } from '../shape.js';

function without(shape: Shape, axes: readonly number[]): Shape {
  return shape.filter((_, axis) => !axes.includes(axis));
}

function expectNumeric(op: string, spec: TensorSpec): void {
  if (spec.dtype === 'bool') {
    throw new DTypeError(`${op}: dtype not supported; expected float32, int32 or uint32, got bool; cast() it to int32`);
  }
}

function expectElements(op: string, shape: Shape, axes: readonly number[]): void {
  if (axes.some((axis) => shape[axis] === 0)) {
    throw new ShapeError(
      `${op}: nothing to reduce; expected at least one element along axes [${axes.join(', ')}], got ${formatShape(shape)}; ` +
        'check that the tensor is not empty',
    );
  }
}

function reduce(op: ReduceOp): Rule<ReduceOp> {
  return ([input], { axes }) => {
    const { shape, dtype } = input as TensorSpec;
    expectNumeric(op, input as TensorSpec);
    const normal = normalizeAxes(op, axes, shape.length);
    if (op !== 'sum' && op !== 'prod') expectElements(op, shape, normal);
    return { shape: without(shape, normal), dtype };
  };
}

function argReduce(op: 'argmax' | 'argmin'): Rule<'argmax' | 'argmin'> {
  return ([input], { axis }) => {
    const { shape } = input as TensorSpec;
    expectNumeric(op, input as TensorSpec);
    const normal = normalizeAxis(op, axis, shape.length);
    expectElements(op, shape, [normal]);
    return { shape: without(shape, [normal]), dtype: 'int32' };
  };
}

export const reductionRules: Pick<RuleTable, ReduceOp | 'argmax' | 'argmin'> = {
  sum: reduce('sum'),
  prod: reduce('prod'),
  max: reduce('max'),
  min: reduce('min'),
  argmax: argReduce('argmax'),
  argmin: argReduce('argmin'),
};
