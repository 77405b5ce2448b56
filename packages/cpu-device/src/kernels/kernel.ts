// What a kernel is: it looks at one node of a program, once, and adds the steps that compute it, or a view where none are needed.
import type { PrimitiveAttributes, PrimitiveOp, TensorSpec } from '@tensorloom/tensor-core';
import type { Placed, PlanBuilder } from '../plan/plan-builder.js';

/** What a kernel sees of a node. */
export interface NodeView<Attributes> extends TensorSpec {
  readonly attributes: Attributes;
}

/** Chooses the work of a node whose operands lie at `operands`; returns where its value will lie. */
export type KernelOf<Attributes> = (
  node: NodeView<Attributes>,
  operands: readonly Placed[],
  builder: PlanBuilder,
) => Placed;

/** The kernel of one op. */
export type Kernel<Op extends PrimitiveOp> = KernelOf<PrimitiveAttributes[Op]>;
