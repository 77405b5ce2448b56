// A matrix product or convolution of the program in the terms of the gemm kernels: sizes, operands, loaders.
import {
  convLoaders,
  convLoaderWords,
  convSizes,
  stridedLoader,
  stridedLoaderWords,
  type ConvExtents,
  type ConvWindow,
  type ElementReader,
  type GemmLoader,
  type GemmSide,
  type GemmSizes,
} from '@tensorloom/wgsl-kernels';
import { sizeOf, type Conv2dAttributes, type Shape } from '@tensorloom/tensor-core';
import type { Product } from '../steps/device-program.js';
import type { Graph } from '../form/graph.js';
import { stridedOperand } from './strided-operand.js';

/** A product in the kernels' terms. */
export interface GemmNode {
  readonly sizes: GemmSizes;
  /** Memory of the operands A and B. */
  readonly memory: readonly [number, number];
  /** Parameter words of both loaders, A's first. */
  readonly words: readonly number[];
  /** Whether both operands are whole fours of elements side by side, and k too. */
  readonly quads: boolean;
  /** The loaders, given how each operand is read, the index of the first parameter word, and the elements of a load. */
  readonly loaders: (
    a: ElementReader,
    b: ElementReader,
    firstParam: number,
    width?: 1 | 4,
  ) => { readonly loadA: GemmLoader; readonly loadB: GemmLoader };
}

type Matmul = Product & { op: 'matmul' };
type Convolution = Exclude<Product, Matmul>;

/** The product that a value is, or is the slices of, and their number. */
export function productAt(graph: Graph, anchor: number): { readonly product: Product; readonly slices: number } {
  const node = graph.node(anchor);
  if (node.op !== 'productSlices') return { product: node as Product, slices: 1 };
  const { product, slices } = node.attributes;
  return { product: { ...product, inputs: node.inputs }, slices };
}

interface MatmulOperand {
  readonly memory: number;
  readonly words: readonly number[];
  readonly adjacent: 'row' | 'depth';
  /** Whether memory can be read as vectors of four along the adjacent axis. */
  readonly quads: boolean;
}

function matmulOperand(
  graph: Graph,
  node: Matmul,
  side: GemmSide,
  inMemory: (value: number) => boolean,
): MatmulOperand {
  const { memory, offset, strides } = stridedOperand(graph, node.inputs[side === 'a' ? 0 : 1] as number, inMemory);
  const [outer, inner] = strides.slice(-2) as [number, number];
  const transposed = side === 'a' ? node.attributes.transposeA : node.attributes.transposeB;
  // A is [m, k], B is [k, n]: the row is m of A and n of B.
  const [row, depth] = (side === 'a') !== transposed ? [outer, inner] : [inner, outer];
  const batches = strides.slice(0, -2);
  const words = stridedLoaderWords({ offset, row, depth, ...batchStrides(node, batches) });
  const adjacent = row === 1 ? 'row' : 'depth';
  const extent = graph.value(node.inputs[side === 'a' ? 0 : 1] as number).shape.at(inner === 1 ? -1 : -2) as number;
  const steps = [extent, offset, adjacent === 'row' ? depth : row, ...batches];
  return { memory, words, adjacent, quads: (row === 1 || depth === 1) && steps.every((step) => step % 4 === 0) };
}

/** Batch axes as one or two strides; NaN where they need more. */
function batchStrides(
  node: Matmul,
  strides: readonly number[],
): { batch: number; innerBatch?: { count: number; stride: number } } {
  const merged: { count: number; stride: number }[] = [];
  node.shape.slice(0, -2).forEach((count, axis) => {
    if (count === 1) return;
    const stride = strides[axis] as number;
    const last = merged.at(-1);
    if (last && last.stride === stride * count) merged[merged.length - 1] = { count: last.count * count, stride };
    else merged.push({ count, stride });
  });
  const [outer, inner, more] = merged;
  if (!outer) return { batch: 0 };
  if (more) return { batch: NaN };
  return inner ? { batch: outer.stride, innerBatch: inner } : { batch: outer.stride };
}

/** True if an operand's batch axes fit the kernel's two strides. */
export function fitsStrides(graph: Graph, node: Matmul, side: GemmSide, inMemory: (value: number) => boolean): boolean {
  return !matmulOperand(graph, node, side, inMemory).words.includes(NaN);
}

function matmulNode(graph: Graph, node: Matmul, inMemory: (value: number) => boolean): GemmNode {
  const [m, n] = node.shape.slice(-2) as [number, number];
  const left = graph.value(node.inputs[0] as number).shape;
  const k = (node.attributes.transposeA ? left.at(-2) : left.at(-1)) as number;
  const a = matmulOperand(graph, node, 'a', inMemory);
  const b = matmulOperand(graph, node, 'b', inMemory);
  return {
    sizes: { batch: sizeOf(node.shape.slice(0, -2)), m, n, k },
    memory: [a.memory, b.memory],
    words: [...a.words, ...b.words],
    quads: a.quads && b.quads && k % 4 === 0,
    loaders: (nameA, nameB, firstParam, width) => ({
      loadA: stridedLoader('a', nameA, firstParam, a.adjacent, width),
      loadB: stridedLoader('b', nameB, firstParam + a.words.length, b.adjacent, width),
    }),
  };
}

/** Shapes of input, kernel and output, whichever of them the op computes. */
function convShapes(graph: Graph, { op, inputs, shape }: Convolution): { input: Shape; kernel: Shape; output: Shape } {
  const [first, second] = inputs.map((input) => graph.value(input).shape) as [Shape, Shape];
  if (op === 'conv2d') return { input: first, kernel: second, output: shape };
  if (op === 'conv2dInputGradient') return { input: shape, kernel: second, output: first };
  return { input: first, kernel: shape, output: second };
}

function convNode(graph: Graph, node: Convolution): GemmNode {
  const { input, kernel, output } = convShapes(graph, node);
  const { strides, padding, dilation, groups } = node.attributes as Conv2dAttributes;
  const window: ConvWindow = {
    kernel: [kernel[0] as number, kernel[1] as number],
    strides,
    dilation,
    padding,
    groups,
    channels: input[3] as number,
    filters: kernel[3] as number,
  };
  const extents: ConvExtents = {
    batch: input[0] as number,
    input: [input[1] as number, input[2] as number],
    output: [output[1] as number, output[2] as number],
  };
  const [a, b] = node.inputs.map((operand) => graph.sourceOf(operand)) as [number, number];
  return {
    sizes: convSizes(node.op, window, extents),
    memory: [a, b],
    words: convLoaderWords(node.op, window, extents),
    quads: false,
    loaders: (nameA, nameB, firstParam) => convLoaders(node.op, window, { a: nameA, b: nameB }, firstParam),
  };
}

/** The product that a value is. */
export function gemmNode(graph: Graph, anchor: number, inMemory: (value: number) => boolean): GemmNode {
  const { product, slices } = productAt(graph, anchor);
  const node = product.op === 'matmul' ? matmulNode(graph, product, inMemory) : convNode(graph, product);
  return slices === 1 ? node : { ...node, sizes: { ...node.sizes, slices } };
}

/** Memory that a product reads. */
export function gemmMemory(graph: Graph, anchor: number, must: ReadonlySet<number>): readonly number[] {
  return gemmNode(graph, anchor, (value) => must.has(value)).memory;
}
