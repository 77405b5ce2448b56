// learningCurves: the record of a training run as an SVG. Knows no trainer and loads no chart library by itself.
import { bestEpochIndex } from './best-epoch.js';
import type { BestEpochOptions } from './best-epoch.js';
import { checkHistory } from './history.js';
import type { History } from './history.js';
import { learningCurvesDrawing } from './learning-curves-drawing.js';
import { panelsOf } from './panels.js';

/** Options of {@link learningCurves}. */
export interface LearningCurvesOptions extends BestEpochOptions {
  /** Stands above the drawing, cut to one line. Default: none. */
  readonly title?: string;
}

/**
 * Draws the learning curves of a training run: a panel for the loss, then one for each further quantity, training against
 * validation, above one shared axis of epochs. The best epoch, by the smallest `valLoss` unless `monitor` says otherwise,
 * is marked in every panel. Up to 30 epochs have markers; values that are not finite (or lie beyond 1e300) are gaps.
 *
 * @param history the record of `Trainer.fit`: `epoch` `[epochs]` and a series `[epochs]` for each name.
 * @param options `title`, `monitor` and `mode`.
 * @returns a self-contained SVG document, 720 pixels wide, on a white ground, with a title and a description for screen
 *   readers. The same input gives the same bytes. A promise, because the chart library is loaded by the first drawing.
 * @throws TypeError (as a rejection) where `history` is no history or a value no number; RangeError where it is empty, a
 *   series has not one value per epoch, epochs do not rise, or `monitor` names no series.
 */
export async function learningCurves(history: History, options: LearningCurvesOptions = {}): Promise<string> {
  checkHistory('learningCurves', history);
  const best = bestEpochIndex('learningCurves', history, options);
  // One epoch is the best of one: a mark would say nothing.
  const marked = history.epoch.length > 1 ? best : undefined;
  const drawing = learningCurvesDrawing({
    epoch: history.epoch,
    panels: panelsOf(history),
    best: marked,
    title: options.title,
  });
  const { drawSvg } = await import('./draw-svg.js');
  return drawSvg(drawing);
}
