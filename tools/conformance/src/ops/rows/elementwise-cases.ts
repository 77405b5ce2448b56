// Makes the rows of elementwise ops from one line each: plain, broadcast, and at the values where functions break.
import type { Tensor } from '@tensorloom/tensor-core';
import { f, row, special, type InputSpec, type OpRow, type RowOptions } from '../op-row.js';

/** An op of one operand: where it is smooth, how near float32 comes, how often it is differentiated. */
export interface UnaryCase extends RowOptions {
  readonly run: (a: Tensor) => Tensor;
  /** Inputs for the plain row; default [-2, 2]. */
  readonly input?: (...shape: number[]) => InputSpec;
  /** Special values; default all. */
  readonly special?: InputSpec;
  /** Bound of the error at special values (default 1e-4). */
  readonly specialTolerance?: number;
}

/** float32 in [low, high]. */
export function between(low: number, high: number): (...shape: number[]) => InputSpec {
  return (...shape) => ({ shape, low, high });
}

/** Values in turn. */
export function values(...list: readonly number[]): InputSpec {
  return { shape: [list.length], values: list };
}

/** Two rows for each op. */
export function unaryRows(cases: Readonly<Record<string, UnaryCase>>): readonly OpRow[] {
  return Object.entries(cases).flatMap(
    ([name, { run, input = f, special: ends = special, specialTolerance = 1e-4, ...options }]) => [
      row(name, '', [input(3, 65)], run, options),
      row(name, 'special values', [ends], run, { tolerance: specialTolerance }),
    ],
  );
}

/** An op of two operands, and what it is differentiated on. */
export interface BinaryCase extends RowOptions {
  readonly run: (a: Tensor, b: Tensor) => Tensor;
  readonly inputs?: (...shape: number[]) => InputSpec;
  /** Special values, each beside each other; default all. */
  readonly special?: readonly number[];
}

/** Three rows for each op. */
export function binaryRows(cases: Readonly<Record<string, BinaryCase>>): readonly OpRow[] {
  return Object.entries(cases).flatMap(
    ([name, { run, inputs = f, special: ends = special.values, gradient = 0, tolerance = 1e-4 }]) => [
      row(name, '', [inputs(7, 33), inputs(7, 33)], run, { tolerance }),
      row(name, 'broadcast', [inputs(5, 1, 9), inputs(4, 1)], run, { tolerance, gradient }),
      row(
        name,
        'special values',
        [
          { shape: [ends.length, 1], values: ends },
          { shape: [ends.length], values: ends },
        ],
        run,
        { tolerance },
      ),
    ],
  );
}
