// Contraction over any axes, by transposes that matrix products read for nothing.
import { ShapeError } from '../errors.js';
import { formatShape, normalizeAxis, sizeOf, type Shape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { matmul } from './contraction.js';
import { mul } from './elementwise.js';
import { reshape, transpose } from './movement.js';
import { expectTensor, floatOperand } from './operands.js';
import { sum } from './reduction.js';

/** Axes of the left operand and the axes of the right one that they meet, one by one. */
export type AxisPairs = readonly [left: readonly number[], right: readonly number[]];

export interface DotGeneralAxes {
  /** Summed over (default none). */
  readonly contracting?: AxisPairs;
  /** Kept, the same on both sides (default none). */
  readonly batch?: AxisPairs;
}

/** One operand with its axes by what becomes of them. */
interface Side {
  readonly value: Tensor;
  readonly batch: readonly number[];
  readonly free: readonly number[];
  readonly contracting: readonly number[];
}

function sideOf(op: string, value: Tensor, contracting: readonly number[], batch: readonly number[]): Side {
  const normal = (axes: readonly number[]): number[] => axes.map((axis) => normalizeAxis(op, axis, value.rank));
  const used = [...normal(batch), ...normal(contracting)];
  if (new Set(used).size !== used.length) {
    throw new ShapeError(
      `${op}: an axis is named twice; expected distinct axes, got contracting [${contracting.join(', ')}] and batch [${batch.join(', ')}] ` +
        `of ${formatShape(value.shape)}; drop the repeat`,
    );
  }
  const free = value.shape.flatMap((_, axis) => (used.includes(axis) ? [] : [axis]));
  return { value, batch: normal(batch), free, contracting: normal(contracting) };
}

const extentsOf = ({ value }: Side, axes: readonly number[]): number[] =>
  axes.map((axis) => value.shape[axis] as number);

/** @throws ShapeError unless the axes meet in pairs of one extent */
function checkPairs(op: string, left: Side, right: Side): void {
  for (const kind of ['contracting', 'batch'] as const) {
    const [a, b] = [extentsOf(left, left[kind]), extentsOf(right, right[kind])];
    if (a.length !== b.length || a.some((extent, index) => extent !== b[index])) {
      throw new ShapeError(
        `${op}: ${kind} axes do not meet; expected pairs of one extent, got ${formatShape(a)} of ${formatShape(left.value.shape)} and ` +
          `${formatShape(b)} of ${formatShape(right.value.shape)}; check the axes`,
      );
    }
  }
}

const isSorted = (order: readonly number[]): boolean => order.every((axis, position) => axis === position);

/** The operand as [...batch, rows, columns], and whether that is the transposed matrix: as it lies, where it can be. */
function asMatrix(side: Side, last: 'free' | 'contracting'): { readonly matrix: Tensor; readonly swapped: boolean } {
  const { value, batch, free, contracting } = side;
  const plain = last === 'contracting' ? [...free, ...contracting] : [...contracting, ...free];
  const turned = last === 'contracting' ? [...contracting, ...free] : [...free, ...contracting];
  const swapped = !isSorted([...batch, ...plain]) && isSorted([...batch, ...turned]);
  const [rows, columns] = (last === 'contracting') === swapped ? [contracting, free] : [free, contracting];
  const moved = transpose(value, [...batch, ...(swapped ? turned : plain)]);
  const size = (axes: readonly number[]): number => sizeOf(extentsOf(side, axes));
  return { matrix: reshape(moved, [...extentsOf(side, batch), size(rows), size(columns)]), swapped };
}

/** The pairs in the order of the left axes or of the right ones: the first that leaves an operand as it lies. */
function inBestOrder(left: Side, right: Side): readonly [Side, Side] {
  const orders = [left, right].map(({ contracting }) =>
    contracting.map((_, index) => index).sort((i, j) => (contracting[i] as number) - (contracting[j] as number)),
  );
  const arranged = (side: Side, order: readonly number[]): Side => ({
    ...side,
    contracting: order.map((index) => side.contracting[index] as number),
  });
  const lies = ({ batch, free, contracting }: Side): boolean =>
    isSorted([...batch, ...free, ...contracting]) || isSorted([...batch, ...contracting, ...free]);
  const count = (order: readonly number[]): number =>
    [left, right].filter((side) => lies(arranged(side, order))).length;
  const [byLeft, byRight] = orders as [number[], number[]];
  const best = count(byRight) > count(byLeft) ? byRight : byLeft;
  return [arranged(left, best), arranged(right, best)];
}

/** Both as [...batch, ...left free, ...right free] with 1 where the other's axes are, multiplied element by element. */
function outerProduct(left: Side, right: Side): Tensor {
  const ones = (axes: readonly number[]): number[] => axes.map(() => 1);
  const moved = ({ value, batch, free }: Side): Tensor => transpose(value, [...batch, ...free]);
  const batch = extentsOf(left, left.batch);
  return mul(
    reshape(moved(left), [...batch, ...extentsOf(left, left.free), ...ones(right.free)]),
    reshape(moved(right), [...batch, ...ones(left.free), ...extentsOf(right, right.free)]),
  );
}

/** Σ a b for each batch. */
function innerProduct(left: Side, right: Side): Tensor {
  const moved = ({ value, batch, contracting }: Side): Tensor => transpose(value, [...batch, ...contracting]);
  return sum(
    mul(moved(left), moved(right)),
    left.contracting.map((_, index) => left.batch.length + index),
  );
}

/** Contracts operands of an op by that name. */
export function contract(op: string, a: Tensor, b: Tensor, axes: DotGeneralAxes): Tensor {
  const { contracting = [[], []], batch = [[], []] } = axes;
  const given = [
    sideOf(op, floatOperand(op, expectTensor(op, a)), contracting[0], batch[0]),
    sideOf(op, floatOperand(op, expectTensor(op, b)), contracting[1], batch[1]),
  ] as const;
  checkPairs(op, ...given);
  const [left, right] = inBestOrder(...given);
  if (left.contracting.length === 0) return outerProduct(left, right);
  if (left.free.length === 0 && right.free.length === 0) return innerProduct(left, right);
  const [rows, columns] = [asMatrix(left, 'contracting'), asMatrix(right, 'free')];
  const product = matmul(rows.matrix, columns.matrix, { transposeA: rows.swapped, transposeB: columns.swapped });
  const shape: Shape = [...extentsOf(left, left.batch), ...extentsOf(left, left.free), ...extentsOf(right, right.free)];
  return reshape(product, shape);
}

/**
 * Product of two tensors, summed over pairs of axes and taken apart for pairs of batch axes (XLA's dot_general).
 * One matrix product; operands are transposed only where flags of the product cannot say it.
 *
 * @param a any shape; integers are computed as float32
 * @param b any shape
 * @param axes pairs to sum over, pairs to keep
 * @returns [...batch, ...free axes of a, ...free axes of b], float32
 * @throws ShapeError if paired axes differ in extent or an axis is named twice
 */
export function dotGeneral(a: Tensor, b: Tensor, axes: DotGeneralAxes = {}): Tensor {
  return contract('dotGeneral', a, b, axes);
}
