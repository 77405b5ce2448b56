// A matrix product or convolution of the program in the terms of the gemm kernels: sizes, operands, loaders.
import { stridedLoader, stridedLoaderWords, type GemmLoader, type GemmSide, type GemmSizes } from '@tensorloom/wgsl-kernels';
import { sizeOf, type ProgramNode } from '@tensorloom/tensor-core';
import type { Graph } from './graph.js';
import { stridedOperand } from './strided-operand.js';

/** An operand: the memory that it reads, and how. */
export interface GemmOperand {
  readonly memory: number;
  /** The loader, given the binding's name and the index of its first parameter word. */
  readonly loader: (binding: string, firstParam: number) => GemmLoader;
  readonly words: readonly number[];
}

/** A product in the kernels' terms. */
export interface GemmNode {
  readonly sizes: GemmSizes;
  readonly a: GemmOperand;
  readonly b: GemmOperand;
}

type Matmul = ProgramNode & { op: 'matmul' };

function matmulOperand(graph: Graph, node: Matmul, side: GemmSide, inMemory: (value: number) => boolean): GemmOperand {
  const { memory, offset, strides } = stridedOperand(graph, node.inputs[side === 'a' ? 0 : 1] as number, inMemory);
  const [outer, inner] = strides.slice(-2) as [number, number];
  const transposed = side === 'a' ? node.attributes.transposeA : node.attributes.transposeB;
  // A is [m, k], B is [k, n]: the row is m of A and n of B.
  const [row, depth] = (side === 'a') !== transposed ? [outer, inner] : [inner, outer];
  const batch = batchStrides(node, strides.slice(0, -2));
  return {
    memory,
    words: stridedLoaderWords({ offset, row, depth, ...batch }),
    loader: (binding, firstParam) => stridedLoader(side, binding, firstParam, row === 1 ? 'row' : 'depth'),
  };
}

/** Batch axes as one or two strides. */
function batchStrides(node: Matmul, strides: readonly number[]): { batch: number; innerBatch?: { count: number; stride: number } } {
  const shape = node.shape.slice(0, -2);
  const axes = shape.flatMap((extent, axis) => (extent === 1 ? [] : [axis]));
  const merged: { count: number; stride: number }[] = [];
  for (const axis of axes) {
    const [count, stride] = [shape[axis] as number, strides[axis] as number];
    const last = merged.at(-1);
    if (last && last.stride === stride * count) merged[merged.length - 1] = { count: last.count * count, stride };
    else merged.push({ count, stride });
  }
  if (merged.length === 0) return { batch: 0 };
  if (merged.length === 1) return { batch: (merged[0] as { stride: number }).stride };
  if (merged.length === 2) return { batch: (merged[0] as { stride: number }).stride, innerBatch: merged[1] as { count: number; stride: number } };
  return { batch: NaN };
}

/** True if an operand's batch axes fit the kernel's two strides. */
export function fitsStrides(graph: Graph, node: Matmul, side: GemmSide, inMemory: (value: number) => boolean): boolean {
  return !matmulOperand(graph, node, side, inMemory).words.includes(NaN);
}

/** The product that a value is. */
export function gemmNode(graph: Graph, anchor: number, inMemory: (value: number) => boolean): GemmNode {
  const node = graph.node(anchor);
  if (node.op !== 'matmul') throw new Error(`gemm of ${node.op}`);
  const [m, n] = node.shape.slice(-2) as [number, number];
  const left = graph.value(node.inputs[0] as number).shape;
  const k = (node.attributes.transposeA ? left.at(-2) : left.at(-1)) as number;
  return {
    sizes: { batch: sizeOf(node.shape.slice(0, -2)), m, n, k },
    a: matmulOperand(graph, node, 'a', inMemory),
    b: matmulOperand(graph, node, 'b', inMemory),
  };
}

/** Memory that a product reads. */
export function gemmMemory(graph: Graph, anchor: number, must: ReadonlySet<number>): readonly number[] {
  const { a, b } = gemmNode(graph, anchor, (value) => must.has(value));
  return [a.memory, b.memory];
}
