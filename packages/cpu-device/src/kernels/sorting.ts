// Kernels of argSort and searchSorted: along the last axis, NaN as the largest number.
import { sizeOf, type TypedArray } from '@tensorloom/tensor-core';
import { elementsOf, type Placed } from '../plan/plan-builder.js';
import type { Kernel } from './kernel.js';

/** Negative if a comes before b in ascending order. */
function ascending(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(a !== a) - Number(b !== b);
}

export const argSort: Kernel<'argSort'> = ({ attributes: { descending }, dtype, shape }, operands, builder) => {
  const input = builder.contiguous(operands[0] as Placed);
  const output = builder.allocate(dtype, shape);
  const extent = shape.at(-1) as number;
  const sign = descending ? -1 : 1;
  return builder.step('argSort', [input], output, (memory) => {
    const x = elementsOf(input, memory);
    const out = memory[output.buffer] as TypedArray;
    for (let row = 0; row < out.length; row += extent) {
      const order = out.subarray(row, row + extent) as Int32Array;
      for (let k = 0; k < extent; k++) order[k] = k;
      order.sort((a, b) => sign * ascending(x[row + a] as number, x[row + b] as number) || a - b);
    }
  });
};

/** Number of elements of x[start ... start + n) that come before the query. */
function countBefore(
  x: TypedArray,
  start: number,
  n: number,
  query: number,
  isBefore: (order: number) => boolean,
): number {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(ascending(x[start + middle] as number, query))) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const searchSorted: Kernel<'searchSorted'> = ({ attributes: { side }, dtype, shape }, operands, builder) => {
  const [sorted, queries] = operands.map((operand) => builder.contiguous(operand)) as [Placed, Placed];
  const output = builder.allocate(dtype, shape);
  const [n, m] = [sorted.view.shape.at(-1) as number, shape.at(-1) as number];
  const size = sizeOf(shape);
  const isBefore = side === 'left' ? (order: number) => order < 0 : (order: number) => order <= 0;
  return builder.step('searchSorted', [sorted, queries], output, (memory) => {
    const [x, at] = [elementsOf(sorted, memory), elementsOf(queries, memory)];
    const out = memory[output.buffer] as TypedArray;
    for (let i = 0; i < size; i++) {
      out[i] = countBefore(x, Math.floor(i / m) * n, n, at[i] as number, isBefore);
    }
  });
};
