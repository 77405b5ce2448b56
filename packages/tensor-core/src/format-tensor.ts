// Values as nested arrays and as text, laid out as NumPy lays them out.
import type { DType, TypedArray } from './dtype.js';
import { sizeOf, type Shape } from './shape.js';

/** Numbers nested by shape; booleans for bool, a bare value for a scalar. */
export type NestedNumbers = number | boolean | NestedNumbers[];

/** Nests flat values by shape. */
export function nest(values: TypedArray, shape: Shape, dtype: DType): NestedNumbers {
  const convert = (value: number): number | boolean => (dtype === 'bool' ? value !== 0 : value);
  const at = (axis: number, offset: number): NestedNumbers => {
    if (axis === shape.length) return convert(values[offset] as number);
    const stride = sizeOf(shape.slice(axis + 1));
    return Array.from({ length: shape[axis] as number }, (_, index) => at(axis + 1, offset + index * stride));
  };
  return at(0, 0);
}

const EDGE = 3;
const SUMMARISED_FROM = 1000;

/** Which indices of an axis are shown; null stands for the dots. */
function shownIndices(extent: number, summarise: boolean): (number | null)[] {
  const all = Array.from({ length: extent }, (_, index) => index);
  return summarise && extent > 2 * EDGE ? [...all.slice(0, EDGE), null, ...all.slice(-EDGE)] : all;
}

function formatNumber(value: number, dtype: DType): string {
  if (dtype === 'bool') return value ? 'true' : 'false';
  if (dtype !== 'float32' || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e8)) return value.toExponential(4);
  return String(Number(value.toPrecision(6)));
}

/** Text like NumPy's: brackets by axis, columns aligned, long axes cut in the middle. */
export function formatTensor(values: TypedArray, shape: Shape, dtype: DType): string {
  if (shape.length === 0) return formatNumber(values[0] as number, dtype);
  const summarise = values.length > SUMMARISED_FROM;
  const shown: string[] = [];
  const visit = (axis: number, offset: number): unknown => {
    if (axis === shape.length) return shown.push(formatNumber(values[offset] as number, dtype)) - 1;
    const stride = sizeOf(shape.slice(axis + 1));
    return shownIndices(shape[axis] as number, summarise).map((index) =>
      index === null ? null : visit(axis + 1, offset + index * stride),
    );
  };
  const tree = visit(0, 0);
  const width = shown.reduce((widest, text) => Math.max(widest, text.length), 0);
  const write = (node: unknown, depth: number): string => {
    if (node === null) return '...';
    if (typeof node === 'number') return (shown[node] as string).padStart(width);
    const parts = (node as unknown[]).map((child) => write(child, depth + 1));
    const inner = depth === shape.length - 1;
    const gap = inner ? ' ' : `${'\n'.repeat(shape.length - 1 - depth)}${' '.repeat(depth + 1)}`;
    return `[${parts.join(gap)}]`;
  };
  return write(tree, 0);
}
