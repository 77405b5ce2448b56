// What a stretch of work takes: time, and processor time. Knows no work.

/** What one step took. */
export interface Usage {
  readonly wallMs: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
}

/** Runs from its making. */
export class Stopwatch {
  private readonly began: number = performance.now();
  private readonly cpu: NodeJS.CpuUsage = process.cpuUsage();

  /** What each of `steps` equal steps since then took. */
  perStep(steps: number): Usage {
    const { user, system } = process.cpuUsage(this.cpu);
    return { wallMs: (performance.now() - this.began) / steps, cpuMs: (user + system) / 1000 / steps };
  }
}
