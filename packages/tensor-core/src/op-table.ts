// The table of primitive ops: their attributes and, by group, the rules that give shape and dtype of a result.
// A device, a VJP table or a kernel table is a mapped type over `PrimitiveOp`, so that a missing rule does not compile.
import type { DType } from './dtype.js';
import type { Shape } from './shape.js';
import { elementwiseRules } from './rules/elementwise-rules.js';
import { reductionRules } from './rules/reduction-rules.js';
import { movementRules } from './rules/movement-rules.js';
import { contractionRules } from './rules/contraction-rules.js';
import { windowRules } from './rules/window-rules.js';
import { indexingRules } from './rules/indexing-rules.js';
import { creationRules } from './rules/creation-rules.js';
import { sequenceRules } from './rules/sequence-rules.js';
import { recurrentRules } from './rules/recurrent-rules.js';

/** No attributes. */
export type None = Readonly<Record<never, never>>;

/** Ops of one operand, element by element. `bitsToUniform` maps uint32 bits to float32 in [0, 1). */
export type UnaryOp =
  | 'neg'
  | 'abs'
  | 'sign'
  | 'floor'
  | 'ceil'
  | 'round'
  | 'trunc'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'log2'
  | 'sqrt'
  | 'rsqrt'
  | 'reciprocal'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'tanh'
  | 'sigmoid'
  | 'relu'
  | 'erf'
  | 'erfc'
  | 'erfinv'
  | 'lgamma'
  | 'digamma'
  | 'trigamma'
  | 'isNaN'
  | 'isFinite'
  | 'logicalNot'
  | 'bitsToUniform';

/** Ops of two operands of one shape and dtype. */
export type BinaryOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'pow'
  | 'maximum'
  | 'minimum'
  | 'remainder'
  | 'floorDivide'
  | 'atan2'
  | 'equal'
  | 'notEqual'
  | 'less'
  | 'lessEqual'
  | 'greater'
  | 'greaterEqual'
  | 'logicalAnd'
  | 'logicalOr'
  | 'bitwiseAnd'
  | 'bitwiseOr'
  | 'bitwiseXor'
  | 'shiftLeft'
  | 'shiftRight';

/** Reductions over `axes`; the reduced axes disappear. */
export type ReduceOp = 'sum' | 'prod' | 'max' | 'min';

/** Attributes of reductions: distinct axes, ascending. */
export interface ReduceAttributes {
  readonly axes: readonly number[];
}

/** Running totals and extremes along an axis. */
export type CumulativeOp = 'cumulativeSum' | 'cumulativeProd' | 'cumulativeMax' | 'cumulativeMin';

/** Attributes of running reductions. */
export interface CumulativeAttributes {
  readonly axis: number;
}

/** Rows (or columns) of padding before and after. */
export type PaddingPair = readonly [before: number, after: number];

/** Attributes of 2-D convolutions of `[batch, height, width, channels]` with `[height, width, channels / groups, filters]`. */
export interface Conv2dAttributes {
  readonly strides: readonly [number, number];
  readonly padding: readonly [PaddingPair, PaddingPair];
  readonly dilation: readonly [number, number];
  readonly groups: number;
}

/** Attributes of 2-D pooling of `[batch, height, width, channels]`; padding never wins a maximum, nor counts in an average. */
export interface Pool2dAttributes {
  readonly window: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: readonly [PaddingPair, PaddingPair];
}

/** Ops that go through the steps of a sequence, each with the state that the last one left. */
export type RecurrentOp = 'lstmSequence' | 'lstmSequenceGradient' | 'gruSequence' | 'gruSequenceGradient';

/** Attributes of recurrent ops; `reverse` takes the last element of the sequence first. */
export interface RecurrentAttributes {
  readonly reverse: boolean;
}

type Elementwise = Record<UnaryOp | BinaryOp, None>;
type Cumulative = Record<CumulativeOp, CumulativeAttributes>;
type Recurrent = Record<RecurrentOp, RecurrentAttributes>;

