// A group: the values that one kernel computes. Five forms, after what its iteration runs over.
import type { CumulativeAttributes, Shape } from '@tensorloom/tensor-core';
import type { Graph } from './graph.js';

/** Elements of tensors of one size. */
export interface ElementForm {
  readonly kind: 'element';
  readonly size: number;
}

/** Rows and columns of one tensor: reductions over `axes`, and work beside them. */
export interface RowForm {
  readonly kind: 'row';
  readonly shape: Shape;
  readonly axes: readonly number[];
  /** The shape without the reduced axes. */
  readonly kept: Shape;
  readonly rows: number;
  readonly columns: number;
}

/** A matrix product or convolution; `anchor` is its value, `columnSums` the sums of its second operand that it yields beside. */
export interface GemmForm {
  readonly kind: 'gemm';
  readonly anchor: number;
  readonly columnSum: number | undefined;
}

/** Running results along one axis of tensors of a shape: each row of `columns` elements is walked from its first to its last. */
export interface ScanForm {
  readonly kind: 'scan';
  readonly shape: Shape;
  readonly axis: number;
  readonly rows: number;
  readonly columns: number;
}

/** The steps of a sequence, batch row by batch row; `anchor` is its value, and nothing joins it. */
export interface RecurrentForm {
  readonly kind: 'recurrent';
  readonly anchor: number;
}

/** Attention or gradients of it: all steps with the operands, attributes and kernel of its first anchor. */
export interface AttentionForm {
  readonly kind: 'attention';
  readonly first: number;
}

export type GroupForm = ElementForm | RowForm | GemmForm | ScanForm | RecurrentForm | AttentionForm;

/** One kernel in the making. */
export class Group {
  /** Reductions or the matrix product, in program order. */
  readonly anchors: number[] = [];
  /** Elementwise values computed beside them, in program order. */
  readonly roots: number[] = [];
  /** Groups whose results this one reads. */
  readonly needs: Set<Group> = new Set();
  /** Memory that the group reads or may write, to respect the device's limit of bindings. */
  readonly memory: Set<number> = new Set();
  /** True if it reads numbers of the host, which take a binding. */
  readsHost = false;
  /** True if it computes enough: nothing more joins. */
  full = false;

  constructor(readonly form: GroupForm) {}

  /** True if this group, directly or not, reads what `other` computes. */
  reaches(other: Group): boolean {
    const seen = new Set<Group>();
    const stack: Group[] = [this];
    for (let group = stack.pop(); group; group = stack.pop()) {
      if (group === other) return true;
      if (seen.has(group)) continue;
      seen.add(group);
      stack.push(...group.needs);
    }
    return false;
  }

  has(value: number): boolean {
    return this.anchors.includes(value) || this.roots.includes(value);
  }
}

/** The form of a reduction's kernel. */
export function rowFormOf(graph: Graph, anchor: number): RowForm {
  const node = graph.node(anchor);
  const { shape } = graph.value(node.inputs[0] as number);
  const axes =
    node.op === 'argmax' || node.op === 'argmin'
      ? [node.attributes.axis]
      : (node.attributes as { axes: readonly number[] }).axes;
  const kept = shape.filter((_, axis) => !axes.includes(axis));
  const rows = kept.reduce((size, extent) => size * extent, 1);
  const columns = axes.reduce((size, axis) => size * (shape[axis] as number), 1);
  return { kind: 'row', shape, axes, kept, rows, columns };
}

/** The form of a running reduction's kernel. */
export function scanFormOf(graph: Graph, anchor: number): ScanForm {
  const { shape, attributes } = graph.node(anchor);
  const { axis } = attributes as CumulativeAttributes;
  const columns = shape[axis] as number;
  return { kind: 'scan', shape, axis, rows: graph.size(anchor) / Math.max(columns, 1), columns };
}
