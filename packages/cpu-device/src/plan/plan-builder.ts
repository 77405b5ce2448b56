// Collects the steps and buffers of a plan while kernels are chosen. Knows no op and holds no data but constants.
import { sizeOf, type DType, type Shape, type TypedArray } from '@tensorloom/tensor-core';
import { kindOf, type ArrayKind, type Precision } from '../memory/arrays.js';
import { denseView, isContiguous, type View } from '../view/view.js';
import { copyInto } from '../kernels/copy.js';

/** Where a value lies: a buffer of the plan, and the view of it. */
export interface Placed {
  readonly buffer: number;
  readonly view: View;
  readonly dtype: DType;
}

/** The arrays of one run, by buffer. */
export type Memory = readonly TypedArray[];

/** Where a buffer's array comes from: outside, for each run; the plan, for good; the pool; or made anew for the caller. */
export type BufferSource =
  | { readonly from: 'input' | 'state'; readonly ordinal: number }
  | { readonly from: 'fixed'; readonly array: TypedArray }
  | { readonly from: 'pool' | 'new'; readonly kind: ArrayKind; readonly length: number };

/** One piece of work. */
export interface Step {
  readonly op: string;
  /** All buffers that it touches. */
  readonly uses: readonly number[];
  /** The value that it fills. */
  readonly output: Placed;
  readonly run: (memory: Memory) => void;
}

/** The array of a contiguous value, beginning with its first element. */
export function elementsOf({ buffer, view }: Placed, memory: Memory): TypedArray {
  const array = memory[buffer] as TypedArray;
  const size = sizeOf(view.shape);
  return view.offset === 0 && array.length === size ? array : array.subarray(view.offset, view.offset + size);
}

/** A plan in the making. */
export class PlanBuilder {
  readonly buffers: BufferSource[] = [];
  readonly steps: Step[] = [];
  /** Buffers that somebody owns after the run, so that nobody else may. */
  private readonly claimed = new Set<number>();
  private readonly packed = new WeakMap<Placed, Placed>();

  constructor(readonly precision: Precision) {}

  /** Adds a buffer and returns its number. */
  add(source: BufferSource): number {
    return this.buffers.push(source) - 1;
  }

  /** A value that is known now. */
  fixed(array: TypedArray, dtype: DType, view: View): Placed {
    return { buffer: this.add({ from: 'fixed', array }), view, dtype };
  }

  /** Room for a value; a step must fill all of it. */
  allocate(dtype: DType, shape: Shape): Placed {
    const source = { from: 'pool', kind: kindOf(dtype, this.precision), length: sizeOf(shape) } as const;
    return { buffer: this.add(source), view: denseView(shape), dtype };
  }

  /** Room for the inner work of one step. */
  scratch(kind: ArrayKind, length: number): number {
    return this.add({ from: 'pool', kind, length });
  }

  /** Adds a step that reads `inputs` and fills `output`. */
  step(
    op: string,
    inputs: readonly Placed[],
    output: Placed,
    run: (memory: Memory) => void,
    scratch: readonly number[] = [],
  ): Placed {
    this.steps.push({ op, uses: [...inputs.map(({ buffer }) => buffer), output.buffer, ...scratch], output, run });
    return output;
  }

  /** The same value with its elements one after another: itself, or a copy. */
  contiguous(value: Placed): Placed {
    if (isContiguous(value.view)) return value;
    let copy = this.packed.get(value);
    if (!copy) this.packed.set(value, (copy = this.copy(value)));
    return copy;
  }

  /** A copy that fills a buffer of its own. */
  copy(value: Placed): Placed {
    const output = this.allocate(value.dtype, value.view.shape);
    return this.step('copy', [value], output, copyInto(value, output));
  }

  /** A buffer that holds exactly this value and that nobody else has claimed. */
  claim(value: Placed): number {
    const source = this.buffers[value.buffer] as BufferSource;
    const whole = source.from === 'pool' && source.length === sizeOf(value.view.shape) && isContiguous(value.view);
    const own = whole && !this.claimed.has(value.buffer) ? value : this.copy(value);
    this.claimed.add(own.buffer);
    return own.buffer;
  }

  /** As `claim`, for a buffer that is the caller's after the run. */
  claimForCaller(value: Placed): number {
    const buffer = this.claim(value);
    this.buffers[buffer] = { ...(this.buffers[buffer] as BufferSource & { from: 'pool' }), from: 'new' };
    return buffer;
  }
}
