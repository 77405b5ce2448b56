// Where warnings go: to the display, or to the console where nobody else listens. Knows no trainer.
import type { ProgressReporter } from './reporter.js';

/** Tells something that must not be overlooked. */
export function warningOf(reporter: ProgressReporter | undefined): (message: string) => void {
  // A ruined run must not look like a good one.
  // eslint-disable-next-line no-console
  return reporter?.warn?.bind(reporter) ?? ((message: string) => console.warn(message));
}
