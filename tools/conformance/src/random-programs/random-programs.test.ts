// Programs made at random, on every class of device that kernels are written for. A failing one is shrunk, and comes again:
// TENSORLOOM_SEED=<what the message says> npm run conformance. More of them: TENSORLOOM_PROGRAMS=2000 npm run conformance.
import { setDefaultDevice } from '@tensorloom/tensor-core';
import fc from 'fast-check';
import { afterAll, describe, it } from 'vitest';
import { checkProgram } from './check-program.js';
import { DeviceAtHand } from './device-at-hand.js';
import { deviceClasses } from './device-classes.js';
import { randomProgram, type RandomProgram } from './random-program.js';

const programs = Number(process.env['TENSORLOOM_PROGRAMS'] ?? 40);
/** `seed`, or `seed:path` for one program after it was shrunk. */
const [seed, path] = (process.env['TENSORLOOM_SEED'] ?? '').split(/:(.*)/).filter((part) => part !== '');

describe.each(Object.entries(deviceClasses))('random programs, %s', (name, schedule) => {
  const atHand = new DeviceAtHand(schedule);
  afterAll(() => {
    setDefaultDevice(undefined);
    return atHand.drop();
  });
  const check = async (program: RandomProgram): Promise<void> => {
    try {
      await checkProgram(program, await atHand.get());
    } catch (error) {
      await atHand.drop();
      throw error;
    }
  };

  it('agree with the CPU in float64, and compiled with recorded', async () => {
    const each = Math.ceil(programs / Object.keys(deviceClasses).length);
    const details = await fc.check(fc.asyncProperty(randomProgram, check), {
      numRuns: each,
      seed: seed === undefined ? Object.keys(deviceClasses).indexOf(name) : Number(seed),
      ...(path ? { path } : {}),
    });
    if (!details.failed) return;
    throw new Error(
      `TENSORLOOM_SEED=${details.seed}:${details.counterexamplePath} ${JSON.stringify(details.counterexample)}\n${String(details.errorInstance)}`,
    );
  }, 3_600_000);
});
