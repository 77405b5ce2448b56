// The form of a batching rule. Knows the op table's names, not the rules themselves.
import type { BinaryOp, PrimitiveAttributes, PrimitiveOp, Tensor, UnaryOp } from '@tensorloom/tensor-core';
import type { OperandsOf } from '../rules/vjp-rule.js';

/** An operand inside of `vmap`. */
export interface Operand {
  readonly tensor: Tensor;
  /** True if the tensor has the mapped axis, in front; else it is the same for all rows. */
  readonly isMapped: boolean;
}

/** A recorded op of which at least one operand is mapped. */
export interface MappedOp<Operands, Attributes> {
  readonly operands: Operands;
  readonly attributes: Attributes;
  /** Extent of the mapped axis, at least 1. */
  readonly rows: number;
}

/** The op for all rows at once: its result has the mapped axis in front. */
export type RowsRule<Operands, Attributes> = (op: MappedOp<Operands, Attributes>) => Tensor;

/** One operand of `vmap` for each operand of an op. */
type MappedOperands<Operands extends readonly Tensor[]> = { readonly [Index in keyof Operands]: Operand };

/** Written where an op cannot be mapped: reaching it is an error. */
export interface NotBatchable {
  readonly reason: string;
}

/** @param reason what stands in the way and what to do instead, for the error message */
export function notBatchable(reason: string): NotBatchable {
  return { reason };
}

/** Ops that are mapped by what they are: element by element, all operands of one shape. */
export type ElementByElement = UnaryOp | BinaryOp;

/** The rule of a primitive op. */
export type BatchingRule<Op extends PrimitiveOp> =
  RowsRule<MappedOperands<OperandsOf<Op>>, PrimitiveAttributes[Op]> | NotBatchable;

/** A rule for each primitive op that is not elementwise: one that is missing does not compile. */
export type BatchingRules = { readonly [Op in Exclude<PrimitiveOp, ElementByElement>]: BatchingRule<Op> };
