// Where an element lies: coordinates as WGSL expressions, moved backwards through views. Pure text, no graph.
import { sameShape, stridesOf, type Shape } from '@tensorloom/tensor-core';

/** A place in a tensor of `shape`. */
export interface Place {
  readonly shape: Shape;
  /** One u32 expression an axis; 0u along an axis of size 1, so that what is one element for a row is read once for a row. */
  readonly coords: readonly string[];
  /** The row-major index, where a shorter expression than the sum over coordinates is known. */
  readonly linear?: string;
  /** The same element in the shape that it was first seen in, where it was reshaped since. */
  readonly origin?: Place;
}

function product(shape: Shape): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

function times(expression: string, factor: number): string {
  if (expression === '0u' || factor === 1) return expression;
  return `${expression} * ${factor}u`;
}

/** Row-major index of coordinates. */
function flatten(coords: readonly string[], shape: Shape): string {
  const strides = stridesOf(shape);
  const terms = coords
    .map((coord, axis) => (shape[axis] === 1 ? '0u' : times(coord, strides[axis] as number)))
    .filter((term) => term !== '0u');
  if (terms.length === 0) return '0u';
  return terms.length === 1 ? (terms[0] as string) : `(${terms.join(' + ')})`;
}

/** Coordinates of a row-major index. */
function unflatten(index: string, shape: Shape): string[] {
  const strides = stridesOf(shape);
  const outermost = shape.findIndex((extent) => extent !== 1);
  return shape.map((extent, axis) => {
    if (extent === 1) return '0u';
    const stride = strides[axis] as number;
    const shifted = stride === 1 ? index : `(${index} / ${stride}u)`;
    return axis === outermost ? shifted : `(${shifted} % ${extent}u)`;
  });
}

/** The row-major index of a place. */
export function linearOf({ shape, coords, linear }: Place): string {
  return linear ?? flatten(coords, shape);
}

/** Cuts two shapes of one size into runs of axes of equal products, as fine as possible. */
function matchAxes(from: Shape, to: Shape): readonly (readonly [readonly number[], readonly number[]])[] {
  const runs: [number[], number[]][] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const [left, right]: [number[], number[]] = [[], []];
    let [a, b] = [1, 1];
    do {
      if (a <= b && i < from.length) a *= from[left[left.push(i++) - 1] as number] as number;
      else if (j < to.length) b *= to[right[right.push(j++) - 1] as number] as number;
      else a *= from[left[left.push(i++) - 1] as number] as number;
    } while (a !== b);
    runs.push([left, right]);
  }
  return runs;
}

/** The same element in a tensor of another shape and the same size; seen as it was first, it is where it was first. */
export function reshapePlace(place: Place, shape: Shape): Place {
  const origin = place.origin ?? place;
  if (sameShape(origin.shape, shape)) return origin;
  const coords = new Array<string>(shape.length).fill('0u');
  if (product(shape) === 0) return { shape, coords };
  let linear = origin.linear;
  for (const [from, to] of matchAxes(origin.shape, shape)) {
    const fromShape = from.map((axis) => origin.shape[axis] as number);
    const toShape = to.map((axis) => shape[axis] as number);
    if (product(fromShape) === 1) continue;
    const wide = isWide(fromShape);
    // Read from coordinates that were cut out of it, an index would cost two divisions an axis.
    if (wide || isWide(toShape)) linear ??= flatten(origin.coords, origin.shape);
    const whole = product(fromShape) === product(shape) ? origin.linear : undefined;
    const index =
      whole && wide
        ? whole
        : flatten(
            from.map((axis) => origin.coords[axis] as string),
            fromShape,
          );
    unflatten(index, toShape).forEach((coord, position) => (coords[to[position] as number] = coord));
  }
  return { shape, coords, origin, ...(linear === undefined ? {} : { linear }) };
}

/** True for more than one axis that is longer than 1. */
function isWide(shape: Shape): boolean {
  return shape.filter((extent) => extent !== 1).length > 1;
}

/** The operand's element that a transpose puts here. */
export function transposePlace({ coords }: Place, permutation: readonly number[], operand: Shape): Place {
  const moved = new Array<string>(coords.length);
  permutation.forEach((axis, position) => (moved[axis] = coords[position] as string));
  return { shape: operand, coords: moved };
}

