// Finds sums of squared distances from one number a row: the second half of a variance. By its form, whatever op it came from.
import type { DeviceValue } from './device-program.js';
import type { Reduction } from './reduction-parts.js';
import type { Site } from './rewrite.js';

/** Σ (x - centre)². */
export interface SquaredDistances {
  readonly x: number;
  /** One number a row. */
  readonly centre: number;
  /** The centre, and what it is a multiple of: around anything else, infinite elements of x could give another result. */
  readonly madeOf: readonly number[];
}

/** What a sum adds up, if it is of that form. */
export function squaredDistances(node: Reduction, valueAt: Site['valueAt']): SquaredDistances | undefined {
  if (node.op !== 'sum') return undefined;
  const [left, right] = operandsOf(node.inputs[0] as number, 'mul', valueAt);
  if (left === undefined || left !== right) return undefined;
  const [x, repeated] = operandsOf(left, 'sub', valueAt);
  const [centre] = repeated === undefined ? [] : operandsOf(repeated, 'broadcast', valueAt);
  if (x === undefined || centre === undefined) return undefined;
  const { axes } = node.attributes;
  const [whole, { shape }] = [valueAt(left).shape, valueAt(centre)];
  const lead = whole.length - shape.length;
  const isOfRow = whole.every((extent, axis) =>
    axes.includes(axis) ? axis < lead || shape[axis - lead] === 1 : shape[axis - lead] === extent,
  );
  return isOfRow ? { x, centre, madeOf: multiples(centre, valueAt) } : undefined;
}

/** Operands of a value that is made by an op; none if another one makes it. */
function operandsOf(position: number, op: DeviceValue['op'], valueAt: Site['valueAt']): readonly number[] {
  const value = valueAt(position);
  return value.op === op && value.op !== 'input' ? value.inputs : [];
}

function multiples(centre: number, valueAt: Site['valueAt']): readonly number[] {
  const found = [centre];
  for (let at = valueAt(centre); at.op === 'reshape' || at.op === 'mul' || at.op === 'div';) {
    const [factor] = at.inputs as readonly [number];
    found.push(factor);
    at = valueAt(factor);
  }
  return found;
}
