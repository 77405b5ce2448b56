// Programs made at random, on every class of device that kernels are written for. A failing one is shrunk, and comes again:
// npm run conformance -- --programs 1 --seed <what the message says>. More of them: npm run conformance -- --programs 2000.
import { setDefaultDevice } from '@tensorloom/tensor-core';
import { afterAll, describe, expect, it } from 'vitest';
import { deviceClasses, shareOf } from './device-classes.js';
import { runPrograms } from './run-programs.js';

const programs = 50;
/** Programs of a class, however small its share. */
const LEAST = 10;

describe('random programs', () => {
  afterAll(() => setDefaultDevice(undefined));

  it.each(Object.keys(deviceClasses))(
    '%s, agree with the CPU in float64, and compiled with recorded',
    async (name) => {
      const count = Math.max(LEAST, shareOf(name, programs));
      expect((await runPrograms(name, count)).failure).toBeUndefined();
    },
    600_000,
  );
});
