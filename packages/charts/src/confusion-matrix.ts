// confusionMatrix: counts of true against predicted classes as an SVG. Knows no metric and loads no chart library by itself.
import { confusionMatrixDrawing } from './confusion-matrix-drawing.js';
import { checkMatrix } from './matrix.js';
import type { CountMatrix } from './matrix.js';
import { received } from './received.js';

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions {
  /** `[classes]` names of the classes, cut to 20 characters. Default: 0, 1, 2, .... */
  readonly labels?: readonly string[];
  /** Stands above the drawing, cut to one line. Default: none. */
  readonly title?: string;
}

/**
 * Draws a confusion matrix as a heat map with its counts (up to 30 classes; above, colours alone). Right answers, on the
 * diagonal, are blue and the darker the larger their share of the row; wrong ones are orange, by the cube root of their
 * share, so that few mistakes among many samples still show.
 *
 * @param matrix `[classes, classes]` counts, 1 to 200 classes: the row is the true class, the column the predicted one.
 *   Fractions (sums of sample weights) are fine.
 * @param options `labels` and `title`.
 * @returns a self-contained SVG document on a white ground, with a title and a description for screen readers. The same
 *   input gives the same bytes. A promise, because the chart library is loaded by the first drawing.
 * @throws TypeError (as a rejection) where `matrix` or a count is of the wrong type; RangeError where the matrix is empty or
 *   not square, a count is negative or not finite, or there is not one label for each class.
 */
export async function confusionMatrix(matrix: CountMatrix, options: ConfusionMatrixOptions = {}): Promise<string> {
  checkMatrix('confusionMatrix', matrix);
  const labels = options.labels ?? matrix.map((_, index) => String(index));
  checkLabels('confusionMatrix', labels, matrix.length);
  const drawing = confusionMatrixDrawing(matrix, labels, options.title);
  const { drawSvg } = await import('./draw-svg.js');
  return drawSvg(drawing);
}

function checkLabels(op: string, labels: readonly string[], classes: number): void {
  if (!Array.isArray(labels) || labels.some((label) => typeof label !== 'string')) {
    throw new TypeError(`${op}: labels must be strings; expected string[], got ${received(labels)}; name every class`);
  }
  if (labels.length !== classes) {
    throw new RangeError(
      `${op}: every class needs one label; expected ${classes} labels, got ${labels.length}; name every class or leave labels out`,
    );
  }
}
