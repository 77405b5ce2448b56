// The loop over epochs: train, validate, keep the history. Knows no model.
import { ConfigError } from '@tensorloom/tensor-core';
import type { Progress, ProgressReporter } from '../progress/reporter.js';
import type { BatchSource } from './batch.js';
import type { Callback } from './callbacks.js';
import type { GuardedSteps } from './guarded-steps.js';
import { recordEpoch, validationLogs, type History } from './history.js';
import type { Logs } from './logs.js';
import { runPass } from './run-pass.js';
import type { SurvivingSteps } from './surviving-steps.js';

/** A training run. */
export interface FitRun {
  readonly steps: GuardedSteps;
  /** Takes the training steps and makes good what a lost device takes, if that is wished. */
  readonly survival: SurvivingSteps | undefined;
  readonly source: BatchSource;
  readonly validation: BatchSource | undefined;
  readonly epochs: number;
  readonly callbacks: readonly Callback[];
  readonly reporter: ProgressReporter | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Calls one hook of all callbacks, in order. */
async function callEach(
  callbacks: readonly Callback[],
  call: (callback: Callback) => void | Promise<void>,
): Promise<void> {
  for (const callback of callbacks) await call(callback);
}

async function trainEpoch(
  { steps, survival, source, epochs, callbacks, reporter, signal }: FitRun,
  epoch: number,
): Promise<Progress> {
  const trained = survival ?? steps;
  const listeners = callbacks.filter((callback) => callback.onBatchEnd !== undefined);
  await trained.begin();
  return runPass({
    op: 'fit',
    pass: { phase: 'train', epoch, epochs, steps: source.size },
    source,
    step: (batch) => trained.train('fit', batch),
    recover: survival && ((error) => survival.recover(error)),
    reporter,
    signal,
    onStep:
      listeners.length === 0
        ? undefined
        : (batch, logs) => callEach(listeners, (callback) => callback.onBatchEnd?.(batch, logs)),
  });
}

async function validateEpoch(run: FitRun, epoch: number): Promise<Logs> {
  const { steps, survival, validation, epochs, reporter, signal } = run;
  if (!validation) return {};
  const op = 'fit: validationData';
  const validate = async (): Promise<Progress> => {
    await steps.begin();
    const pass = { phase: 'validate', epoch, epochs, steps: validation.size } as const;
    return runPass({ op, pass, source: validation, step: (batch) => steps.evaluate(op, batch), reporter, signal });
  };
  const { logs } = await (survival ? survival.survive(validate) : validate());
  return validationLogs(logs);
}

/** Trains for all epochs. */
export async function runFit(run: FitRun): Promise<History> {
  const { epochs, callbacks, reporter } = run;
  if (!Number.isInteger(epochs) || epochs < 1) {
    throw new ConfigError(
      `fit: bad epochs; expected a whole number >= 1, got ${epochs}; pass for example { epochs: 3 }`,
    );
  }
  const history: History = { epoch: [], history: {} as History['history'] };
  await callEach(callbacks, (callback) => callback.onTrainBegin?.());
  for (let epoch = 1; epoch <= epochs; epoch++) {
    await callEach(callbacks, (callback) => callback.onEpochBegin?.(epoch));
    const trained = await trainEpoch(run, epoch);
    const logs = { ...trained.logs, ...(await validateEpoch(run, epoch)) };
    recordEpoch(history, epoch, logs);
    reporter?.epochEnd?.({ ...trained, logs, epoch, epochs });
    await callEach(callbacks, (callback) => callback.onEpochEnd?.(epoch, logs));
  }
  await callEach(callbacks, (callback) => callback.onTrainEnd?.());
  return history;
}
