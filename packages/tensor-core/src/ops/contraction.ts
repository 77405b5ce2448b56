// Matrix products and 2-D convolution as functions.
import { ShapeError } from '../errors.js';
import type { Conv2dAttributes, PaddingPair } from '../op-table.js';
import { record } from '../record.js';
import { broadcastShapes, formatShape, sizeOf, type Shape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { reshape } from './movement.js';
import { broadcastTensor, expectTensor, floatOperand } from './operands.js';

export interface MatmulOptions {
  /** Read `a` as [..., k, m] (default false). */
  readonly transposeA?: boolean;
  /** Read `b` as [..., n, k] (default false). */
  readonly transposeB?: boolean;
}

/**
 * Matrix product over the last two axes; axes before them are batches and broadcast. A vector on the left is a row,
 * on the right a column, and its axis disappears from the result, as in NumPy.
 *
 * @param a [...batch, m, k]
 * @param b [...batch, k, n]
 * @returns [...batch, m, n], float32
 */
export function matmul(a: Tensor, b: Tensor, { transposeA = false, transposeB = false }: MatmulOptions = {}): Tensor {
  const left = floatOperand('matmul', expectTensor('matmul', a));
  const right = floatOperand('matmul', expectTensor('matmul', b));
  if (left.rank === 0 || right.rank === 0) {
    throw new ShapeError(
      `matmul: a scalar is no matrix; expected [..., m, k] and [..., k, n], got ${formatShape(left.shape)} and ${formatShape(right.shape)}; use mul`,
    );
  }
  if (left.rank === 1) return dropAxis(matmul(reshape(left, [1, left.shape[0] as number]), right, { transposeB }), -2);
  if (right.rank === 1)
    return dropAxis(matmul(left, reshape(right, [right.shape[0] as number, 1]), { transposeA }), -1);
  if (right.rank === 2 && left.rank > 2 && !transposeA) return foldBatch(left, right, transposeB);
  const batch = broadcastShapes('matmul', left.shape.slice(0, -2), right.shape.slice(0, -2));
  const spread = (value: Tensor): Tensor => broadcastTensor(value, [...batch, ...value.shape.slice(-2)]);
  return record('matmul', [spread(left), spread(right)], { transposeA, transposeB });
}

function dropAxis(value: Tensor, axis: -1 | -2): Tensor {
  return reshape(value, value.shape.toSpliced(axis, 1));
}

/** One matrix for all batches: the batches are rows of one product. */
function foldBatch(left: Tensor, right: Tensor, transposeB: boolean): Tensor {
  const rows = sizeOf(left.shape.slice(0, -1));
  const flat = record('matmul', [reshape(left, [rows, left.shape.at(-1) as number]), right], {
    transposeA: false,
    transposeB,
  });
  return reshape(flat, [...left.shape.slice(0, -1), flat.shape[1] as number]);
}

/** `'valid'`: none; `'same'`: as many places as ceil(extent / stride), the odd row at the end; or rows before and after on both axes. */
export type Padding2d = 'valid' | 'same' | readonly [PaddingPair, PaddingPair];

export interface Conv2dOptions {
  /** Step of the kernel, for both axes or [height, width] (default 1). */
  readonly strides?: number | readonly [number, number];
  /** Default 'valid'. */
  readonly padding?: Padding2d;
  /** Distance of a kernel's taps (default 1). */
  readonly dilation?: number | readonly [number, number];
  /** The channels fall into this many groups that do not see each other (default 1). */
  readonly groups?: number;
}

/** Both axes of an option. @throws ShapeError unless whole numbers >= 1 */
export function pairOf(op: string, name: string, value: number | readonly [number, number]): readonly [number, number] {
  const pair = typeof value === 'number' ? ([value, value] as const) : value;
  if (pair.length !== 2 || !pair.every((step) => Number.isInteger(step) && step >= 1)) {
    throw new ShapeError(
      `${op}: bad ${name}; expected a whole number >= 1, or one for height and one for width, got ${String(value)}; change it`,
    );
  }
  return pair;
}

/** Rows of padding on both axes of `[batch, height, width, channels]` for windows of `size` (with dilation counted in). */
export function paddingPairs(
  op: string,
  padding: Padding2d,
  input: Shape,
  size: readonly [number, number],
  strides: readonly [number, number],
): readonly [PaddingPair, PaddingPair] {
  if (padding === 'valid')
    return [
      [0, 0],
      [0, 0],
    ];
  if (padding === 'same') {
    const along = (axis: 0 | 1): PaddingPair => {
      const extent = input[axis + 1] as number;
      const total = Math.max(0, (Math.ceil(extent / strides[axis]) - 1) * strides[axis] + size[axis] - extent);
      return [Math.floor(total / 2), total - Math.floor(total / 2)];
    };
    return [along(0), along(1)];
  }
  const rows = Array.isArray(padding) ? padding.flat() : [];
  if (rows.length !== 4 || !rows.every((count) => Number.isInteger(count) && count >= 0)) {
    throw new ShapeError(
      `${op}: bad padding; expected 'valid', 'same' or [[top, bottom], [left, right]], got ${JSON.stringify(padding)}; change it`,
    );
  }
  return padding;
}

/**
 * 2-D convolution (cross-correlation, as everywhere in deep learning):
 * out[b, y, x, f] = Σ_{i, j, c} input[b, y·stride + i·dilation - top, x·stride + j·dilation - left, c] · kernel[i, j, c, f].
 *
 * @param input [batch, height, width, channels], float32
 * @param kernel [kernelHeight, kernelWidth, channels / groups, filters], float32
 * @returns [batch, outHeight, outWidth, filters]
 */
export function conv2d(input: Tensor, kernel: Tensor, options: Conv2dOptions = {}): Tensor {
  const value = floatOperand('conv2d', expectTensor('conv2d', input));
  const weights = floatOperand('conv2d', expectTensor('conv2d', kernel));
  const strides = pairOf('conv2d', 'strides', options.strides ?? 1);
  const dilation = pairOf('conv2d', 'dilation', options.dilation ?? 1);
  const [groups] = pairOf('conv2d', 'groups', options.groups ?? 1);
  const reach = (axis: 0 | 1): number => ((weights.shape[axis] ?? 1) - 1) * dilation[axis] + 1;
  const padding = paddingPairs('conv2d', options.padding ?? 'valid', value.shape, [reach(0), reach(1)], strides);
  const attributes: Conv2dAttributes = { strides, padding, dilation, groups };
  return record('conv2d', [value, weights], attributes);
}
