// Follows views from a matrix operand down to memory, as long as offset and strides can say what they do.
import { stridesOf, type Shape } from '@tensorloom/tensor-core';
import type { DeviceNode } from '../steps/device-program.js';
import type { Graph } from '../form/graph.js';

/** A value seen as memory with an offset and a stride for each axis, in elements. */
export interface StridedOperand {
  readonly memory: number;
  readonly offset: number;
  readonly strides: readonly number[];
}

/** Strides after a reshape, or undefined where no strides can express it. */
function reshapeStrides(from: Shape, strides: readonly number[], to: Shape): readonly number[] | undefined {
  const axes = from.flatMap((extent, axis) => (extent === 1 ? [] : [axis]));
  const contiguousFrom = (axis: number): number => {
    // The longest run of axes starting here that lie one after another in memory.
    let last = axis;
    while (last + 1 < axes.length) {
      const [outer, inner] = [axes[last] as number, axes[last + 1] as number];
      if (strides[outer] !== (strides[inner] as number) * (from[inner] as number)) break;
      last++;
    }
    return last;
  };
  const result = new Array<number>(to.length).fill(0);
  let target = 0;
  for (let at = 0; at < axes.length;) {
    const last = contiguousFrom(at);
    const run = axes.slice(at, last + 1);
    let left = run.reduce((size, axis) => size * (from[axis] as number), 1);
    const step = strides[run.at(-1) as number] as number;
    while (target < to.length && (left > 1 || to[target] === 1)) {
      const extent = to[target] as number;
      if (left % extent !== 0) return undefined;
      left /= extent;
      result[target++] = left * step;
    }
    if (left !== 1) return undefined;
    at = last + 1;
  }
  return result;
}

/** Views that an offset and strides may express. */
function isStrided(op: string): op is 'reshape' | 'transpose' | 'broadcast' | 'slice' {
  return ['reshape', 'transpose', 'broadcast', 'slice'].includes(op);
}

/** True for a cast that a reader does on its own: halves are f32 wherever they are not in memory. */
function widensHalves(graph: Graph, node: DeviceNode): boolean {
  return node.op === 'cast' && node.dtype === 'float32' && graph.value(node.inputs[0] as number).dtype === 'float16';
}

/** The operand as memory; `stop` tells values that have memory of their own. What cannot be expressed becomes memory itself. */
export function stridedOperand(graph: Graph, value: number, stop: (value: number) => boolean): StridedOperand {
  const node = graph.value(value);
  const own: StridedOperand = { memory: value, offset: 0, strides: stridesOf(node.shape) };
  if (node.op === 'input' || stop(value)) return own;
  if (widensHalves(graph, node)) return stridedOperand(graph, node.inputs[0] as number, stop);
  if (!isStrided(node.op)) return own;
  const operand = node.inputs[0] as number;
  const { memory, offset, strides } = stridedOperand(graph, operand, stop);
  if (graph.isHost(memory)) return own;
  const { shape } = graph.value(operand);
  switch (node.op) {
    case 'reshape': {
      const reshaped = reshapeStrides(shape, strides, node.shape);
      return reshaped ? { memory, offset, strides: reshaped } : own;
    }
    case 'transpose':
      return { memory, offset, strides: node.attributes.permutation.map((axis) => strides[axis] as number) };
    case 'broadcast': {
      const lead = node.shape.length - shape.length;
      const repeated = (axis: number): boolean => (shape[axis - lead] ?? 1) === 1;
      return {
        memory,
        offset,
        strides: node.shape.map((_, axis) => (repeated(axis) ? 0 : (strides[axis - lead] as number))),
      };
    }
    case 'slice': {
      const { starts, steps } = node.attributes;
      const first = strides.reduce((sum, stride, axis) => sum + stride * (starts[axis] as number), offset);
      return { memory, offset: first, strides: strides.map((stride, axis) => stride * (steps[axis] as number)) };
    }
    default:
      return own;
  }
}
