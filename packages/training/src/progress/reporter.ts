// What a display of progress is told. Knows no terminal and no page.
import type { Logs } from '../trainer/logs.js';

/** One walk through data. */
export interface Pass {
  readonly phase: 'train' | 'validate' | 'evaluate' | 'predict';
  /** From 1; only within `fit`. */
  readonly epoch?: number;
  /** How many epochs there will be; only within `fit`. */
  readonly epochs?: number;
  /** How many steps there will be, where that is known. */
  readonly steps: number | undefined;
}

/** How far a pass is. */
export interface Progress extends Pass {
  /** Steps done. */
  readonly step: number;
  /** Newest results that have come from the device, such as `loss`; a moment older than `step`, empty at first. */
  readonly logs: Logs;
  /** Steps per second, the first one (in which plans are made) left out. */
  readonly stepsPerSecond: number;
  /** Seconds since the pass began. */
  readonly seconds: number;
  /** Seconds that the rest will take, where `steps` is known. */
  readonly secondsLeft: number | undefined;
}

/** An epoch that is over. */
export interface EpochSummary extends Progress {
  readonly epoch: number;
  readonly epochs: number;
}

/** A display of progress: a terminal's bar, a page, a log. Calls are few a second and must return quickly. */
export interface ProgressReporter {
  passBegin?(pass: Pass): void;
  /** A few times a second. */
  progress?(progress: Progress): void;
  /** All steps are done and their results are known. */
  passEnd?(progress: Progress): void;
  /** An epoch is over; `logs` hold the results of training and of validation. */
  epochEnd?(summary: EpochSummary): void;
  /** Something that must not be overlooked, such as a loss that is not a number. */
  warn?(message: string): void;
  /** The run is over, also after an error: put the cursor back. */
  close?(): void;
}
