// The program as kernels are made of it: primitive ops, and the steps of those that no single kernel computes.
import type { Program, ProgramInput, ProgramNode, TensorSpec } from '@tensorloom/tensor-core';

/** Attributes of each step. Operands are named in the comments, in order. */
export interface StepAttributes {
  /** x: order of the elements within blocks of the last axis. */
  readonly sortBlocks: { readonly descending: boolean };
  /** x, order within runs: order within pairs of runs. */
  readonly mergeRuns: { readonly descending: boolean; readonly run: number };
  /** Indices in order, which update each of them is, updates: a scatter of which each element is one search. */
  readonly scatterSorted: { readonly axis: number; readonly size: number; readonly meeting: 'add' | 'max' };
  /** Both operands of a product: its sums over parts of k, the parts along a new axis in front. */
  readonly productSlices: { readonly product: Product; readonly slices: number };
}

/** A matrix product, or a convolution, which is one. */
export type Product = Extract<
  ProgramNode,
  { readonly op: 'matmul' | 'conv2d' | 'conv2dInputGradient' | 'conv2dKernelGradient' }
>;

/** Name of a step. */
export type StepOp = keyof StepAttributes;

/** The result of one step. */
export type StepNode = {
  [Op in StepOp]: TensorSpec & {
    readonly op: Op;
    readonly inputs: readonly number[];
    readonly attributes: StepAttributes[Op];
  };
}[StepOp];

/** What a kernel computes a value from. */
export type DeviceNode = ProgramNode | StepNode;

/** An input or a node. */
export type DeviceValue = ProgramInput | DeviceNode;

/** A program of such values. */
export interface DeviceProgram extends Omit<Program, 'values' | 'composites'> {
  readonly values: readonly DeviceValue[];
}
