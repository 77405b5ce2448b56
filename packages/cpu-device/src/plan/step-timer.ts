// Times each step of the runs of one CPU device, by the clock of the host.
import type { KernelClock, KernelTime, Plan, TypedArray } from '@tensorloom/tensor-core';
import type { Step } from './plan-builder.js';

/** A clock for steps, in place of the loop that takes them. */
export class StepTimer implements KernelClock {
  private runs: KernelTime[][] = [];

  constructor(readonly stop: () => void) {}

  /** Takes the steps of one run. */
  time(plan: Plan, steps: readonly Step[], memory: readonly TypedArray[]): void {
    this.runs.push(
      steps.map(({ run }, kernel) => {
        const start = performance.now();
        run(memory);
        return { plan, kernel, start, ms: performance.now() - start };
      }),
    );
  }

  async take(): Promise<readonly (readonly KernelTime[])[]> {
    const runs = this.runs;
    this.runs = [];
    return runs;
  }
}
