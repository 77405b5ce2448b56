// What attention layers take: one sequence that looks at itself, or queries that look at another. Knows no weights.
import { formatShape, isTensor, logicalAnd, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { isSymbolicShape, type SymbolicShape } from '../../symbolic-shape.js';
import { maskOf } from '../../masks.js';

/** Several inputs by name. */
export interface AttentionOperands<Value = Tensor> {
  /** [batch, queries, features] */
  readonly query: Value;
  /** [batch, keys, features] */
  readonly value: Value;
  /** [batch, keys, features] (default the value). */
  readonly key?: Value;
  /** bool, what broadcasts to [batch, heads, queries, keys]; [batch, queries, keys] too: true where a query sees a key. */
  readonly mask?: Value;
}

/** One sequence [batch, steps, features] that looks at itself, [query, value] or [query, value, key], or all of them by name. */
export type AttentionInput = Tensor | readonly Tensor[] | AttentionOperands;

/** Operands with none left out but the mask. */
export interface Operands<Value> {
  readonly query: Value;
  readonly value: Value;
  readonly key: Value;
  readonly mask: Value | undefined;
}

function named<Value>(input: unknown, isLeaf: (value: unknown) => boolean): Operands<Value> {
  if (isLeaf(input)) {
    const one = input as Value;
    return { query: one, value: one, key: one, mask: undefined };
  }
  const { query, value, key, mask } = Array.isArray(input)
    ? { query: input[0] as Value, value: input[1] as Value, key: input[2] as Value | undefined, mask: undefined }
    : (input as AttentionOperands<Value>);
  return { query, value, key: key ?? value, mask };
}

/** Tensors by name. */
export function operandsOf(input: AttentionInput): Operands<Tensor> {
  return named(input, isTensor);
}

/** Shapes by name. */
export function operandShapes(inputShape: unknown): Operands<SymbolicShape> {
  return named(inputShape, isSymbolicShape);
}

/** @throws ShapeError unless query, key and value are [batch, steps, features] and keys are as many as values */
export function checkOperands(path: string, inputShape: unknown): Operands<SymbolicShape> {
  const shapes = operandShapes(inputShape);
  const { query, value, key } = shapes;
  const areSequences = [query, value, key].every((shape) => isSymbolicShape(shape) && shape.length === 3);
  if (areSequences && (key[1] === value[1] || key[1] === null || value[1] === null)) return shapes;
  const got = [query, value, key].map((shape) => (isSymbolicShape(shape) ? formatShape(shape) : String(shape)));
  throw new ShapeError(
    `${path}: inputs do not fit; expected [batch, steps, features], or [query, value] or [query, value, key] of such with as many ` +
      `keys as values, got ${[...new Set(got)].join(', ')}; check the layers before`,
  );
}

/**
 * Where a query sees a key: as the operands' mask says, of the steps that count.
 *
 * @param steps which keys count, bool [batch, keys] (default the masks beside value and key)
 * @returns bool, what broadcasts to [batch, heads, queries, keys]; undefined where all is seen
 */
export function visibleKeys({ value, key, mask }: Operands<Tensor>, steps: Tensor | undefined): Tensor | undefined {
  const known = steps ? [steps] : [...new Set([maskOf(value), maskOf(key)])];
  const counted = known.flatMap((each) => each?.expandDims(1).expandDims(1) ?? []);
  const given = mask ? [mask.rank === 3 ? mask.expandDims(1) : mask] : [];
  const all = [...given, ...counted];
  return all.length === 0 ? undefined : all.reduce((both, each) => logicalAnd(both, each));
}
