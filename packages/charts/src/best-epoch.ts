// Finds the epoch worth keeping. Knows no chart.
import type { History } from './history.js';

/** Which series decides, and which way is better. */
export interface BestEpochOptions {
  /** Key of the series that decides. Default `valLoss`; where the history has none, no epoch is marked. */
  readonly monitor?: string;
  /** Whether small or large is good. Default: `max` where the key ends in accuracy, auc, precision, recall or score, else `min`. */
  readonly mode?: 'min' | 'max';
}

const LARGE_IS_GOOD = /(accuracy|auc|precision|recall|score)$/i;

/**
 * Index into `history.epoch` of the best finite value of the monitored series, the earliest where several are equal;
 * undefined where there is none. Throws RangeError where `monitor` is given and names no series, or `mode` is unknown.
 */
export function bestEpochIndex(op: string, { history }: History, options: BestEpochOptions = {}): number | undefined {
  const { monitor = 'valLoss', mode = LARGE_IS_GOOD.test(monitor) ? 'max' : 'min' } = options;
  if (mode !== 'min' && mode !== 'max') {
    throw new RangeError(`${op}: unknown mode; expected 'min' or 'max', got ${String(mode)}; say which way is better`);
  }
  const values = Object.hasOwn(history, monitor) ? history[monitor] : undefined;
  if (values === undefined) {
    if (options.monitor === undefined) return undefined;
    const names = Object.keys(history).join(', ');
    throw new RangeError(
      `${op}: no such series to monitor; expected one of ${names}, got '${monitor}'; name one of them or leave monitor out`,
    );
  }
  const sign = mode === 'min' ? 1 : -1;
  let best: number | undefined;
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    if (best === undefined || sign * value < sign * (values[best] ?? Infinity)) best = index;
  }
  return best;
}
