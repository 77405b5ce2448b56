// Settings that the tests of every package share. Knows no package by name.
import type { UserWorkspaceConfig } from 'vitest/config';
import { summaryReporter } from './summary-reporter.js';

/** What a package may set for its own tests. */
export interface ProjectOptions {
  /** The package's name; shown in front of each test file. */
  name: string;
  /** Longest time one test may take, in milliseconds. Default 20,000. */
  testTimeout?: number;
}

// Siblings are read from their sources, so that no build is needed before a test.
const conditions = ['@tensorloom/source', 'module', 'node', 'development|production'];

/** The vitest project of one package: Node, forked workers, tests beside the source. */
export function defineProject({ name, testTimeout = 20_000 }: ProjectOptions): UserWorkspaceConfig {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: ['@tensorloom/source', 'node'] } },
    test: {
      name,
      environment: 'node',
      include: ['src/**/*.test.ts', 'test/**/*.test.ts', '*.test.{ts,mjs}'],
      pool: 'forks',
      maxWorkers: 2,
      testTimeout,
      hookTimeout: 60_000,
      passWithNoTests: true,
      reporters: ['default', summaryReporter()],
    },
  } as UserWorkspaceConfig;
}
