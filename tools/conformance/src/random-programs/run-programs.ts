// Checks many random programs on one class of device. A failing one is shrunk, and its seed brings it back.
import fc from 'fast-check';
import { checkProgram } from './check-program.js';
import { DeviceAtHand } from './device-at-hand.js';
import { deviceClasses, shareOf } from './device-classes.js';
import { randomProgram, type RandomProgram } from './random-program.js';

/** What the programs on one class of device gave. */
export interface ProgramsReport {
  readonly deviceClass: string;
  readonly programs: number;
  readonly seconds: number;
  /** The smallest program that fails, with the seed that brings it back and what is wrong. */
  readonly failure: string | undefined;
}

/**
 * Runs `count` programs.
 *
 * @param deviceClass a name of `deviceClasses`
 * @param from `seed`, or `seed:path` for one program after it was shrunk; else each class has a seed of its own
 */
export async function runPrograms(deviceClass: string, count: number, from?: string): Promise<ProgramsReport> {
  const [seed, path] = (from ?? String(Object.keys(deviceClasses).indexOf(deviceClass))).split(/:(.*)/);
  const atHand = new DeviceAtHand(deviceClasses[deviceClass] ?? {});
  const check = async (program: RandomProgram): Promise<void> => {
    try {
      await checkProgram(program, await atHand.get());
    } catch (error) {
      await atHand.drop();
      throw error;
    }
  };
  const start = performance.now();
  const details = await fc.check(fc.asyncProperty(randomProgram, check), {
    numRuns: count,
    seed: Number(seed),
    ...(path ? { path } : {}),
  });
  await atHand.drop();
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  const { failed, counterexample, counterexamplePath, errorInstance } = details;
  const failure = `--seed ${details.seed}:${counterexamplePath} ${JSON.stringify(counterexample)}\n${String(errorInstance)}`;
  return { deviceClass, programs: details.numRuns, seconds, failure: failed ? failure : undefined };
}

/** Each class of device takes its share of the programs. */
export async function runProgramsOnAll(
  count: number,
  from: string | undefined,
  say: (line: string) => void,
): Promise<readonly ProgramsReport[]> {
  const reports: ProgramsReport[] = [];
  for (const name of Object.keys(deviceClasses)) {
    const report = await runPrograms(name, shareOf(name, count), from);
    const end = report.failure === undefined ? 'agree' : `FAILED ${report.failure}`;
    say(`random programs, ${name}: ${report.programs} programs, ${report.seconds} s: ${end}`);
    reports.push(report);
  }
  return reports;
}
