// What a self-test found, and the same as text.

/** A value that was not the expected one. */
export interface SelfTestFailure {
  /** The class of kernels. */
  readonly name: string;
  /** Which value of it. */
  readonly value: string;
  /** What was computed and what should have been, or the error that the device threw. */
  readonly message: string;
}

/** What was found of one class of kernels. */
export interface SelfTestResult {
  readonly name: string;
  /** `skipped` where the device says that it cannot do this, or where time was up. */
  readonly outcome: 'right' | 'wrong' | 'skipped';
  readonly ms: number;
}

/** What a self-test found. */
export class SelfTestReport {
  constructor(
    /** Kind, name and what is known of adapter and driver. */
    readonly device: string,
    readonly results: readonly SelfTestResult[],
    readonly failures: readonly SelfTestFailure[],
  ) {}

  /** True if nothing was computed wrongly. */
  get ok(): boolean {
    return this.failures.length === 0;
  }

  toString(): string {
    const { results, failures } = this;
    const count = (outcome: SelfTestResult['outcome']): number =>
      results.filter((result) => result.outcome === outcome).length;
    const seconds = results.reduce((sum, { ms }) => sum + ms, 0) / 1000;
    const head = `${this.ok ? 'computes correctly' : 'COMPUTES WRONGLY'}: ${this.device}`;
    const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : '';
    return [
      head,
      `${count('right')} classes of kernels right, ${count('wrong')} wrong${skipped}, ${seconds.toFixed(1)} s`,
      ...results.map(({ name, outcome, ms }) => `  ${outcome.padEnd(8)}${name.padEnd(26)}${Math.round(ms)} ms`),
      ...failures.map(({ name, value, message }) => `${name}, ${value}: ${message}`),
    ].join('\n');
  }
}
