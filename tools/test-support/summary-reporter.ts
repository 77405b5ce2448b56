// Prints the closing line of a test run, `N passed, N failed`, as the very last thing the process says.
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** How many tests ended in which way. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The closing line for `counts`, such as `12 passed, 0 failed` or `12 passed, 0 failed, 3 skipped`. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

/** Counts the tests of `modules`; a file that could not be loaded and an error outside of any test count as failures. */
export function countTests(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): Counts {
  const counts: Counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
  for (const module of modules) {
    let failedTests = 0;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') counts.passed++;
      else if (state === 'failed') failedTests++;
      else counts.skipped++;
    }
    if (failedTests === 0 && module.state() === 'failed') failedTests = 1;
    counts.failed += failedTests;
  }
  return counts;
}

/** The reporter; the line is written when the process exits, behind everything that others print. */
export function summaryReporter(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const line = closingLine(countTests(modules, unhandledErrors));
      process.once('exit', () => process.stdout.write(`${line}\n`));
    },
  };
}