/** The operand's element that a broadcast repeats here. */
export function broadcastPlace({ shape, coords, linear }: Place, operand: Shape): Place {
  const lead = shape.length - operand.length;
  const kept = operand.map((extent, axis) => (extent === 1 ? '0u' : (coords[axis + lead] as string)));
  const same = product(shape) === product(operand) && linear !== undefined;
  return { shape: operand, coords: kept, ...(same ? { linear } : {}) };
}

/** The operand's element that a slice takes; `starts` are expressions. */
export function slicePlace(
  { coords }: Place,
  starts: readonly string[],
  steps: readonly number[],
  operand: Shape,
): Place {
  const moved = coords.map((coord, axis) => {
    const scaled = times(coord, steps[axis] as number);
    return starts[axis] === '0u' ? scaled : `(${scaled} + ${starts[axis]})`;
  });
  return { shape: operand, coords: moved };
}

/** The operand's element that turning axes round brings here. */
export function flipPlace({ shape, coords }: Place, axes: readonly number[]): Place {
  const moved = coords.map((coord, axis) => {
    const last = (shape[axis] as number) - 1;
    return axes.includes(axis) && last > 0 ? `(${last}u - ${coord})` : coord;
  });
  return { shape, coords: moved };
}

/** A coordinate, or the last one of the axis where it lies beyond. */
function heldInside(coord: string, extent: number): string {
  return extent <= 1 ? '0u' : `min(${coord}, ${extent - 1}u)`;
}

/** The operand's element inside a padding; beyond it, some element of the operand. With the condition that tells. */
export function padPlace({ coords }: Place, low: readonly number[], operand: Shape): { place: Place; inside: string } {
  const conditions: string[] = [];
  const moved = coords.map((coord, axis) => {
    const before = low[axis] as number;
    const extent = operand[axis] as number;
    const shifted = before === 0 ? coord : `(${coord} - ${before}u)`;
    // Unsigned: in front of the operand wraps to a large number, so that one comparison tells both sides.
    conditions.push(`(${shifted} < ${extent}u)`);
    return heldInside(shifted, extent);
  });
  return {
    place: { shape: operand, coords: moved },
    // By &, not &&: see the window loader.
    inside: conditions.length ? `(${conditions.join(' & ')})` : 'true',
  };
}

/** A place moved along one axis, held inside the operand: for the parts of a concatenation. */
export function shiftPlace({ coords }: Place, axis: number, offset: number, operand: Shape): Place {
  const extent = operand[axis] as number;
  const moved = coords.map((coord, position) =>
    position === axis ? heldInside(offset === 0 ? coord : `(${coord} - ${offset}u)`, extent) : coord,
  );
  return { shape: operand, coords: moved };
}

/**
 * The row-major index of a place, given by its index along the axes of one kind and its index along the others. Neighbours of
 * one kind are taken as one axis: each axis that is cut out of an index is a division.
 */
export function indexAlong(
  shape: Shape,
  kinds: readonly boolean[],
  index: readonly [ofKind: string, ofOthers: string],
): string {
  const runs = runsOf(shape, kinds);
  const extents = runs.map(({ extent }) => extent);
  const coords = new Array<string>(runs.length).fill('0u');
  for (const kind of [true, false]) {
    const mine = [...runs.keys()].filter((run) => (runs[run] as Run).kind === kind);
    const parts = unflatten(
      kind ? index[0] : index[1],
      mine.map((run) => extents[run] as number),
    );
    mine.forEach((run, position) => (coords[run] = parts[position] as string));
  }
  return flatten(coords, extents);
}

interface Run {
  readonly kind: boolean;
  extent: number;
}

/** Neighbouring axes of one kind as one; axes of size 1 are of any kind. */
function runsOf(shape: Shape, kinds: readonly boolean[]): readonly Run[] {
  const runs: Run[] = [];
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const last = runs.at(-1);
    const kind = kinds[axis] as boolean;
    if (last?.kind === kind) last.extent *= extent;
    else runs.push({ kind, extent });
  });
  return runs;
}

/** A place given by its row-major index alone. */
export function placeAt(linear: string, shape: Shape): Place {
  return { shape, coords: unflatten(linear, shape), linear };
}
