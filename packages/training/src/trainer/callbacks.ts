// What users can hook into a training run. Knows no trainer.
import type { DeviceLogs, Logs } from './logs.js';

/** Hooks of `Trainer.fit`; each may be asynchronous and is awaited. Epochs and batches count from 1. */
export interface Callback {
  onTrainBegin?(): void | Promise<void>;
  onEpochBegin?(epoch: number): void | Promise<void>;
  /**
   * After each training step has been submitted.
   *
   * @param logs running results of the epoch, still on the device; reading each of them makes training wait
   */
  onBatchEnd?(batch: number, logs: DeviceLogs): void | Promise<void>;
  /** @param logs results of the epoch, those of validation with `val` before a capital: `valLoss` */
  onEpochEnd?(epoch: number, logs: Logs): void | Promise<void>;
  /** After the last epoch; not after an error or an abort. */
  onTrainEnd?(): void | Promise<void>;
}
