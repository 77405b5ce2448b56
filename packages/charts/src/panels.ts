// Sorts the series of a history into panels, one for each quantity. Knows no chart.
import type { History } from './history.js';

/** One quantity on the training data, on the validation data, or on both. */
export interface Panel {
  /** Name without the `val` prefix, as in the history: `loss`, `accuracy`. */
  readonly name: string;
  readonly training?: readonly number[];
  readonly validation?: readonly number[];
}

// `valLoss` is a validation series, `value` is a name like any other.
const VALIDATION_NAME = /^val(\p{Lu})(.*)$/su;

/** The training name that `name` belongs to: `loss` for `valLoss`; undefined for a training series. */
export function trainingName(name: string): string | undefined {
  const match = VALIDATION_NAME.exec(name);
  return match?.[1] === undefined ? undefined : match[1].toLowerCase() + (match[2] ?? '');
}

/** The panels of a history: the loss first, then the others in the order in which they are named. */
export function panelsOf({ history }: History): Panel[] {
  const panels = new Map<string, Panel>();
  for (const [key, values] of Object.entries(history)) {
    const base = trainingName(key);
    const name = base ?? key;
    const side = base === undefined ? { training: values } : { validation: values };
    panels.set(name, { name, ...panels.get(name), ...side });
  }
  return [...panels.values()].sort((a, b) => Number(b.name === 'loss') - Number(a.name === 'loss'));
}

/** `sparseCategoricalAccuracy` or `top_5_accuracy` as words: "sparse categorical accuracy", "top 5 accuracy". */
export function panelWords(name: string): string {
  return name
    .replace(/_+/g, ' ')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/ (\p{Lu})(?=\p{Ll})/gu, (_, letter: string) => ` ${letter.toLowerCase()}`);
}
