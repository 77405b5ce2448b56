// What learning curves say in words: the caption of a panel and the description for those who cannot see it. Knows no chart.
import { numberText } from './number-text.js';
import { panelWords } from './panels.js';
import type { Panel } from './panels.js';

/** A checked history, ready to draw. */
export interface Curves {
  readonly epoch: readonly number[];
  readonly panels: readonly Panel[];
  /** Index into `epoch` of the epoch to mark. */
  readonly best: number | undefined;
  readonly title: string | undefined;
}

/** The numbers that a reader would otherwise have to guess from the axis, in at most 60 characters. */
export function panelCaption({ epoch, best }: Curves, panel: Panel): string {
  const last = epoch.length - 1;
  if (best === undefined || best === last || panel.validation === undefined) {
    return `${valuesAt(panel, last)} at epoch ${epoch[last]}`;
  }
  const { validation } = panel;
  return `validation ${valueText(validation[best])} at epoch ${epoch[best]}, ${valueText(validation[last])} at epoch ${epoch[last]}`;
}

/** All panels in sentences. */
export function curvesDescription(curves: Curves): string {
  const { epoch, panels, best } = curves;
  const last = epoch.length - 1;
  const span = last === 0 ? `Epoch ${epoch[0]}.` : `Epochs ${epoch[0]} to ${epoch[last]}.`;
  const ends = panels.map(
    (panel) => `${capitalized(panelWords(panel.name))}: ${valuesAt(panel, last)} at epoch ${epoch[last]}.`,
  );
  const bests =
    best === undefined
      ? []
      : [
          `Best epoch: ${epoch[best]} (${panels.map((panel) => `${panelWords(panel.name)}: ${valuesAt(panel, best)}`).join('; ')}).`,
        ];
  return [span, ...ends, ...bests].join(' ');
}

function valuesAt({ training, validation }: Panel, index: number): string {
  // A quantity that has one series only, such as a learning rate, belongs to no data set.
  if (validation === undefined) return valueText(training?.[index]);
  if (training === undefined) return `validation ${valueText(validation[index])}`;
  return `training ${valueText(training[index])}, validation ${valueText(validation[index])}`;
}

function valueText(value = NaN): string {
  return numberText(value);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
