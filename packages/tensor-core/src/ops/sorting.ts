// Sorting and searching along an axis. NaN counts as the largest number everywhere.
import { ConfigError, ShapeError } from '../errors.js';
import { record, resolve } from '../record.js';
import { broadcastShapes, formatShape, normalizeAxis } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { reshape } from './movement.js';
import { broadcastTensor, castTo, expectTensor, promoteOperands } from './operands.js';
import { swapAxes } from './rearrange.js';
import { slice } from './slice.js';
import { takeAlongAxis } from './take.js';

export interface SortOptions {
  /** Largest first (default false). */
  readonly descending?: boolean;
}

/** Numbers as they are, bool as int32. */
function sortable(op: string, input: Tensor): Tensor {
  const value = resolve(op, expectTensor(op, input));
  return value.dtype === 'bool' ? castTo(value, 'int32') : value;
}

/**
 * Indices that sort along `axis` (default the last), int32: stable, so that equal elements stay in order; NaN comes after all
 * numbers, and before them if `descending`. No gradient flows through it.
 *
 * @returns the same shape
 */
export function argSort(input: Tensor, axis = -1, { descending = false }: SortOptions = {}): Tensor {
  const x = sortable('argSort', input);
  const at = normalizeAxis('argSort', axis, x.rank);
  return swapAxes(record('argSort', [swapAxes(x, at, -1)], { descending }), at, -1);
}

/**
 * Elements in order along `axis` (default the last); NaN comes after all numbers, and before them if `descending`.
 * Gradient: each goes back to where its element came from.
 *
 * @returns the same shape
 */
export function sort(input: Tensor, axis = -1, { descending = false }: SortOptions = {}): Tensor {
  const x = sortable('sort', input);
  const at = normalizeAxis('sort', axis, x.rank);
  if (x.size === 0) return x;
  const rows = swapAxes(x, at, -1);
  return swapAxes(takeAlongAxis(rows, record('argSort', [rows], { descending })), at, -1);
}

export interface TopKOptions {
  /** Axis to choose along (default the last). */
  readonly axis?: number;
  /** The largest elements, NaN among them (default true), or the smallest. */
  readonly largest?: boolean;
}

/**
 * The k largest (or smallest) elements along an axis, in order, with their indices; of equal ones the first.
 * Gradient of the values: back to where they came from.
 *
 * @param k whole number in [0, extent]
 * @returns values, and indices in int32, both with extent k along the axis
 */
export function topK(
  input: Tensor,
  k: number,
  { axis = -1, largest = true }: TopKOptions = {},
): { readonly values: Tensor; readonly indices: Tensor } {
  const x = sortable('topK', input);
  const at = normalizeAxis('topK', axis, x.rank);
  const extent = x.shape[at] as number;
  if (!Number.isInteger(k) || k < 0 || k > extent) {
    throw new ShapeError(
      `topK: bad k; expected a whole number in [0, ${extent}] for axis ${at} of ${formatShape(x.shape)}, got ${k}; ask for fewer`,
    );
  }
  const rows = swapAxes(x, at, -1);
  const order = record('argSort', [rows], { descending: largest });
  const first = slice(order, ...new Array<null>(x.rank - 1).fill(null), [0, k]);
  return { values: swapAxes(takeAlongAxis(rows, first), at, -1), indices: swapAxes(first, at, -1) };
}

export interface SearchOptions {
  /** `left`: before equal elements (default); `right`: behind them. */
  readonly side?: 'left' | 'right';
}

/**
 * Where to insert so that a sorted sequence stays sorted: for each query the number of elements that are less (`left`), or not
 * greater (`right`), int32. No gradient flows through it.
 *
 * @param sorted [...batch, n], ascending along the last axis
 * @param queries [...batch, m]; with one sequence [n], queries of any shape
 * @returns the shape of the queries
 */
export function searchSorted(sorted: Tensor, queries: Tensor, { side = 'left' }: SearchOptions = {}): Tensor {
  const op = 'searchSorted';
  if (side !== 'left' && side !== 'right') {
    throw new ConfigError(`${op}: unknown side; expected left or right, got ${String(side)}; change it`);
  }
  const [a, b] = promoteOperands(op, sortable(op, sorted), sortable(op, queries));
  if (a.rank === 1) return reshape(record(op, [a, reshape(b, [-1])], { side }), b.shape);
  const batch = broadcastShapes(op, a.shape.slice(0, -1), b.shape.slice(0, -1));
  const wide = (x: Tensor): Tensor => broadcastTensor(x, [...batch, x.shape.at(-1) as number]);
  return record(op, [wide(a), wide(b)], { side });
}
