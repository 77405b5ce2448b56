// Shape rules of ops that move elements and change none.
import { DTypeError, ShapeError } from '../errors.js';
import type { Rule, TensorSpec, RuleTable } from '../op-table.js';
import {
  broadcastShapes,
  checkShape,
  formatShape,
  normalizeAxes,
  normalizeAxis,
  sameShape,
  sizeOf,
  type Shape,
} from '../shape.js';

const reshape: Rule<'reshape'> = ([input], { shape }) => {
  const spec = input as TensorSpec;
  checkShape('reshape', shape);
  if (sizeOf(shape) !== sizeOf(spec.shape)) {
    throw new ShapeError(
      `reshape: sizes differ; expected ${sizeOf(spec.shape)} elements as in ${formatShape(spec.shape)}, ` +
        `got ${sizeOf(shape)} in ${formatShape(shape)}; check the new shape`,
    );
  }
  return { shape, dtype: spec.dtype };
};

const transpose: Rule<'transpose'> = ([input], { permutation }) => {
  const { shape, dtype } = input as TensorSpec;
  const axes = new Set(permutation.map((axis) => normalizeAxis('transpose', axis, shape.length)));
  if (axes.size !== shape.length || permutation.length !== shape.length) {
    throw new ShapeError(
      `transpose: not a permutation; expected each axis of ${formatShape(shape)} once, got [${permutation.join(', ')}]; name all axes`,
    );
  }
  return { shape: permutation.map((axis) => shape[axis] as number), dtype };
};

const broadcast: Rule<'broadcast'> = ([input], { shape }) => {
  const spec = input as TensorSpec;
  checkShape('broadcast', shape);
  if (!sameShape(broadcastShapes('broadcast', spec.shape, shape), shape)) {
    throw new ShapeError(
      `broadcast: shape does not fit; expected a shape that ${formatShape(spec.shape)} broadcasts to, ` +
        `got ${formatShape(shape)}; only axes of size 1 repeat`,
    );
  }
  return { shape, dtype: spec.dtype };
};

const slice: Rule<'slice'> = ([input], { starts, sizes, steps }) => {
  const { shape, dtype } = input as TensorSpec;
  checkShape('slice', sizes);
  const fits = shape.every((extent, axis) => {
    const [start, size, step] = [starts[axis], sizes[axis], steps[axis]] as [number, number, number];
    if (!Number.isInteger(start) || start < 0 || !Number.isInteger(step) || step < 1) return false;
    return size === 0 || start + (size - 1) * step < extent;
  });
  if (!fits || starts.length !== shape.length || sizes.length !== shape.length || steps.length !== shape.length) {
    throw new ShapeError(
      `slice: outside of the tensor; expected a start, size and step inside ${formatShape(shape)} for each axis, ` +
        `got starts [${starts.join(', ')}], sizes [${sizes.join(', ')}], steps [${steps.join(', ')}]; check the range`,
    );
  }
  return { shape: sizes, dtype };
};

const flip: Rule<'flip'> = ([input], { axes }) => {
  const { shape, dtype } = input as TensorSpec;
  normalizeAxes('flip', axes, shape.length);
  return { shape, dtype };
};

const pad: Rule<'pad'> = ([input], { low, high }) => {
  const { shape, dtype } = input as TensorSpec;
  const isCount = (count: number): boolean => Number.isInteger(count) && count >= 0;
  if (low.length !== shape.length || high.length !== shape.length || ![...low, ...high].every(isCount)) {
    throw new ShapeError(
      `pad: bad padding; expected [before, after] whole numbers >= 0 for each axis of ${formatShape(shape)}, ` +
        `got before [${low.join(', ')}], after [${high.join(', ')}]; slice to make a tensor smaller`,
    );
  }
  return { shape: shape.map((extent, axis) => extent + (low[axis] as number) + (high[axis] as number)), dtype };
};

function differsOnlyAt(axis: number, a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, index) => index === axis || extent === b[index]);
}

const concat: Rule<'concat'> = (inputs, { axis }) => {
  const first = inputs[0];
  if (!first)
    throw new ShapeError('concat: no operands; expected at least one tensor, got none; pass a list of tensors');
  const at = normalizeAxis('concat', axis, first.shape.length);
  for (const { shape, dtype } of inputs) {
    if (!differsOnlyAt(at, first.shape, shape)) {
      throw new ShapeError(
        `concat: shapes do not line up; expected ${formatShape(first.shape)} but for axis ${at}, got ${formatShape(shape)}; reshape it`,
      );
    }
    if (dtype !== first.dtype) {
      throw new DTypeError(`concat: operands differ in dtype; expected ${first.dtype}, got ${dtype}; cast() it`);
    }
  }
  const extent = inputs.reduce((sum, { shape }) => sum + (shape[at] as number), 0);
  return { shape: first.shape.map((size, index) => (index === at ? extent : size)), dtype: first.dtype };
};

const barrier: Rule<'barrier'> = ([value]) => value as TensorSpec;

type Movement = 'reshape' | 'transpose' | 'broadcast' | 'slice' | 'flip' | 'pad' | 'concat' | 'barrier';

export const movementRules: Pick<RuleTable, Movement> = {
  reshape,
  transpose,
  broadcast,
  slice,
  flip,
  pad,
  concat,
  barrier,
};
