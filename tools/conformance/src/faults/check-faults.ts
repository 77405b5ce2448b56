// Plants each fault in a copy of the workspace and runs the tests that must notice. A fault that no test notices is a failure.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plantedFaults, type PlantedFault, type WatchingTests } from './planted-faults.js';
import { runTests } from './run-tests.js';
import { throwAwayCopy } from './throw-away-copy.js';

/** What became of a fault. */
export interface FaultOutcome {
  readonly fault: string;
  readonly file: string;
  /** The first test that failed. */
  readonly caughtBy: string | undefined;
  readonly seconds: number;
}

/** The file with the fault. @throws Error where the text is not there exactly once */
export function planted({ name, file, text, fault }: PlantedFault, source: string): string {
  const count = source.split(text).length - 1;
  if (count === 1) return source.replace(text, () => fault);
  throw new Error(
    `faults: "${name}" no longer applies; expected its text once in ${file}, got it ${count} times; write it anew in planted-faults.ts`,
  );
}

/** Without a fault all tests must pass: else they would notice anything. */
async function checkWithout(folder: string, say: (line: string) => void): Promise<void> {
  const every = new Map(plantedFaults.map(({ tests }): [string, WatchingTests] => [JSON.stringify(tests), tests]));
  for (const tests of every.values()) {
    const { passed, failed } = await runTests(folder, tests);
    say(`without a fault: ${tests.folder} ${tests.files.join(' ')} ${tests.name ?? ''}: ${passed} passed`);
    if (failed.length > 0 || passed === 0) {
      throw new Error(`faults: expected tests that pass without a fault, got: ${failed.join('; ') || 'no test'}`);
    }
  }
}

async function outcomeOf(folder: string, fault: PlantedFault): Promise<FaultOutcome> {
  const path = join(folder, fault.file);
  const source = await readFile(path, 'utf8');
  const start = performance.now();
  await writeFile(path, planted(fault, source));
  const { failed } = await runTests(folder, fault.tests);
  await writeFile(path, source);
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  return { fault: fault.name, file: fault.file, caughtBy: failed[0], seconds };
}

/**
 * Plants all faults, one after another.
 *
 * @param root folder of the workspace
 */
export async function checkFaults(root: string, say: (line: string) => void): Promise<readonly FaultOutcome[]> {
  const { folder, remove } = await throwAwayCopy(root);
  try {
    await checkWithout(folder, say);
    const outcomes: FaultOutcome[] = [];
    for (const fault of plantedFaults) {
      const outcome = await outcomeOf(folder, fault);
      const end = outcome.caughtBy === undefined ? 'NOT CAUGHT' : `caught by "${outcome.caughtBy}"`;
      say(`${fault.name}\n  ${end} (${outcome.seconds} s)`);
      outcomes.push(outcome);
    }
    return outcomes;
  } finally {
    await remove();
  }
}
