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

/** One op with inputs; the result on every device is held against the float64 CPU. */
export interface OpRow {
  readonly name: string;
  readonly inputs: readonly InputSpec[];
  readonly run: (...inputs: Tensor[]) => Tensor;
  /** Largest error relative to the largest magnitude of the result (default 1e-5; exact for integers and bool). */
  readonly tolerance?: number;
}

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
  const arrays = { float32: Float32Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array };
  return { data: arrays[dtype].from(numbers), shape, dtype };
}
