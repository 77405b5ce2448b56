// What a row of the op suite is: an op on inputs of given shapes, ranges and dtypes. Knows no device.
import { hostRandom, type DType, type HostTensor, type Tensor } from '@tensorloom/tensor-core';

/** An input of a row: uniform in [low, high] unless values are given. */
export interface InputSpec {
  readonly shape: readonly number[];
  readonly dtype?: DType;
  readonly low?: number;
  readonly high?: number;
  /** Values to take in turn, special ones for instance. */
  readonly values?: readonly number[];
}

export interface RowOptions {
  /** Largest error relative to the largest magnitude of the result (default 1e-5; exact for integers and bool). */
  readonly tolerance?: number;
  /**
   * How often the result is differentiated with respect to all float inputs (default 0). Once: against central differences
   * in float64, and each device against that. Twice: the gradients are checked the same way. Inputs must keep off kinks.
   */
  readonly gradient?: 0 | 1 | 2;
}

/** One op with inputs; the result on every device is held against the float64 CPU. */
export interface OpRow extends RowOptions {
  /** Public name of the op that the row is about. */
  readonly op: string;
  /** What is special about this row; empty for the plain one. */
  readonly about: string;
  readonly inputs: readonly InputSpec[];
  readonly run: (...inputs: Tensor[]) => Tensor;
}

/** A row. */
export function row(
  op: string,
  about: string,
  inputs: readonly InputSpec[],
  run: OpRow['run'],
  options: RowOptions = {},
): OpRow {
  return { op, about, inputs, run, ...options };
}

/** A row's name in reports. */
export function nameOf({ op, about }: OpRow): string {
  return about === '' ? op : `${op}: ${about}`;
}

/** float32 in [-2, 2]. */
export const f = (...shape: number[]): InputSpec => ({ shape });
/** float32 in [0.1, 3]. */
export const positive = (...shape: number[]): InputSpec => ({ shape, low: 0.1, high: 3 });
/** int32 in [-9, 9]. */
export const i = (...shape: number[]): InputSpec => ({ shape, dtype: 'int32', low: -9, high: 9 });
/** int32 in [low, high]: indices. */
export const at = (shape: readonly number[], low: number, high: number): InputSpec => ({
  shape,
  dtype: 'int32',
  low,
  high,
});
/** bool. */
export const b = (...shape: number[]): InputSpec => ({ shape, dtype: 'bool' });

const specialValues = [0, -0, 1, -1, 0.5, -2.5, 1.5, 2.5, 1e30, -1e30, 1e-30, Infinity, -Infinity, NaN, 88, -88, 3e9];

/** Values at which functions break: zeros, halves, huge and tiny ones, infinities, NaN. */
export const special = { shape: [specialValues.length], values: specialValues } as const satisfies InputSpec;

/** Host data of an input, fixed by a seed. Floats are rounded to float32, so that every device sees the same numbers. */
export function inputData(
  { shape, dtype = 'float32', low = -2, high = 2, values }: InputSpec,
  seed: number,
): HostTensor {
  const random = hostRandom(seed);
  const size = shape.reduce((product, extent) => product * extent, 1);
  const draw = (index: number): number => {
    if (values) return values[index % values.length] as number;
    if (dtype === 'bool') return random.integer(2);
    if (dtype !== 'float32') return Math.round(low) + random.integer(Math.round(high) - Math.round(low) + 1);
    return Math.fround(low + (high - low) * random.uniform());
  };
  const numbers = Array.from({ length: size }, (_, index) => draw(index));
  const arrays = {
    float32: Float32Array,
    float16: Float32Array,
    int32: Int32Array,
    uint32: Uint32Array,
    bool: Uint8Array,
  };
  return { data: arrays[dtype].from(numbers), shape, dtype };
}
