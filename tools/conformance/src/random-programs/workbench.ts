// Where a random program is built: the values at hand, with what is known of each, and how operands are picked and shaped.
import {
  broadcastTo,
  hostRandom,
  sizeOf,
  tensor,
  zeros,
  type DType,
  type Shape,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';

/** A recorded value. */
export interface Value {
  readonly tensor: Tensor;
  /** No element is larger than this. */
  readonly bound: number;
  /** True if every device computes the same bits, so that a jump (floor, a comparison) may be made of it. */
  readonly exact: boolean;
  /** How many gradients lie on the way to it. */
  readonly order: number;
}

/** A variable of the program; its float values stay within `VARIABLE_BOUND`, its integers within `INTEGER_BOUND`. */
export const VARIABLE_BOUND = 4;
export const INTEGER_BOUND = 1000;
/** Tensors stay below this many elements. */
const SIZE_LIMIT = 2048;

/** Multiplies by factors near 1: shows how far rounding can move what is computed from a value. */
export type Noise = (value: Tensor) => Tensor;

/** Relative change that noise makes, some roundings of float32. */
const NOISE = 1e-6;

/** Noise for the float64 reference, from a seed. */
export function noiseFrom(seed: number): Noise {
  const random = hostRandom(seed);
  const like = (shape: Shape, size: number, middle: number): Tensor =>
    tensor({
      data: Float64Array.from({ length: sizeOf(shape) }, () => middle + size * (2 * random.uniform() - 1)) as never,
      shape,
      dtype: 'float32',
    });
  // Partial sums of equal elements are rounded the same way each time, which noise of each element for itself averages out:
  // a part of the noise is common to all elements.
  return (value) =>
    value
      .mul(like([], NOISE, 1))
      .mul(like(value.shape, NOISE, 1))
      .add(like(value.shape, NOISE, 0));
}

export class Workbench {
  readonly values: Value[] = [];

  constructor(
    readonly variables: readonly Variable[],
    private readonly noise: Noise | undefined,
  ) {}

  /** The value itself, or moved a little if this build is to show how sensitive the program is. */
  disturb(value: Tensor): Tensor {
    return this.noise && value.dtype === 'float32' ? this.noise(value) : value;
  }

  push(value: Value): void {
    const { tensor: whole } = value;
    this.values.push(whole.size > SIZE_LIMIT ? { ...value, tensor: whole.flatten().slice([0, SIZE_LIMIT]) } : value);
  }

  /** One of the values that pass; the latest for 0. Inputs always hold a float. */
  pick(at: number, passes: (value: Value) => boolean): Value | undefined {
    const fitting = this.values.filter(passes);
    return fitting.at(-1 - (at % Math.max(1, fitting.length)));
  }

  /** A float, of any size or of one that has elements. */
  float(at: number, { exact = false, filled = false } = {}): Value {
    const found = this.pick(
      at,
      (value) => value.tensor.dtype === 'float32' && (value.exact || !exact) && (value.tensor.size > 0 || !filled),
    );
    return found ?? plain(tensor([0.5, -1.5, 2.25]), 3);
  }

  /** A value of a dtype, made from another one where none is at hand. */
  of(dtype: DType, at: number): Value {
    const found = this.pick(at, ({ tensor: { dtype: own } }) => own === dtype);
    if (found) return found;
    const { tensor: source, bound } = this.float(at, { exact: true });
    if (dtype === 'bool') return plain(source.greater(0), 1);
    return plain(source.abs().mul(4).cast(dtype), 4 * bound);
  }
}

/** A value that every device computes alike. */
export function plain(value: Tensor, bound: number): Value {
  return { tensor: value, bound, exact: true, order: 0 };
}

/** What follows from operands: exact if they are and nothing is rounded. */
export function derived(
  value: Tensor,
  from: readonly Value[],
  { bound, rounds }: { bound: number; rounds: boolean },
): Value {
  return {
    tensor: value,
    bound,
    exact: !rounds && from.every(({ exact }) => exact),
    order: Math.max(0, ...from.map(({ order }) => order)),
  };
}

/** The value with no element beyond `most`, in one of three ways. */
export function limited(value: Tensor, bound: number, most: number, dial: number): Tensor {
  if (bound <= most) return value;
  if (value.dtype === 'int32') return value.remainder(most);
  if (value.dtype === 'uint32') return value.remainder(most);
  if (dial % 3 === 0 && Number.isFinite(bound)) return value.mul(most / bound);
  return dial % 3 === 1
    ? value.clip(-most, most)
    : value
        .mul(1 / 8)
        .tanh()
        .mul(most);
}

function repeated(value: Tensor, size: number): Tensor {
  const flat = value.flatten();
  const times = Math.ceil(size / flat.size);
  return broadcastTo(flat, [times, flat.size]).flatten().slice([0, size]);
}

/** The value in another shape, by views alone: reshaped, repeated, cut, or padded. */
export function fitted(value: Tensor, shape: Shape, dial = 0): Tensor {
  const size = sizeOf(shape);
  if (value.size === size) return value.reshape(shape);
  if (value.size === 0) return zeros(shape, { dtype: value.dtype });
  if (value.size === 1 && dial % 2 === 0) return broadcastTo(value.reshape([]), shape);
  if (value.size > size) {
    const step = Math.max(1, Math.min(3, Math.floor(value.size / Math.max(size, 1))));
    const start = dial % Math.max(1, value.size - size * step + 1);
    return value
      .flatten()
      .slice([start, start + size * step, step])
      .reshape(shape);
  }
  if (dial % 3 === 2)
    return value
      .flatten()
      .pad([[0, size - value.size]], 0)
      .reshape(shape);
  return repeated(value, size).reshape(shape);
}
