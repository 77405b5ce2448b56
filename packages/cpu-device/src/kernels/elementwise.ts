// Kernels of the elementwise ops: a nest of loops around a row kernel. Views and broadcasts are strides.
import { isInteger, type BinaryOp, type None, type TypedArray, type UnaryOp } from '@tensorloom/tensor-core';
import type { Memory, Placed } from '../plan/plan-builder.js';
import { binaryRows, integerBinaryRows } from '../rows/binary-rows.js';
import { castRow, whereRow } from '../rows/cast-rows.js';
import type { BinaryRow, UnaryRow } from '../rows/row.js';
import { integerUnaryRows, unaryRows } from '../rows/unary-rows.js';
import { planLoops, RowWalk } from '../view/loops.js';
import type { Kernel, KernelOf } from './kernel.js';

function mapRows(row: UnaryRow, a: Placed, output: Placed): (memory: Memory) => void {
  const loops = planLoops(a.view.shape, [a.view]);
  const { length, rows } = loops;
  const [da] = loops.steps as [number];
  const walk = new RowWalk(loops);
  return (memory) => {
    const [x, out] = [memory[a.buffer], memory[output.buffer]] as [TypedArray, TypedArray];
    walk.start();
    for (let r = 0, o = 0; r < rows; r++, o += length, walk.next()) row(x, walk.at[0] as number, da, out, o, length);
  };
}

function zipRows(row: BinaryRow, a: Placed, b: Placed, output: Placed): (memory: Memory) => void {
  const loops = planLoops(a.view.shape, [a.view, b.view]);
  const { length, rows } = loops;
  const [da, db] = loops.steps as [number, number];
  const walk = new RowWalk(loops);
  return (memory) => {
    const [x, y, out] = [a, b, output].map(({ buffer }) => memory[buffer]) as [TypedArray, TypedArray, TypedArray];
    walk.start();
    for (let r = 0, o = 0; r < rows; r++, o += length, walk.next()) {
      row(x, walk.at[0] as number, da, y, walk.at[1] as number, db, out, o, length);
    }
  };
}

/** The kernel of an op of one operand. */
export function unary(op: UnaryOp): KernelOf<None> {
  return ({ dtype, shape }, operands, builder) => {
    const a = operands[0] as Placed;
    const integerRow = isInteger(a.dtype) ? integerUnaryRows[op] : undefined;
    const output = builder.allocate(dtype, shape);
    return builder.step(op, [a], output, mapRows(integerRow ?? unaryRows[op], a, output));
  };
}

/** The kernel of an op of two operands. */
export function binary(op: BinaryOp): KernelOf<None> {
  return ({ dtype, shape }, operands, builder) => {
    const [a, b] = operands as [Placed, Placed];
    const integerRow = isInteger(a.dtype) ? integerBinaryRows[op] : undefined;
    const output = builder.allocate(dtype, shape);
    return builder.step(op, [a, b], output, zipRows(integerRow ?? binaryRows[op], a, b, output));
  };
}

export const cast: Kernel<'cast'> = ({ dtype, shape }, operands, builder) => {
  const a = operands[0] as Placed;
  const output = builder.allocate(dtype, shape);
  return builder.step('cast', [a], output, mapRows(castRow(a.dtype, dtype, builder.precision), a, output));
};

export const where: Kernel<'where'> = ({ dtype, shape }, operands, builder) => {
  const [condition, a, b] = operands as [Placed, Placed, Placed];
  const output = builder.allocate(dtype, shape);
  const loops = planLoops(shape, [condition.view, a.view, b.view]);
  const { length, rows } = loops;
  const [dc, da, db] = loops.steps as [number, number, number];
  const walk = new RowWalk(loops);
  return builder.step('where', operands, output, (memory) => {
    const [test, x, y] = operands.map(({ buffer }) => memory[buffer]) as [TypedArray, TypedArray, TypedArray];
    const out = memory[output.buffer] as TypedArray;
    const { at } = walk;
    walk.start();
    for (let r = 0, o = 0; r < rows; r++, o += length, walk.next()) {
      whereRow(test, at[0] as number, dc, x, at[1] as number, da, y, at[2] as number, db, out, o, length);
    }
  });
};
