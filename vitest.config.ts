// All tests of the workspace as projects of one run; two workers, because two is what a small machine has.
import { defineConfig } from 'vitest/config';
import { summaryReporter } from './tools/test-support/summary-reporter.js';

export default defineConfig({
  test: {
    projects: ['packages/*/vitest.config.ts', 'apps/*/vitest.config.ts', 'tools/*/vitest.config.ts'],
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', summaryReporter()],
  },
});
