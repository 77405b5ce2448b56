// One walk through data, step by step. Knows no model and no loss.
import { ConfigError } from '@tensorloom/tensor-core';
import type { Pass, Progress, ProgressReporter } from '../progress/reporter.js';
import { warningOf } from '../progress/warning-of.js';
import type { BatchSource } from './batch.js';
import type { DeviceLogs } from './logs.js';
import { StepMonitor } from './step-monitor.js';

/** What one pass does with its batches. */
export interface PassOptions<Element> {
  /** For messages: `fit`. */
  readonly op: string;
  readonly pass: Pass;
  readonly source: BatchSource<Element>;
  /** Submits one step. Gives the running results, if there are any. */
  readonly step: (batch: Element) => Promise<DeviceLogs | undefined>;
  readonly reporter: ProgressReporter | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after each step; what it is given is its to keep. */
  readonly onStep?: ((step: number, logs: DeviceLogs) => Promise<void>) | undefined;
  /** Makes good what an error has stopped and gives the results of the newest step again, or throws the error. */
  readonly recover?: ((error: unknown) => Promise<DeviceLogs | undefined>) | undefined;
}

/** Calls `read` with results, and where they are lost once more with the same results of a recovered device. */
async function withResults(
  logs: DeviceLogs,
  read: (logs: DeviceLogs) => Promise<void>,
  recover: PassOptions<never>['recover'],
): Promise<DeviceLogs> {
  let known = logs;
  for (;;) {
    try {
      await read(known);
      return known;
    } catch (error) {
      if (!recover) throw error;
      known = (await recover(error)) ?? known;
    }
  }
}

/** Tells, once, that a result is no number any more. */
function watchNumbers(
  op: string,
  reporter: ProgressReporter | undefined,
): (logs: Progress['logs'], step: number) => void {
  const warn = warningOf(reporter);
  let warned = false;
  return (logs, step) => {
    const odd = Object.entries(logs).find(([, value]) => !Number.isFinite(value));
    if (!odd || warned) return;
    warned = true;
    warn(
      `${op}: ${odd[0]} is ${odd[1]} by step ${step}; expected a finite number; lower the learning rate, look for NaN in the data, ` +
        'or let the loss take logits',
    );
  };
}

/**
 * Walks through all batches once.
 *
 * @returns the results after the last step
 * @throws ConfigError if there is no batch; the signal's reason if it aborts
 */
export async function runPass<Element>(options: PassOptions<Element>): Promise<Progress> {
  const { op, pass, source, step, reporter, signal, onStep, recover } = options;
  const monitor = new StepMonitor(pass, {
    onProgress: reporter?.progress?.bind(reporter),
    onLogs: watchNumbers(op, reporter),
    shared: onStep !== undefined,
    survives: recover !== undefined,
  });
  reporter?.passBegin?.(pass);
  signal?.throwIfAborted();
  for await (const batch of source) {
    let logs = await step(batch);
    if (logs && onStep) logs = await withResults(logs, (known) => onStep(monitor.step + 1, known), recover);
    await monitor.stepDone(logs);
    signal?.throwIfAborted();
  }
  if (monitor.step === 0) {
    const place = pass.epoch === undefined ? '' : ` in epoch ${pass.epoch}`;
    throw new ConfigError(
      `${op}: no data${place}; expected at least one batch, got none; pass a data set that is not empty and can be walked again for each epoch`,
    );
  }
  const progress = await monitor.finish(recover);
  reporter?.passEnd?.(progress);
  return progress;
}
