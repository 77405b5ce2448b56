// A penalty for rows or columns of a matrix that are not at right angles.
import {
  abs,
  checkChoice,
  checkRange,
  constant,
  equal,
  eye,
  formatShape,
  matmul,
  mul,
  norm,
  div,
  ShapeError,
  sub,
  sum,
  transpose,
  where,
  type Tensor,
} from '@tensorloom/tensor-core';
import { namedPart } from '../named-parts.js';
import type { Regularizer } from './regularizer.js';

/** Options of orthogonal. */
export interface OrthogonalOptions {
  /** At least 0 (default 0.01). */
  readonly factor?: number;
  /** What should be at right angles to one another (default 'rows'). */
  readonly mode?: 'rows' | 'columns';
}

/**
 * factor · the mean of |cos| over all pairs of rows (or columns) of a matrix: 0 where all are at right angles, factor where all
 * are parallel. Gradient 0 at right angles; a row of zeros counts as at right angles to all.
 *
 * @throws ShapeError for a weight that is no matrix
 */
export function orthogonal(options: OrthogonalOptions = {}): Regularizer {
  const factor = checkRange('regularizers.orthogonal', 'factor', options.factor ?? 0.01, 0, Infinity);
  const mode = checkChoice('regularizers.orthogonal', 'mode', options.mode ?? 'rows', ['rows', 'columns']);
  return namedPart('regularizers', 'orthogonal', options, ['factor', 'mode'], (value: Tensor) => {
    if (value.rank !== 2) {
      throw new ShapeError(
        `regularizers.orthogonal: no matrix; expected a weight [rows, columns], got ${formatShape(value.shape)}; use another regularizer`,
      );
    }
    return mul(meanCosine(mode === 'rows' ? value : transpose(value)), constant(factor));
  });
}

/** The mean of |cos| over all pairs of rows; 0 of one row. */
function meanCosine(rows: Tensor): Tensor {
  const count = rows.shape[0] as number;
  const lengths = norm(rows, 1, { keepDims: true });
  const units = div(rows, where(equal(lengths, constant(0)), constant(1), lengths));
  const cosines = matmul(units, transpose(units));
  const others = mul(cosines, sub(constant(1), eye(count)));
  return mul(sum(abs(others)), constant(1 / Math.max(1, count * (count - 1))));
}
