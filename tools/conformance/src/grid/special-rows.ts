// Rows with NaN, infinities and both zeros among their inputs: what moves or adds elements must not make others of them.
import { row, type OpRow } from '../ops/op-row.js';

const values = [0.5, -1.5, 0, 2, -0, 1, NaN, -1, 0.25, Infinity, 3, -0.75, -Infinity, -2, 1.25];

/** Families whose ops say nothing of their own about special values. */
const families: readonly string[] = ['reduction', 'movement', 'indexing', 'contraction', 'pooling'];

/** The row with special values in place of its floats. */
export function specialRows(family: string, of: OpRow): readonly OpRow[] {
  const isFloat = (dtype: string | undefined): boolean => dtype === undefined || dtype === 'float32';
  const plain = of.inputs.every((input) => input.values === undefined);
  if (!families.includes(family) || !plain || !of.inputs.some(({ dtype }) => isFloat(dtype))) return [];
  const inputs = of.inputs.map((input) => (isFloat(input.dtype) ? { ...input, values } : input));
  return [row(of.op, `${of.about} (with NaN and infinities)`.trim(), inputs, of.run, { ...of, gradient: 0 })];
}
