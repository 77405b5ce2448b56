// Which primitives random programs are made of: all, but for those that a reason stands beside.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { rules, setDefaultDevice, type PrimitiveOp } from '@tensorloom/tensor-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomProgram } from './random-program.js';
import { runProgram } from './run-program.js';

/** Primitives that no step makes, each with its reason. */
const left: Partial<Record<PrimitiveOp, string>> = {};

it('random programs hold every primitive', { timeout: 120_000 }, async () => {
  const device = createCpuDevice({ precision: 'float64' });
  const met = new Set<string>();
  const prepare = device.prepare.bind(device);
  device.prepare = (program) => {
    for (const { op } of program.values) met.add(op);
    return prepare(program);
  };
  const missing = (): string[] => Object.keys(rules).filter((op) => !met.has(op) && !(op in left));
  for (const program of fc.sample(randomProgram, { numRuns: 2000, seed: 1 })) {
    if (missing().length === 0) break;
    await runProgram(program, device);
  }
  setDefaultDevice(undefined);
  expect(missing()).toEqual([]);
});
