// How many runs are in flight, and how to wait for them without burning the processor that a software adapter computes on.
import type { GpuContext } from './gpu-context.js';
import { quietly } from './nap.js';

/** Runs that may be submitted before some must have finished. */
const RUNS_IN_FLIGHT = 8;
/** Shorter waits are not worth a timer. */
const SHORTEST_SLEEP_MS = 2;
/** Part of the expected time that is slept through: runs differ, and waking late costs more than waking early. */
const SLEPT_PART = 0.8;
/** A wait shorter than this was no wait. */
const WOKEN_LATE_MS = 0.3;

/** Runs submitted and not known to have finished. */
export class Flight {
  /** Runs submitted, and those of them known to have finished: two waits at once may learn of the same ones. */
  private begun = 0;
  private finished = 0;
  private firstSubmitted = 0;
  /** Milliseconds that a run has taken the last time it was waited for. */
  private measured = 0;
  /** The shorter of the last two: a first run compiles, and must not be slept for again. */
  private expected = 0;
  private landing: Promise<void> | undefined;

  /** @param software true if the adapter computes on the processor that waits: a pending GPU promise keeps that one busy */
  constructor(
    private readonly context: GpuContext,
    private readonly software: boolean,
  ) {}

  /** Runs that may be in flight. */
  get runs(): number {
    return this.begun - this.finished;
  }

  /** Notes a submission. */
  submitted(): void {
    if (this.begun++ === this.finished) this.firstSubmitted = performance.now();
    // A GPU is asked half-way, so that it never runs out of work while it is waited for.
    if (!this.software && this.runs === RUNS_IN_FLIGHT / 2) this.landing = this.land();
  }

  /** True if no other run may be submitted now. */
  get isFull(): boolean {
    return this.runs >= RUNS_IN_FLIGHT;
  }

  /** Resolves when another run may be submitted. */
  async ready(): Promise<void> {
    if (this.isFull) await (this.landing ?? this.land());
  }

  /** Waits for something that comes after all runs submitted so far; `start` begins the wait. */
  async until(start: () => Promise<unknown>): Promise<void> {
    await this.sleepUntilNearlyDone();
    const [begun, first, asked] = [this.begun, this.firstSubmitted, performance.now()];
    const runs = begun - this.finished;
    await (this.software ? quietly(start()) : start());
    if (begun <= this.finished) return;
    const now = performance.now();
    // Done as soon as asked: the runs were done before, and it is not known since when.
    const took = now - asked < WOKEN_LATE_MS ? this.expected / 2 : (now - first) / runs;
    this.expected = Math.min(took, this.measured);
    this.measured = took;
    this.finished = begun;
    this.firstSubmitted = now;
  }

  /** On a software adapter, sleeps through most of the time that the runs in flight should take. */
  private async sleepUntilNearlyDone(): Promise<void> {
    if (!this.software) return;
    const left = this.runs * this.expected * SLEPT_PART - (performance.now() - this.firstSubmitted);
    if (left >= SHORTEST_SLEEP_MS) await new Promise((wake) => setTimeout(wake, left));
  }

  /** Waits for all runs submitted so far. If they fail, the device itself tells. */
  private async land(): Promise<void> {
    await this.until(() => this.context.gpu.queue.onSubmittedWorkDone().catch(() => undefined));
    this.landing = undefined;
  }
}
