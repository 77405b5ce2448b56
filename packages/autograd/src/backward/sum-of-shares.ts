// The gradient of a value that several ops read: the sum of what each of them hands down.
import { add, concat, type OpSource, type Tensor } from '@tensorloom/tensor-core';
import { withProductsJoined } from './sum-of-products.js';
import { filled } from '../rules/known-constants.js';

/** What a slice handed down: its own gradient, with zeros before and after it along one axis. */
interface Part {
  readonly value: Tensor;
  readonly axis: number;
  readonly start: number;
  readonly stop: number;
}

/** A share as a part of one axis, if that is what it is. */
function partOf({ source, shape }: Tensor): Part | undefined {
  if (source.kind !== 'op' || source.op !== 'pad') return undefined;
  const { inputs, attributes } = source as OpSource<'pad'>;
  const { low, high, value: filler } = attributes;
  const padded = shape.flatMap((_, axis) => ((low[axis] ?? 0) + (high[axis] ?? 0) > 0 ? [axis] : []));
  const [axis, more] = padded;
  if (filler !== 0 || axis === undefined || more !== undefined) return undefined;
  const extent = shape[axis] as number;
  return { value: inputs[0] as Tensor, axis, start: low[axis] as number, stop: extent - (high[axis] as number) };
}

/** Parts side by side, with zeros where there is none. */
function joined(parts: readonly Part[], like: Tensor): Tensor {
  const [{ axis }] = parts as readonly [Part];
  const pieces: Tensor[] = [];
  let end = 0;
  const fillTo = (stop: number): void => {
    if (stop > end) pieces.push(filled(like.shape.with(axis, stop - end), 0));
  };
  for (const { value, start, stop } of parts) {
    fillTo(start);
    pieces.push(value);
    end = stop;
  }
  fillTo(like.shape[axis] as number);
  return concat(pieces, axis);
}

/** Parts that lie side by side on one axis; the first of those that overlap is kept. */
function sideBySide(shares: readonly Tensor[]): ReadonlyMap<Tensor, Part> {
  const found = shares.flatMap((share) => {
    const part = partOf(share);
    return part ? [{ share, part }] : [];
  });
  const axis = found[0]?.part.axis;
  const along = found.filter(({ part }) => part.axis === axis).sort((a, b) => a.part.start - b.part.start);
  let end = 0;
  const apart = along.filter(({ part: { start, stop } }) => {
    const free = start >= end;
    if (free) end = stop;
    return free;
  });
  return new Map(apart.map(({ share, part }) => [share, part]));
}

/**
 * The sum of shares of one shape. The shares of slices lie apart: they are put side by side instead of being added to zeros.
 *
 * @param all at least one
 */
export function sumOfShares(all: readonly Tensor[]): Tensor {
  if (all.length === 1) return all[0] as Tensor;
  const shares = withProductsJoined(all);
  const parts = sideBySide(shares);
  if (parts.size < 2) return shares.reduce((sum, share) => add(sum, share));
  const whole = joined([...parts.values()], shares[0] as Tensor);
  return shares.filter((share) => !parts.has(share)).reduce((sum, share) => add(sum, share), whole);
}
