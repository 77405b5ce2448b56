// The record of a training run, as Keras keeps it. Knows no trainer.
import type { MetricSpec } from '../metrics/metric-by-name.js';
import type { Logs, NameOf } from './logs.js';

type Series<Names extends string> = { [Name in Names]: number[] };
type ValidationSeries<Names extends string> = { [Name in Names as `val${Capitalize<Name>}`]?: number[] };

/** What `Trainer.fit` returns: one number for each epoch and name. */
export interface History<M extends readonly MetricSpec[] = readonly MetricSpec[]> {
  /** Numbers of the epochs, from 1. */
  readonly epoch: number[];
  /** `loss` and the metrics of the training data; with `val` before a capital the same of the validation data. */
  readonly history: Series<'loss' | NameOf<M[number]>> & ValidationSeries<'loss' | NameOf<M[number]>>;
}

/** Results of validation under their names in a history: `loss` becomes `valLoss`. */
export function validationLogs(logs: Logs): Logs {
  return Object.fromEntries(
    Object.entries(logs).map(([name, value]) => [`val${name.charAt(0).toUpperCase()}${name.slice(1)}`, value]),
  );
}

/** Adds an epoch's numbers to a history. */
export function recordEpoch(history: History, epoch: number, logs: Logs): void {
  history.epoch.push(epoch);
  const series = history.history as Record<string, number[]>;
  for (const [name, value] of Object.entries(logs)) (series[name] ??= []).push(value);
}
