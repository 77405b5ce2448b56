// The suite profile from options to a report.
import { stepCases, trainingCases } from '../cases/step-case.js';
import { runChild } from '../child/run-child.js';
import { casesOf, type BenchOptions } from '../command-line.js';
import type { Report } from '../report/report.js';
import { profileColumns, type ProfileRow } from '../suites/profile.js';
import { oneThread } from './environments.js';

/** Runs the suite. */
export async function runProfile(options: BenchOptions): Promise<Report> {
  const rows: ProfileRow[] = [];
  for (const { name } of casesOf(trainingCases, options, stepCases))
    rows.push(...(await runChild({ kind: 'profile', case: name, steps: options.steps ?? 30 }, oneThread)));
  return { rows, columns: profileColumns, complaints: [] };
}
