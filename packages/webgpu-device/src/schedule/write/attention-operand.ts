// An operand of attention as memory with strides, and which steps share a kernel.
import type { RowStrides } from '@tensorloom/wgsl-kernels';
import type { Graph } from '../form/graph.js';
import { stridedOperand } from './strided-operand.js';

/** Memory of [batch, heads, rows, size] with strides of all axes. */
export interface RowOperand {
  readonly memory: number;
  readonly offset: number;
  readonly strides: readonly number[];
}

/** The operand where strides can say where it lies, its rows' elements side by side; else itself, to be stored. */
export function rowOperand(graph: Graph, value: number, inMemory: (value: number) => boolean): RowOperand {
  const found = stridedOperand(graph, value, inMemory);
  const { dtype, shape } = graph.value(value);
  const last = shape.length - 1;
  const adjacent = found.strides[last] === 1 || shape[last] === 1 || dtype === 'bool';
  if (adjacent && graph.value(found.memory).dtype === dtype) return found;
  return { ...stridedOperand(graph, value, (at) => at === value), memory: value };
}

/** Offset and strides of batches, heads and rows. */
export function rowStrides({ offset, strides }: RowOperand): RowStrides {
  const [batch, head, row] = strides as readonly [number, number, number];
  return [offset, batch, head, row];
}

/** True for steps that one kernel computes. */
export function sameKernel(graph: Graph, first: number, second: number): boolean {
  const [a, b] = [graph.node(first), graph.node(second)];
  return a.inputs.join() === b.inputs.join() && JSON.stringify(a.attributes) === JSON.stringify(b.attributes);
}
