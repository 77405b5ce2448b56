// Training steps that outlive the loss of the device: a new one is opened, and the steps since the last snapshot are repeated.
import { defaultDevice, DeviceLostError, protect, recoverDevice, type Protection } from '@tensorloom/tensor-core';
import type { TrainingBatch } from './batch.js';
import type { GuardedSteps } from './guarded-steps.js';
import type { DeviceLogs } from './logs.js';
import type { TrainableModel } from './model.js';

/** Devices that may be lost one after another before a step succeeds: more is no accident. */
const LOSSES_IN_A_ROW = 3;

/** A step that has been asked for. */
interface Kept {
  /** Counted from 1 over all epochs. */
  readonly number: number;
  readonly batch: TrainingBatch;
  /** It starts the running results anew. */
  readonly isFirst: boolean;
}

/** How it survives. */
export interface SurvivalOptions {
  readonly steps: GuardedSteps;
  readonly model: TrainableModel;
  readonly snapshotEvery: number;
  readonly warn: (message: string) => void;
}

export class SurvivingSteps {
  #protection: Protection | undefined;
  #snapshot: Promise<void> | undefined;
  #count = 0;
  #isFirst = true;
  /** Steps since the last snapshot on the host. */
  #kept: Kept[] = [];
  #losses = 0;

  constructor(private readonly options: SurvivalOptions) {}

  /** Begins an epoch. */
  async begin(): Promise<void> {
    this.#isFirst = true;
    await this.survive(async () => {
      // What was learned before is on the device alone; a model that is new has its first values on the host.
      if (this.options.steps.isBuilt) await this.#protect();
      await this.options.steps.begin();
    });
  }

  /** Submits a training step. */
  async train(op: string, batch: TrainingBatch): Promise<DeviceLogs> {
    await this.survive(async () => {
      this.options.steps.build(op, batch);
      await this.#protect();
    });
    this.#takeSnapshot();
    this.#kept = this.#kept.filter(({ number }) => number > (this.#protection as Protection).snapshotStep);
    this.#kept.push({ number: ++this.#count, batch, isFirst: this.#isFirst });
    this.#isFirst = false;
    try {
      const logs = await this.options.steps.train(op, batch);
      this.#losses = 0;
      return logs;
    } catch (error) {
      return (await this.recover(error)) as DeviceLogs;
    }
  }

  /** Does something again that a lost device has stopped. */
  async survive<Result>(work: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  /**
   * Goes back to the last snapshot after a lost device, or to the first values before there is one, and repeats the steps since.
   *
   * @returns the results of the newest step; undefined if it is in the snapshot
   * @throws the error itself where it is another one, or a value that no snapshot holds was lost for good
   */
  async recover(error: unknown): Promise<DeviceLogs | undefined> {
    if (!(error instanceof DeviceLostError) || ++this.#losses > LOSSES_IN_A_ROW) throw error;
    // A value of which there is no snapshot is lost for good.
    if ((await defaultDevice()).failure === undefined) throw error;
    const { snapshotStep } = await recoverDevice();
    const again = this.#kept.filter(({ number }) => number > snapshotStep);
    this.options.warn(
      `fit: the device was lost by step ${this.#count}; expected it to keep working, got: ${error.message}; ` +
        `training goes on from the snapshot after step ${snapshotStep}, ${again.length} steps are repeated`,
    );
    try {
      return await this.#repeat(again);
    } catch (next) {
      return this.recover(next);
    }
  }

  /** Ends the protection. */
  stop(): void {
    this.#protection?.stop();
  }

  async #repeat(again: readonly Kept[]): Promise<DeviceLogs | undefined> {
    const { steps } = this.options;
    let logs: DeviceLogs | undefined;
    for (const { batch, isFirst } of again) {
      if (isFirst) await steps.begin();
      logs = await steps.train('fit', batch);
    }
    return logs;
  }

  /** Before the first step, when the model is known to have its variables. */
  async #protect(): Promise<void> {
    if (this.#protection) return;
    // Snapshots are taken here, before a step: its results can then always be had again.
    const snapshotEvery = Number.MAX_SAFE_INTEGER;
    this.#protection = await protect({ snapshotEvery, variables: this.options.model.trainableVariables });
  }

  #takeSnapshot(): void {
    const { snapshotStep, step } = this.#protection as Protection;
    if (this.#snapshot || step - snapshotStep < this.options.snapshotEvery) return;
    this.#snapshot = (this.#protection as Protection)
      .snapshot()
      // One that failed is taken before the next step.
      .catch(() => undefined)
      .finally(() => (this.#snapshot = undefined));
  }
}
