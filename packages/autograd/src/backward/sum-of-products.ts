// Σₜ Aₜᵀ Bₜ as one product over all rows: what the steps of a loop hand down to the weights that they share.
import { concat, matmul, reshape, slice, sum, type OpSource, type Tensor } from '@tensorloom/tensor-core';

/** Fewer shares than this are added one by one. */
const FEW = 4;

/** A step of a sequence: `sequence[index]`. */
interface Step {
  readonly sequence: Tensor;
  readonly index: number;
}

function stepOf({ source, shape }: Tensor): Step | undefined {
  if (source.kind !== 'op' || source.op !== 'reshape') return undefined;
  const taken = (source.inputs[0] as Tensor).source;
  if (taken.kind !== 'op' || taken.op !== 'slice') return undefined;
  const { inputs, attributes } = taken as OpSource<'slice'>;
  const [sequence] = inputs as readonly [Tensor];
  const { starts, sizes, steps } = attributes;
  const isStep =
    sizes[0] === 1 && sizes.slice(1).join() === shape.join() && sequence.shape.slice(1).join() === shape.join();
  return isStep && steps.every((one) => one === 1) ? { sequence, index: starts[0] as number } : undefined;
}

/** The rows of all parts, one part below the other; consecutive steps of a sequence are a part of it already. */
function below(parts: readonly Tensor[]): Tensor {
  const steps = parts.map(stepOf);
  const [first] = steps;
  const consecutive = steps.every(
    (step, index) => first && step && step.sequence === first.sequence && step.index === first.index + index,
  );
  if (!first || !consecutive) return concat(parts, 0);
  const range = slice(first.sequence, [first.index, first.index + parts.length]);
  const [steps0, rows, ...rest] = range.shape as readonly [number, number, ...number[]];
  return reshape(range, [steps0 * rows, ...rest]);
}

function sourceOf<Op extends 'matmul' | 'sum'>(share: Tensor, op: Op): OpSource<Op> | undefined {
  const { source } = share;
  return source.kind === 'op' && source.op === op ? (source as OpSource<Op>) : undefined;
}

function isOverRows(share: Tensor): boolean {
  const product = sourceOf(share, 'matmul');
  if (product) return share.rank === 2 && product.attributes.transposeA && !product.attributes.transposeB;
  return sourceOf(share, 'sum')?.attributes.axes.join() === '0';
}

/** Products in the order of the sequence that their first operands come from. */
function inSequence(products: readonly OpSource<'matmul'>[]): readonly OpSource<'matmul'>[] {
  const [first, second] = products.slice(0, 2).map(({ inputs }) => stepOf(inputs[0] as Tensor));
  return first && second && first.index > second.index ? products.toReversed() : products;
}

/**
 * Shares with all products over rows (and all sums over rows) made one. Steps come last first from the walk backwards, and
 * are put in their order.
 */
export function withProductsJoined(shares: readonly Tensor[]): readonly Tensor[] {
  if (shares.length < FEW) return shares;
  const list = shares.filter(isOverRows).reverse();
  const products = inSequence(list.flatMap((share) => sourceOf(share, 'matmul') ?? []));
  const sums = list.flatMap((share) => sourceOf(share, 'sum') ?? []);
  const operands = (sources: readonly OpSource[], operand: number): Tensor =>
    below(sources.map(({ inputs }) => inputs[operand] as Tensor));
  const joined: Tensor[] = [];
  if (products.length >= FEW) joined.push(matmul(operands(products, 0), operands(products, 1), { transposeA: true }));
  if (sums.length >= FEW) joined.push(sum(operands(sums, 0), 0));
  const taken = new Set<Tensor>(
    list.filter((share) => (sourceOf(share, 'matmul') ? products.length : sums.length) >= FEW),
  );
  return [...joined, ...shares.filter((share) => !taken.has(share))];
}
