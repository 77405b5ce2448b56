// The program as kernels are made of it: primitive ops, and the steps of those that no single kernel computes.
import type { Program, ProgramInput, ProgramNode, TensorSpec } from '@tensorloom/tensor-core';

/** The kernel that computes a step of attention, with all other steps of that name and the same operands. */
export type AttentionKernel = 'forward' | 'statistics' | 'gradients' | 'query' | 'key' | 'value';

/** What steps of attention know beside their operands. */
export interface AttentionStep {
  readonly causal: boolean;
  readonly scale: number;
  readonly mask: 'none' | 'bool' | 'float';
}

type AttentionAttributes = AttentionStep & { readonly kernel: AttentionKernel };

/** Attributes of each step. Operands are named in the comments, in order. */
export interface StepAttributes {
  /** x: order of the elements within blocks of the last axis. */
  readonly sortBlocks: { readonly descending: boolean };
  /** x, order within runs: order within pairs of runs. */
  readonly mergeRuns: { readonly descending: boolean; readonly run: number };
  /** Indices in order: for each of `size` rows how many stand before its own; one more for the end. */
  readonly scatterStarts: { readonly size: number };
  /** Such starts, which update each of the indices in order is, updates: a scatter of which each element walks along its row's updates. */
  readonly scatterSorted: { readonly axis: number; readonly size: number; readonly meeting: 'add' | 'max' };
  /** Indices: for each of `size` rows its first update, and for each update the next one of its row; their number where there is none. */
  readonly scatterLinks: { readonly size: number };
  /** Such links, updates: a scatter of which each element walks along its row's updates. */
  readonly scatterLinked: { readonly axis: number; readonly size: number; readonly meeting: 'add' | 'max' };
  /** Both operands of a product: its sums over parts of k, the parts along a new axis in front. */
  readonly productSlices: { readonly product: Product; readonly slices: number };
  /** query, key, value, mask if there is one: the output. */
  readonly attention: AttentionAttributes;
  /** As attention: for each query its largest score, and the inverse of the sum of powers. */
  readonly attentionSums: AttentionAttributes;
  /** sums, gradOutput, output: four numbers a query: the sums, the sum of gradOutput ∘ output, and nothing. */
  readonly attentionStatistics: AttentionAttributes;
  /** query, key, value, gradOutput, statistics, mask if there is one. */
  readonly attentionQueryGradient: AttentionAttributes;
  readonly attentionKeyGradient: AttentionAttributes;
  readonly attentionValueGradient: AttentionAttributes;
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