/** Attributes of each primitive op. Operands are named in the comments, in order. */
export interface PrimitiveAttributes extends Elementwise, Cumulative, Recurrent {
  /** A scalar known when the graph is built (no operand). */
  constant: { readonly value: number; readonly dtype: DType };
  /** 0, 1, 2 ... along `axis`, the same for all other axes (no operand). */
  iota: { readonly shape: Shape; readonly axis: number; readonly dtype: DType };
  /** Philox4x32-10 words: word i is lane i % 4 of counter (floor(i / 4), 0, 0, 0) (key: uint32 [2]). */
  randomBits: { readonly shape: Shape };
  cast: { readonly dtype: DType };
  /** condition: bool, whenTrue, whenFalse: all of one shape. */
  where: None;
  sum: ReduceAttributes;
  prod: ReduceAttributes;
  max: ReduceAttributes;
  min: ReduceAttributes;
  /** Index of the first largest element along `axis`, int32; NaN counts as the largest. */
  argmax: { readonly axis: number };
  /** Index of the first smallest element along `axis`, int32; NaN counts as the smallest. */
  argmin: { readonly axis: number };
  reshape: { readonly shape: Shape };
  /** Axis i of the result is axis `permutation[i]` of the operand. */
  transpose: { readonly permutation: readonly number[] };
  /** NumPy's broadcast_to: new axes in front, axes of size 1 repeated. */
  broadcast: { readonly shape: Shape };
  /** Element `starts + steps * i` of each axis, `sizes` elements; steps are at least 1. */
  slice: { readonly starts: readonly number[]; readonly sizes: readonly number[]; readonly steps: readonly number[] };
  /** Element `extent - 1 - i` of each of `axes` (distinct). */
  flip: { readonly axes: readonly number[] };
  /** `low` elements before and `high` after on each axis, filled with `value`. */
  pad: { readonly low: readonly number[]; readonly high: readonly number[]; readonly value: number };
  /** value, earlier: the value in memory of its own, computed once `earlier` has been; what follows merges with nothing before. */
  barrier: None;
  /** Any number of operands, equal but for `axis`. */
  concat: { readonly axis: number };
  /** a [...batch, m, k] (or [..., k, m] if transposeA), b [...batch, k, n] (or [..., n, k]): [...batch, m, n]. */
  matmul: { readonly transposeA: boolean; readonly transposeB: boolean };
  /** input [batch, height, width, channels], kernel [kh, kw, channels / groups, filters]. */
  conv2d: Conv2dAttributes;
  /** gradOutput, kernel: gradient with respect to an input of `inputShape`. */
  conv2dInputGradient: Conv2dAttributes & { readonly inputShape: Shape };
  /** input, gradOutput: gradient with respect to a kernel of `kernelShape`. */
  conv2dKernelGradient: Conv2dAttributes & { readonly kernelShape: Shape };
  maxPool2d: Pool2dAttributes;
  averagePool2d: Pool2dAttributes;
  /** input, gradOutput: each window's gradient goes to its first largest element. */
  maxPool2dGradient: Pool2dAttributes;
  /** gradOutput: gradient with respect to an input of `inputShape`. */
  averagePool2dGradient: Pool2dAttributes & { readonly inputShape: Shape };
  /** data, indices (int32): slices of `data` along `axis`; indices outside are clamped to the range. */
  gather: { readonly axis: number };
  /** indices, updates: zeros with `size` slices along `axis`, updates added at the indices (in index order), clamped as in gather. */
  scatterAdd: { readonly axis: number; readonly size: number };
  /** As scatterAdd, but the largest update at each index; the lowest value of the dtype where there is none. */
  scatterMax: { readonly axis: number; readonly size: number };
  /** Order of the elements along the last axis, int32: stable, NaN after all numbers (before them if `descending`). */
  argSort: { readonly descending: boolean };
  /**
   * sorted [...batch, n] (ascending), queries [...batch, m]: for each query the number of sorted elements before it, int32
   * (`left`: that are less; `right`: that are not greater). NaN counts as the largest.
   */
  searchSorted: { readonly side: 'left' | 'right' };
  /**
   * x [time, batch, 4 units], recurrentKernel [units, 4 units], hidden and cell [batch, units]: [time + 1, batch, 6 units],
   * the gates i, f, c and o after their activations, cell and hidden of the state in each slot of time. The state before the
   * first step has a slot too, without gates (zeros): the first one, or the last one if `reverse`. Step t leads from slot t
   * to t + 1, or from t + 1 to t.
   */
  lstmSequence: RecurrentAttributes;
  /**
   * gradient of such a value, the value, recurrentKernel transposed [4 units, units]: [time + 1, batch, 4 units], the gradient
   * of each step's x in the slot that it led to, and in that of the first state the gradients of hidden and cell, then zeros.
   */
  lstmSequenceGradient: RecurrentAttributes;
  /**
   * x [time, batch, 3 units], recurrentKernel [units, 3 units], bias [units], hidden [batch, units]: [time + 1, batch, 5 units],
   * in slots as above the gates z and r, the candidate, what r multiplies (m = hidden · recurrentKernel_h + bias), hidden.
   */
  gruSequence: RecurrentAttributes;
  /**
   * gradient of such a value, the value, recurrentKernel transposed [3 units, units]: [time + 1, batch, 4 units], the gradients
   * of each step's x and m in the slot that it led to, and in that of the first state the gradient of hidden, then zeros.
   */
  gruSequenceGradient: RecurrentAttributes;
}

/** Name of a primitive op: what a device must be able to run. */
export type PrimitiveOp = keyof PrimitiveAttributes;

/** Shape and dtype of a value. */
export interface TensorSpec {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Gives the spec of an op's result, or throws ShapeError or DTypeError. */
export type Rule<Op extends PrimitiveOp> = (
  inputs: readonly TensorSpec[],
  attributes: PrimitiveAttributes[Op],
) => TensorSpec;

/** A rule for each primitive op. */
export type RuleTable = { readonly [Op in PrimitiveOp]: Rule<Op> };

/** One rule for each primitive op. */
export const rules: RuleTable = {
  ...elementwiseRules,
  ...creationRules,
  ...reductionRules,
  ...movementRules,
  ...contractionRules,
  ...windowRules,
  ...indexingRules,
  ...sequenceRules,
  ...recurrentRules,
};
