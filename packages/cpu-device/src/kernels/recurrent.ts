// Kernels of LSTM and GRU over whole sequences, forward and back: step after step, row after row, in doubles.
// Slots of time are explained beside the ops in tensor-core's op table.
import type { RecurrentAttributes, TypedArray } from '@tensorloom/tensor-core';
import { elementsOf } from '../plan/plan-builder.js';
import type { KernelOf } from './kernel.js';

/** The arrays of one run: operands in order, then the result. */
type Arrays = readonly TypedArray[];

/** Work on one batch row of one step: rows of the arrays in slot `past`, in slot `next`, and in step `t`. */
interface RowOfStep {
  readonly past: number;
  readonly next: number;
  readonly t: number;
}

/** A kernel before it knows its sizes. */
interface Recurrence {
  /** Fills the slot of the first state, at a row; on the way back, from the slot at `last`. */
  readonly start: (arrays: Arrays, units: number, at: { row: number; initial: number; last: number }) => void;
  readonly step: (arrays: Arrays, units: number, at: RowOfStep & { readonly initial: number }) => void;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** sums[j] = Σ_k values[at + k] · matrix[k][j] over `rows` rows of `sums.length` columns, the first at `first`. */
function multiply(
  sums: Float64Array,
  [values, at]: readonly [TypedArray, number],
  [matrix, first, rows]: readonly [TypedArray, number, number],
): void {
  for (let k = 0, m = first; k < rows; k++) {
    const value = values[at + k] as number;
    for (let j = 0; j < sums.length; j++) sums[j] = (sums[j] as number) + value * (matrix[m++] as number);
  }
}

const lstm: Recurrence = {
  start: ([, , hidden, cell, y], units, { row, initial }) => {
    const at = initial * 6 * units;
    y!.fill(0, at, at + 4 * units);
    y!.set(cell!.subarray(row * units, (row + 1) * units), at + 4 * units);
    y!.set(hidden!.subarray(row * units, (row + 1) * units), at + 5 * units);
  },
  step: ([x, kernel, , , y], units, { past, next, t }) => {
    const z = Float64Array.from(x!.subarray(t * 4 * units, (t + 1) * 4 * units));
    multiply(z, [y!, (past * 6 + 5) * units], [kernel!, 0, units]);
    for (let u = 0; u < units; u++) {
      const gate = (index: number): number => z[index * units + u] as number;
      const [i, f, g, o] = [sigmoid(gate(0)), sigmoid(gate(1)), Math.tanh(gate(2)), sigmoid(gate(3))];
      const c = f * (y![(past * 6 + 4) * units + u] as number) + i * g;
      [i, f, g, o, c, o * Math.tanh(c)].forEach((value, part) => (y![(next * 6 + part) * units + u] = value));
    }
  },
};

const lstmGradient: Recurrence = {
  start: ([g, , , d], units, { initial, last }) => {
    const [at, given] = [initial * 4 * units, last * 6 * units];
    d!.set(g!.subarray(given + 5 * units, given + 6 * units), at);
    d!.set(g!.subarray(given + 4 * units, given + 5 * units), at + units);
    d!.fill(0, at + 2 * units, at + 4 * units);
  },
  step: ([g, y, transposed, d], units, { past, next, initial }) => {
    const [hidden, cell] = [initial * 4 * units, (initial * 4 + 1) * units];
    for (let u = 0; u < units; u++) {
      const part = (index: number): number => y![(next * 6 + index) * units + u] as number;
      const given = (index: number): number => g![(next * 6 + index) * units + u] as number;
      const [i, f, c, o, q] = [part(0), part(1), part(2), part(3), Math.tanh(part(4))];
      const dh = d![hidden + u] as number;
      const dc = (d![cell + u] as number) + dh * o * (1 - q * q);
      const before = y![(past * 6 + 4) * units + u] as number;
      d![next * 4 * units + u] = (dc * c + given(0)) * i * (1 - i);
      d![(next * 4 + 1) * units + u] = (dc * before + given(1)) * f * (1 - f);
      d![(next * 4 + 2) * units + u] = (dc * i + given(2)) * (1 - c * c);
      d![(next * 4 + 3) * units + u] = (dh * q + given(3)) * o * (1 - o);
      d![cell + u] = dc * f + (g![(past * 6 + 4) * units + u] as number);
    }
    const sums = Float64Array.from(g!.subarray((past * 6 + 5) * units, (past * 6 + 6) * units));
    multiply(sums, [d!, next * 4 * units], [transposed!, 0, 4 * units]);
    d!.set(sums, hidden);
  },
};

const gru: Recurrence = {
  start: ([, , , hidden, y], units, { row, initial }) => {
    const at = initial * 5 * units;
    y!.fill(0, at, at + 4 * units);
    y!.set(hidden!.subarray(row * units, (row + 1) * units), at + 4 * units);
  },
  step: ([x, kernel, bias, , y], units, { past, next, t }) => {
    const sums = new Float64Array(3 * units);
    sums.set(bias!, 2 * units);
    multiply(sums, [y!, (past * 5 + 4) * units], [kernel!, 0, units]);
    for (let u = 0; u < units; u++) {
      const sum = (index: number): number => sums[index * units + u] as number;
      const input = (index: number): number => x![(t * 3 + index) * units + u] as number;
      const [z, r, m] = [sigmoid(input(0) + sum(0)), sigmoid(input(1) + sum(1)), sum(2)];
      const candidate = Math.tanh(input(2) + r * m);
      const hidden = z * (y![(past * 5 + 4) * units + u] as number) + (1 - z) * candidate;
      [z, r, candidate, m, hidden].forEach((value, part) => (y![(next * 5 + part) * units + u] = value));
    }
  },
};

const gruGradient: Recurrence = {
  start: ([g, , , d], units, { initial, last }) => {
    const at = initial * 4 * units;
    d!.set(g!.subarray((last * 5 + 4) * units, (last * 5 + 5) * units), at);
    d!.fill(0, at + units, at + 4 * units);
  },
  step: ([g, y, transposed, d], units, { past, next, initial }) => {
    const hidden = initial * 4 * units;
    const sums = new Float64Array(units);
    for (let u = 0; u < units; u++) {
      const part = (index: number): number => y![(next * 5 + index) * units + u] as number;
      const given = (index: number): number => g![(next * 5 + index) * units + u] as number;
      const [z, r, candidate, m] = [part(0), part(1), part(2), part(3)];
      const dh = d![hidden + u] as number;
      const dc = (dh * (1 - z) + given(2)) * (1 - candidate * candidate);
      const before = y![(past * 5 + 4) * units + u] as number;
      d![next * 4 * units + u] = (dh * (before - candidate) + given(0)) * z * (1 - z);
      d![(next * 4 + 1) * units + u] = (dc * m + given(1)) * r * (1 - r);
      d![(next * 4 + 2) * units + u] = dc;
      d![(next * 4 + 3) * units + u] = dc * r + given(3);
      sums[u] = dh * z + (g![(past * 5 + 4) * units + u] as number);
    }
    multiply(sums, [d!, next * 4 * units], [transposed!, 0, 2 * units]);
    multiply(sums, [d!, (next * 4 + 3) * units], [transposed!, 2 * units * units, units]);
    d!.set(sums, hidden);
  },
};

/** @param isBackward whether steps are gone through from the last to the first */
function kernel(op: string, recurrence: Recurrence, parts: number, isBackward: boolean): KernelOf<RecurrentAttributes> {
  return ({ attributes: { reverse }, dtype, shape }, operands, builder) => {
    const given = operands.map((operand) => builder.contiguous(operand));
    const output = builder.allocate(dtype, shape);
    const [slots, batch, width] = shape as readonly [number, number, number];
    const [steps, units, turned] = [slots - 1, width / parts, reverse ? 1 : 0];
    return builder.step(op, given, output, (memory) => {
      const arrays: Arrays = [
        ...given.map((operand) => elementsOf(operand, memory)),
        memory[output.buffer] as TypedArray,
      ];
      const [first, last] = [steps * turned * batch, steps * (1 - turned) * batch];
      for (let row = 0; row < batch; row++) {
        recurrence.start(arrays, units, { row, initial: first + row, last: last + row });
        for (let turn = 0; turn < steps; turn++) {
          const t = isBackward === reverse ? turn : steps - 1 - turn;
          const [past, next] = [(t + turned) * batch + row, (t + 1 - turned) * batch + row];
          recurrence.step(arrays, units, { past, next, t: t * batch + row, initial: first + row });
        }
      }
    });
  };
}

export const lstmSequence: KernelOf<RecurrentAttributes> = kernel('lstmSequence', lstm, 6, false);
export const lstmSequenceGradient: KernelOf<RecurrentAttributes> = kernel(
  'lstmSequenceGradient',
  lstmGradient,
  4,
  true,
);
export const gruSequence: KernelOf<RecurrentAttributes> = kernel('gruSequence', gru, 5, false);
export const gruSequenceGradient: KernelOf<RecurrentAttributes> = kernel('gruSequenceGradient', gruGradient, 4, true);
