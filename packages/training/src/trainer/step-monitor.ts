// Watches the steps of one pass: reads results now and then without ever making a step wait. Knows no model.
import type { Pass, Progress } from '../progress/reporter.js';
import { DeviceLostError } from '@tensorloom/tensor-core';
import { EventLoopWatch } from './event-loop-watch.js';
import { readLogs, type DeviceLogs, type Logs } from './logs.js';

/** Milliseconds between reports, each with one read at most. */
const REPORT_INTERVAL = 250;

/** What is to be done with the news. */
export interface MonitorOptions {
  /** Called a few times a second; without it nothing is read before the end. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called with all results that come from the device. */
  readonly onLogs?: ((logs: Logs, step: number) => void) | undefined;
  /** Somebody else holds the results of each step: do not dispose them. */
  readonly shared?: boolean;
  /** Whoever makes the steps makes good what a lost device takes: a read that it stops is no failure. */
  readonly survives?: boolean;
}

function disposeLogs(logs: DeviceLogs): void {
  for (const value of Object.values(logs)) value.dispose();
}

/** Follows one pass from its first step to its last. */
export class StepMonitor {
  readonly #began: number = performance.now();
  #firstStepDone = 0;
  #lastReport: number = this.#began;
  readonly #eventLoop: EventLoopWatch = new EventLoopWatch();
  #step = 0;
  #newest: DeviceLogs | undefined;
  #reading: { readonly logs: DeviceLogs; readonly done: Promise<void> } | undefined;
  #failure: { readonly error: unknown } | undefined;
  #logs: Logs = {};

  constructor(
    private readonly pass: Pass,
    private readonly options: MonitorOptions = {},
  ) {}

  /** Steps so far. */
  get step(): number {
    return this.#step;
  }

  /** Takes note of a step that has been submitted. Results of the one before are given back. */
  async stepDone(logs?: DeviceLogs): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    const now = performance.now();
    if (this.#step++ === 0) this.#firstStepDone = now;
    const before = this.#newest;
    this.#newest = logs;
    if (before) this.#release(before);
    if (this.options.onProgress && now - this.#lastReport >= REPORT_INTERVAL) {
      this.#lastReport = now;
      this.#beginRead();
      this.options.onProgress(this.progress(now));
    }
    await this.#eventLoop.allowTurn(now);
  }

  /**
   * Waits for the device and reads the results of the last step.
   *
   * @param recover gives the results again where they are lost, or throws the error
   */
  async finish(recover?: (error: unknown) => Promise<DeviceLogs | undefined>): Promise<Progress> {
    await this.#reading?.done;
    if (this.#failure) throw this.#failure.error;
    while (this.#newest) {
      try {
        this.#take(await readLogs(this.#newest), this.#step);
        break;
      } catch (error) {
        if (!recover) throw error;
        this.#newest = (await recover(error)) ?? this.#newest;
      }
    }
    if (this.#newest) this.#release(this.#newest);
    return this.progress(performance.now());
  }

  /** How far the pass is. */
  progress(now: number): Progress {
    const [step, { steps }] = [this.#step, this.pass];
    const counted = step > 1 ? [step - 1, now - this.#firstStepDone] : [step, now - this.#began];
    const stepsPerSecond = (1000 * (counted[0] as number)) / Math.max(counted[1] as number, 1e-3);
    const secondsLeft = steps === undefined || step === 0 ? undefined : Math.max(0, steps - step) / stepsPerSecond;
    return { ...this.pass, step, logs: this.#logs, stepsPerSecond, seconds: (now - this.#began) / 1000, secondsLeft };
  }

  #take(logs: Logs, step: number): void {
    this.#logs = logs;
    this.options.onLogs?.(logs, step);
  }

  /** Starts to read the newest results, unless a read is under way. */
  #beginRead(): void {
    const [logs, step] = [this.#newest, this.#step];
    if (!logs || this.#reading) return;
    const done = readLogs(logs)
      .then((values) => this.#take(values, step))
      .catch((error: unknown) => {
        if (!(this.options.survives && error instanceof DeviceLostError)) this.#failure = { error };
      })
      .finally(() => {
        this.#reading = undefined;
        if (logs !== this.#newest) this.#release(logs);
      });
    this.#reading = { logs, done };
  }

  #release(logs: DeviceLogs): void {
    if (!this.options.shared && logs !== this.#reading?.logs) disposeLogs(logs);
  }
}
