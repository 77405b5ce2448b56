// Checks a confusion matrix and counts what it says. Knows no chart.
import { received } from './received.js';

/** Counts `[classes, classes]`: the row is the true class, the column the predicted one. */
export type CountMatrix = readonly (readonly number[])[];

/** More classes than this make a picture that nobody can read. */
const MAX_CLASSES = 200;

const LAYOUT = 'pass one row for each true class with one count for each predicted class';

/** Throws a TypeError or RangeError that starts with `op` unless `matrix` is square, not empty, and holds counts. */
export function checkMatrix(op: string, matrix: CountMatrix): void {
  if (!Array.isArray(matrix)) {
    throw new TypeError(`${op}: not a matrix; expected number[][], got ${received(matrix)}; ${LAYOUT}`);
  }
  const classes = matrix.length;
  if (classes === 0 || classes > MAX_CLASSES) {
    throw new RangeError(
      `${op}: wrong number of classes; expected 1 to ${MAX_CLASSES}, got ${classes}; ${classes === 0 ? LAYOUT : 'group classes or pick some of them'}`,
    );
  }
  for (const [index, row] of matrix.entries()) {
    if (!Array.isArray(row)) {
      throw new TypeError(
        `${op}: a row must be an array; expected number[] at [${index}], got ${received(row)}; ${LAYOUT}`,
      );
    }
    if (row.length !== classes) {
      throw new RangeError(
        `${op}: the matrix must be square; expected row ${index} of length ${classes}, got length ${row.length}; ${LAYOUT}`,
      );
    }
    checkCounts(op, row, index);
  }
}

function checkCounts(op: string, row: readonly unknown[], index: number): void {
  for (const [column, count] of row.entries()) {
    const rule = `a count must be a finite number of at least 0; expected one at [${index}][${column}]`;
    if (typeof count !== 'number') {
      throw new TypeError(`${op}: ${rule}, got ${received(count)}; count the predictions of each class again`);
    }
    if (!Number.isFinite(count) || count < 0) {
      throw new RangeError(`${op}: ${rule}, got ${count}; count the predictions of each class again`);
    }
  }
}

/** Sum of a row or of any counts. */
export function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** How many samples there are, and how many of them lie on the diagonal. */
export function totals(matrix: CountMatrix): { samples: number; right: number } {
  return { samples: sum(matrix.map(sum)), right: sum(matrix.map((row, index) => row[index] ?? 0)) };
}

/** A cell off the diagonal. */
export interface Confusion {
  readonly trueClass: number;
  readonly predictedClass: number;
  readonly count: number;
}

/** The `most` largest cells off the diagonal that are not zero, largest first; equal ones in reading order. */
export function worstConfusions(matrix: CountMatrix, most: number): Confusion[] {
  return matrix
    .flatMap((row, trueClass) => row.map((count, predictedClass) => ({ trueClass, predictedClass, count })))
    .filter(({ trueClass, predictedClass, count }) => trueClass !== predictedClass && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}
