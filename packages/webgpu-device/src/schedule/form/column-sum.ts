// Finds sums that a matrix product yields beside its result: the gradient of a bias beside that of its kernel.
import type { Graph } from './graph.js';

/**
 * For each sum over all but the last axis of a product's second operand: the product. Only pairs whose users all come
 * after the product, so that no circle can arise.
 */
export function gemmWithColumnSum(graph: Graph): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  graph.values.forEach((node, position) => {
    if (node.op !== 'sum') return;
    const operand = node.inputs[0] as number;
    const { shape } = graph.value(operand);
    const overAllButLast =
      node.attributes.axes.length === shape.length - 1 && !node.attributes.axes.includes(shape.length - 1);
    if (!overAllButLast || graph.users(position).length === 0) return;
    const gemm = productsOf(graph, graph.memoryOf(operand), shape.at(-1) as number).find(
      (candidate) => !taken.has(candidate) && yieldsAfter(graph, candidate, position),
    );
    if (gemm === undefined) return;
    pairs.set(position, gemm);
    taken.add(gemm);
  });
  return pairs;
}

/** Products that sum over all rows of this second operand. */
function productsOf(graph: Graph, memory: number, columns: number): readonly number[] {
  return graph.values.flatMap((node, position) => {
    const wholeMatmul = node.op === 'matmul' && node.shape.length === 2 && !node.attributes.transposeB;
    const wholeKernel = node.op === 'conv2dKernelGradient' && node.attributes.groups === 1;
    return (wholeMatmul || wholeKernel) &&
      graph.size(position) > 0 &&
      node.shape.at(-1) === columns &&
      graph.memoryOf(node.inputs[1] as number) === memory
      ? [position]
      : [];
  });
}

function yieldsAfter(graph: Graph, gemm: number, sum: number): boolean {
  if (graph.users(sum).some((user) => user < gemm)) return false;
  return !dependsOn(graph, gemm, sum);
}

function dependsOn(graph: Graph, value: number, other: number): boolean {
  const seen = new Set<number>();
  const stack = [value];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at === other) return true;
    if (at < other || seen.has(at)) continue;
    seen.add(at);
    const node = graph.value(at);
    if (node.op !== 'input') stack.push(...node.inputs);
  }
  return false;
}
