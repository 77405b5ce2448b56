// The form of a gradient rule. Knows the op table's names and operands, not the rules themselves.
import type {
  BinaryOp,
  CumulativeOp,
  PrimitiveAttributes,
  PrimitiveOp,
  ReduceOp,
  Tensor,
  UnaryOp,
} from '@tensorloom/tensor-core';

type Movement = 'reshape' | 'transpose' | 'broadcast' | 'slice' | 'flip' | 'pad';
type Window = 'maxPool2d' | 'averagePool2d' | 'averagePool2dGradient';
type OneOperand =
  UnaryOp | CumulativeOp | 'argSort' | ReduceOp | Movement | Window | 'argmax' | 'argmin' | 'cast' | 'randomBits';
type Contraction = 'matmul' | 'conv2d' | 'conv2dInputGradient' | 'conv2dKernelGradient';
type TwoOperands = BinaryOp | Contraction | 'maxPool2dGradient' | Indexed | 'barrier';
type Sequence = 'lstmSequence' | 'gruSequence';
type Indexed = 'gather' | 'scatterAdd' | 'scatterMax' | 'searchSorted';

/** Operands of an op: a rule must stand for each of them. An op that is not counted here has none that compiles. */
export type OperandsOf<Op extends PrimitiveOp> = Op extends 'constant' | 'iota'
  ? readonly []
  : Op extends OneOperand
    ? readonly [Tensor]
    : Op extends TwoOperands
      ? readonly [Tensor, Tensor]
      : Op extends 'where' | `${Sequence}Gradient`
        ? readonly [Tensor, Tensor, Tensor]
        : Op extends Sequence
          ? readonly [Tensor, Tensor, Tensor, Tensor]
          : Op extends 'concat'
            ? readonly Tensor[]
            : never;

/** A recorded op as its rule sees it. */
export interface Recorded<Operands, Attributes> {
  readonly inputs: Operands;
  readonly attributes: Attributes;
  readonly output: Tensor;
}

/** The gradient of one operand, from the gradient of the output (in the output's shape), in the operand's shape. */
export type OperandRule<Operands, Attributes> = (
  gradOutput: Tensor,
  node: Recorded<Operands, Attributes>,
  operand: number,
) => Tensor;

/** Written where the derivative is 0 almost everywhere, or the operand is no number: the walk stops there. */
export const zeroGradient = 'zeroGradient';

/** Written where a derivative exists and nobody has given it yet: reaching it is an error. */
export interface NotDifferentiable {
  readonly reason: string;
}

/** @param reason what stands in the way and what to do instead, for the error message */
export function notDifferentiable(reason: string): NotDifferentiable {
  return { reason };
}

/** What is known of one operand's gradient. */
export type OperandEntry<Operands, Attributes> =
  OperandRule<Operands, Attributes> | typeof zeroGradient | NotDifferentiable;

/** One entry for each operand in order, or one rule for all operands of an op that takes any number of them. */
export type RuleFor<Operands extends readonly Tensor[], Attributes> = number extends Operands['length']
  ? OperandRule<Operands, Attributes>
  : { readonly [Index in keyof Operands]: OperandEntry<Operands, Attributes> };

/** The rule of a primitive op. */
export type VjpRule<Op extends PrimitiveOp> = RuleFor<OperandsOf<Op>, PrimitiveAttributes[Op]>;

/** A rule for each primitive op: one that is missing does not compile. */
export type VjpRules = { readonly [Op in PrimitiveOp]: VjpRule<Op> };
