// Activations that make one output of several inputs: for the layer Activation and direct use, since they change the shape.
import {
  checkCount,
  checkOptions,
  formatShape,
  max,
  mul,
  normalizeAxis,
  reshape,
  ShapeError,
  sigmoid,
  split,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { AxisOptions } from './softmax.js';

/** @throws ShapeError unless the axis can be cut into so many parts */
function dividedAxis(where: string, x: Tensor, axis: number, parts: number): number {
  const at = normalizeAxis(where, axis, x.rank);
  if ((x.shape[at] as number) % parts === 0) return at;
  throw new ShapeError(
    `${where}: axis ${axis} does not divide; expected a multiple of ${parts}, got ${formatShape(x.shape)}; change the layer before`,
  );
}

/**
 * The first half of `axis` times the sigmoid of the second: a · sigmoid(b). Gradient: sigmoid(b), a s (1 - s).
 * Dauphin et al. 2017.
 *
 * @param x [..., 2 · features], float32
 * @returns [..., features]
 */
export function glu(x: Tensor, options: AxisOptions = {}): Tensor {
  checkOptions('activations.glu', options, ['axis']);
  const axis = dividedAxis('activations.glu', x, options.axis ?? -1, 2);
  const [value, gate] = split(x, 2, axis) as [Tensor, Tensor];
  return mul(value, sigmoid(gate));
}

/** Options of maxout. */
export interface MaxoutOptions extends AxisOptions {
  /** Number of neighbours of which the largest counts (default 2). */
  readonly pieces?: number;
}

/**
 * The largest of each `pieces` neighbours along `axis`. Gradient: to the largest, shared equally among several.
 * Goodfellow et al. 2013.
 *
 * @param x [..., features · pieces]
 * @returns [..., features]
 */
export function maxout(x: Tensor, options: MaxoutOptions = {}): Tensor {
  checkOptions('activations.maxout', options, ['axis', 'pieces']);
  const pieces = checkCount('activations.maxout', 'pieces', options.pieces ?? 2);
  const axis = dividedAxis('activations.maxout', x, options.axis ?? -1, pieces);
  const features = (x.shape[axis] as number) / pieces;
  const cut = [...x.shape.slice(0, axis), features, pieces, ...x.shape.slice(axis + 1)];
  return max(reshape(x, cut), axis + 1);
}
