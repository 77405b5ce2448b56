// What normalizations share: mean and spread taken out, scale and offset put in, and their checks. All of it in float32.
import { ConfigError, ShapeError } from '../../errors.js';
import { recordComposite } from '../../record.js';
import { formatShape, sameShape, sizeOf, type Shape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { add, mul, rsqrt, square, sub } from '../elementwise.js';
import { reshape } from '../movement.js';
import { castTo, constant, expectTensor, floatOperand } from '../operands.js';
import { mean } from '../reduction.js';

/** A scale or an offset: none if undefined or null. */
export type Affine = Tensor | null | undefined;

/** @throws ConfigError unless a finite number >= 0 */
export function checkEpsilon(op: string, epsilon: number): number {
  if (Number.isFinite(epsilon) && epsilon >= 0) return epsilon;
  throw new ConfigError(`${op}: bad epsilon; expected a finite number >= 0, got ${String(epsilon)}; change it`);
}

/** @throws ShapeError where an axis to average over has no elements */
export function expectElements(op: string, shape: Shape, axes: readonly number[]): void {
  if (axes.length > 0 && sizeOf(axes.map((axis) => shape[axis] as number)) > 0) return;
  throw new ShapeError(
    `${op}: nothing to average; expected axes with elements, got axes [${axes.join(', ')}] of ${formatShape(shape)}; ` +
      'check shape and axes',
  );
}

/** Mean of squared distances from the mean over axes, kept as axes of 1, without Bessel's correction: two passes, so that it is right far from 0. */
export function spread(x: Tensor, axes: readonly number[]): Tensor {
  const body = mean(square(sub(x, mean(x, axes, { keepDims: true }))), axes, { keepDims: true });
  return recordComposite('spread', [x], { axes }, body);
}

/** 1 / √(variance + epsilon) over axes, kept as axes of 1. */
export function inverseDeviation(x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  return rsqrt(add(spread(x, axes), constant(epsilon)));
}

/** (x - mean) / √(variance + epsilon) over axes. Gradient: (g - mean of g - y · mean of g y) / √(variance + epsilon). */
export function standardized(x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  const centred = sub(x, mean(x, axes, { keepDims: true }));
  return recordComposite('standardized', [x], { axes, epsilon }, mul(centred, inverseDeviation(x, axes, epsilon)));
}

/** A parameter of the extents of `axes`, laid along them beside a tensor of `shape`. @throws ShapeError if it has others */
export function laidAlong(op: string, name: string, parameter: Tensor, shape: Shape, axes: readonly number[]): Tensor {
  const value = castTo(floatOperand(op, expectTensor(op, parameter)), 'float32');
  const expected = axes.map((axis) => shape[axis] as number);
  if (!sameShape(value.shape, expected)) {
    throw new ShapeError(
      `${op}: ${name} does not fit; expected ${formatShape(expected)}, got ${formatShape(value.shape)} for input ` +
        `${formatShape(shape)}; reshape it`,
    );
  }
  return reshape(
    value,
    shape.map((extent, axis) => (axes.includes(axis) ? extent : 1)),
  );
}

/** x · scale + offset, both laid along `axes`; each may be missing. */
export function affine(op: string, x: Tensor, scale: Affine, offset: Affine, axes: readonly number[]): Tensor {
  const scaled = scale ? mul(x, laidAlong(op, 'scale', scale, x.shape, axes)) : x;
  return offset ? add(scaled, laidAlong(op, 'offset', offset, x.shape, axes)) : scaled;
}

/** The operands that a composite names: those that are there. */
export function present(...operands: readonly Affine[]): readonly Tensor[] {
  return operands.filter((operand): operand is Tensor => operand !== undefined && operand !== null);
}
