// Shape and dtype rules of ops along a sequence: running reductions, sorting, searching.
import { DTypeError, ShapeError } from '../errors.js';
import type { CumulativeOp, Rule, RuleTable, TensorSpec } from '../op-table.js';
import { formatShape, normalizeAxis, sameShape } from '../shape.js';

function expectNumbers(op: string, { dtype }: TensorSpec): void {
  if (dtype === 'bool') {
    throw new DTypeError(`${op}: dtype not supported; expected float32, int32 or uint32, got bool; cast() it to int32`);
  }
}

function cumulative(op: CumulativeOp): Rule<CumulativeOp> {
  return ([input], { axis }) => {
    const spec = input as TensorSpec;
    expectNumbers(op, spec);
    normalizeAxis(op, axis, spec.shape.length);
    return { shape: spec.shape, dtype: spec.dtype };
  };
}

const argSort: Rule<'argSort'> = ([input]) => {
  const spec = input as TensorSpec;
  expectNumbers('argSort', spec);
  normalizeAxis('argSort', -1, spec.shape.length);
  return { shape: spec.shape, dtype: 'int32' };
};

const searchSorted: Rule<'searchSorted'> = (inputs) => {
  const [sorted, queries] = inputs as [TensorSpec, TensorSpec];
  expectNumbers('searchSorted', sorted);
  if (sorted.dtype !== queries.dtype) {
    throw new DTypeError(
      `searchSorted: operands differ in dtype; expected one dtype, got ${sorted.dtype} and ${queries.dtype}; cast() one`,
    );
  }
  const [rows, queryRows] = [sorted.shape.slice(0, -1), queries.shape.slice(0, -1)];
  if (sorted.shape.length === 0 || !sameShape(rows, queryRows) || queries.shape.length !== sorted.shape.length) {
    throw new ShapeError(
      `searchSorted: shapes do not fit; expected sorted [...batch, n] and queries [...batch, m], ` +
        `got ${formatShape(sorted.shape)} and ${formatShape(queries.shape)}; broadcast the batch axes first`,
    );
  }
  return { shape: queries.shape, dtype: 'int32' };
};

export const sequenceRules: Pick<RuleTable, CumulativeOp | 'argSort' | 'searchSorted'> = {
  cumulativeSum: cumulative('cumulativeSum'),
  cumulativeProd: cumulative('cumulativeProd'),
  cumulativeMax: cumulative('cumulativeMax'),
  cumulativeMin: cumulative('cumulativeMin'),
  argSort,
  searchSorted,
};
