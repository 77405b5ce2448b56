// The places of a group's kernel: where its loop variables put an element of each shape it computes.
import type { Graph } from '../form/graph.js';
import type { GemmForm, Group, RowForm, ScanForm } from '../form/group.js';
import { newScope, type Scope } from './emitter.js';
import { indexAlong, placeAt, reshapePlace, type Place } from './place.js';
import { sizeOf, type Shape } from '@tensorloom/tensor-core';

/** What a group's kernel has at hand, and where. */
export interface Space {
  /** The place of an element of a tensor of this shape, or undefined if the kernel does not run over such. */
  readonly placeOf: (shape: Shape) => Place | undefined;
  readonly anchorAt: (anchor: number, place: Place) => string | undefined;
  readonly scopeFor: (place: Place, present: Scope) => Scope;
  /** Scope outside of the innermost loop. */
  readonly outer: Scope;
}

function keyOf({ coords, linear }: Place): string {
  return linear ?? coords.join();
}

/** True if the place is where the space's own loop stands. */
export function isOwnPlace(space: Space, place: Place): boolean {
  const own = space.placeOf(place.shape);
  return own !== undefined && (keyOf(own) === keyOf(place) || own.coords.join() === place.coords.join());
}

function elementSpace(size: number): Space {
  return {
    placeOf: (shape) => (sizeOf(shape) === size ? placeAt('i', shape) : undefined),
    anchorAt: () => undefined,
    scopeFor: (_place, present) => present,
    outer: newScope(),
  };
}

/** Name of the variable that holds a reduction's result. */
export function anchorName(anchor: number, group: Group): string {
  return `s${group.anchors.indexOf(anchor)}`;
}

/** True if a place depends on the column: by name, or by a value that was computed for the column (an index looked up). */
function dependsOnColumn({ coords, linear = '' }: Place, outer: Scope): boolean {
  const text = [...coords, linear].join(' ');
  if (/\bc\b/.test(text)) return true;
  const ofRow = new Set(outer.names.values());
  return (text.match(/\bt\d+\b/g) ?? []).some((name) => !ofRow.has(name));
}

function rowSpace(group: Group, form: RowForm): Space {
  const reduced = form.axes.map((axis) => form.shape[axis] as number);
  const inRow = placeAt('c', reduced).coords;
  const ofRow = placeAt('r', form.kept).coords;
  let [row, column] = [0, 0];
  const coords = form.shape.map((_, axis) => (form.axes.includes(axis) ? inRow[column++] : ofRow[row++]) as string);
  const isReduced = form.shape.map((_, axis) => form.axes.includes(axis));
  const element: Place = { shape: form.shape, coords, linear: indexAlong(form.shape, isReduced, ['c', 'r']) };
  const rowPlace: Place = { shape: form.kept, coords: ofRow, linear: form.rows === 1 ? '0u' : 'r' };
  const outer = newScope();
  const keptKey = rowKey(form.kept, ofRow);
  return {
    placeOf: (shape) => {
      const size = sizeOf(shape);
      if (size === form.rows && rowKey(shape, []) === rowKey(form.kept, [])) return reshapePlace(rowPlace, shape);
      return size === form.rows * form.columns ? reshapePlace(element, shape) : undefined;
    },
    anchorAt: (anchor, place) =>
      rowKey(place.shape, place.coords) === keptKey ? anchorName(anchor, group) : undefined,
    scopeFor: (place, present) => (dependsOnColumn(place, outer) ? present : outer),
    outer,
  };
}

/** Extents and coordinates without axes of size 1. */
function rowKey(shape: Shape, coords: readonly string[]): string {
  return shape.flatMap((extent, axis) => (extent === 1 ? [] : [`${extent}:${coords[axis] ?? ''}`])).join();
}

/** Rows and columns of a matrix product's result, as the store function sees them. */
export function gemmResult(graph: Graph, { anchor }: GemmForm): { readonly rows: number; readonly columns: number } {
  const { shape } = graph.value(anchor);
  const columns = shape.at(-1) as number;
  return { rows: sizeOf(shape) / Math.max(columns, 1), columns };
}

function gemmSpace(graph: Graph, form: GemmForm): Space {
  const { rows, columns } = gemmResult(graph, form);
  const whole: Place = { shape: [rows, columns], coords: ['row', 'column'], linear: 'e' };
  return {
    placeOf: (shape) => (sizeOf(shape) === rows * columns ? reshapePlace(whole, shape) : undefined),
    anchorAt: (anchor, place) => (anchor === form.anchor && place.linear === 'e' ? 'value' : undefined),
    scopeFor: (_place, present) => present,
    outer: newScope(),
  };
}

/** Row `r` and column `c` of a walk; results are at hand at the element where the walk stands. */
function scanSpace(group: Group, { shape, axis }: ScanForm): Space {
  const around = placeAt(
    'r',
    shape.filter((_, index) => index !== axis),
  ).coords;
  const along = shape[axis] === 1 ? '0u' : 'c';
  const coords = shape.map((_, index) => (index === axis ? along : around[index < axis ? index : index - 1]) as string);
  const element: Place = { shape, coords };
  return {
    placeOf: (other) => (sizeOf(other) === sizeOf(shape) ? reshapePlace(element, other) : undefined),
    anchorAt: (anchor, place) => (place.coords.join() === coords.join() ? anchorName(anchor, group) : undefined),
    scopeFor: (_place, present) => present,
    outer: newScope(),
  };
}

/** Kernels that compute nothing but their anchors, at places of their own. */
const nowhere: Space = {
  placeOf: () => undefined,
  anchorAt: () => undefined,
  scopeFor: (_place, present) => present,
  outer: newScope(),
};

/** The space of a group's kernel. */
export function spaceOf(graph: Graph, group: Group): Space {
  if (group.form.kind === 'element') return elementSpace(group.form.size);
  if (group.form.kind === 'attention') return nowhere;
  if (group.form.kind === 'scan') return scanSpace(group, group.form);
  if (group.form.kind === 'recurrent') return elementSpace(0);
  return group.form.kind === 'row' ? rowSpace(group, group.form) : gemmSpace(graph, group.form);
}
