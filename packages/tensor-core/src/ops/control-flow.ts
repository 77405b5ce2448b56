// Loops and choices that are recorded: part of one plan, with no JavaScript between their steps.
import { ConfigError, ShapeError } from '../errors.js';
import { formatShape, sameShape } from '../shape.js';
import { Tensor } from '../tensor.js';
import { flattenTree, mapTree, type Tree } from '../tree.js';
import { where } from './elementwise.js';
import { stack } from './movement.js';
import { broadcastTensor, castTo, expectTensor } from './operands.js';
import { slice } from './slice.js';

/** A tensor, or arrays and records of tensors. */
export type Tensors = Tree<Tensor>;

/** What one step of a scan gives. */
export interface ScanStep<Carry extends Tensors, Output extends Tensors> {
  /** The state that the next step gets: shapes and dtypes as before. */
  readonly carry: Carry;
  /** What is kept of this step. */
  readonly output: Output;
}

export interface ScanOptions {
  /** Goes through the sequence from its last element to its first (default false); outputs stay where their inputs were. */
  readonly reverse?: boolean;
}

function isTensorLeaf(value: unknown): value is Tensor {
  return value instanceof Tensor;
}

function leaves(tree: Tensors): readonly Tensor[] {
  return flattenTree(tree, isTensorLeaf);
}

/** Specs as text: what must stay the same from step to step. */
function specsOf(tree: Tensors): string {
  return leaves(tree)
    .map(({ dtype, shape }) => `${dtype} ${formatShape(shape)}`)
    .join(', ');
}

/** The one extent of all leading axes. */
function lengthOf(sequence: Tensors): number {
  const extents = new Set(leaves(sequence).map(({ shape }) => shape[0]));
  const [length] = extents;
  if (extents.size !== 1 || length === undefined || length === 0) {
    throw new ShapeError(
      `scan: no common length; expected tensors with one leading extent >= 1, got ${specsOf(sequence) || 'none'}; cut or pad them`,
    );
  }
  return length;
}

/** Trees of one form, leaf by leaf. */
function zipTrees(trees: readonly Tensors[], join: (parts: readonly Tensor[]) => Tensor): Tensors {
  const lists = trees.map(leaves);
  let index = 0;
  return mapTree(trees[0] as Tensors, isTensorLeaf, () => {
    const parts = lists.map((list) => list[index] as Tensor);
    index++;
    return join(parts);
  });
}

/**
 * A loop over the leading axis: `step(carry, input)` for each element in turn. All steps are recorded into one plan, which
 * runs in one submission; gradients flow through the steps. A step is recorded as often as the sequence is long, so that
 * recording, and memory for the backward pass, grow with the length (see `checkpoint` in autograd). For LSTM and GRU cells there
 * are `lstm` and `gru`, which record a sequence of any length as one op.
 *
 * @param step must keep the carry's shapes and dtypes
 * @param initial the first carry
 * @param sequence tensors [length, ...]
 * @returns the last carry, and the outputs of all steps, stacked along a new leading axis
 * @example
 * const { carry, outputs } = scan((h, x) => { const next = cell(x, h); return { carry: next, output: next }; }, h0, inputs);
 */
export function scan<Carry extends Tensors, Input extends Tensors, Output extends Tensors>(
  step: (carry: Carry, input: Input) => ScanStep<Carry, Output>,
  initial: Carry,
  sequence: Input,
  { reverse = false }: ScanOptions = {},
): { readonly carry: Carry; readonly outputs: Output } {
  const length = lengthOf(sequence);
  const outputs = new Array<Output>(length);
  let carry = initial;
  for (let turn = 0; turn < length; turn++) {
    const at = reverse ? length - 1 - turn : turn;
    const input = mapTree(sequence, isTensorLeaf, (leaf) => slice(leaf, at)) as Input;
    const next = step(carry, input);
    expectSameSpecs('scan', 'the carry', specsOf(initial), specsOf(next.carry));
    carry = next.carry;
    outputs[at] = next.output;
  }
  return { carry, outputs: zipTrees(outputs, (parts) => stack(parts, 0)) as Output };
}

function expectSameSpecs(op: string, what: string, expected: string, got: string): void {
  if (expected === got) return;
  throw new ConfigError(`${op}: ${what} changes; expected ${expected}, got ${got}; cast or reshape it`);
}

/**
 * The results of one of two functions, by a value on the device. Both are recorded and computed, and the result chosen
 * element by element without a branch, so that the choice costs no round trip; the gradient of the one not taken is 0 times
 * its derivative, so keep it finite there (give it inputs through `where`).
 *
 * @param predicate one element: bool, or a number of which 0 is false
 * @returns what `whenTrue()` or `whenFalse()` gives; both must give tensors of the same shapes and dtypes
 */
export function cond<Result extends Tensors>(
  predicate: Tensor,
  whenTrue: () => Result,
  whenFalse: () => NoInfer<Result>,
): Result {
  const test = expectTensor('cond', predicate);
  if (!sameShape(test.shape, []) && test.size !== 1) {
    throw new ShapeError(
      `cond: predicate is not a single value; expected one element, got ${formatShape(test.shape)}; use where() to choose element by element`,
    );
  }
  const [first, second] = [whenTrue(), whenFalse()];
  expectSameSpecs('cond', 'the second result', specsOf(first), specsOf(second));
  const choice = castTo(test, 'bool').reshape([]);
  return zipTrees([first, second], ([left, right]) =>
    where(broadcastTensor(choice, (left as Tensor).shape), left as Tensor, right as Tensor),
  ) as Result;
}
