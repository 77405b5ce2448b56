// One check of one random program: WebGPU against the CPU in float64, and compiled against recorded.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { formatProgram, type Device } from '@tensorloom/tensor-core';
import { differenceFromReference, differenceInBits } from './compare-runs.js';
import type { RandomProgram } from './random-program.js';
import { runProgram } from './run-program.js';
import { noiseFrom } from './workbench.js';

/** The reference device, and the text of the programs that it was given. */
function reference(): { readonly device: Device; readonly programs: string[] } {
  const programs: string[] = [];
  const device = createCpuDevice({ precision: 'float64' });
  const prepare = device.prepare.bind(device);
  device.prepare = (program) => {
    programs.push(formatProgram(program));
    return prepare(program);
  };
  return { device, programs };
}

/** @throws Error with the programs in full where a device disagrees */
export async function checkProgram(program: RandomProgram, device: Device): Promise<void> {
  const { device: cpu, programs } = reference();
  const truth = await runProgram(program, cpu);
  const shown = programs.slice();
  const failWith = (difference: string): never => {
    throw new Error(`${difference}\n${shown.join('\n--\n')}`);
  };
  const disturbed = [];
  for (const seed of [1, 2, 3])
    disturbed.push(await runProgram(program, cpu, { noise: noiseFrom(program.seed + seed) }));
  cpu.dispose();
  try {
    const recorded = await runProgram(program, device);
    const difference = differenceFromReference(recorded, truth, disturbed);
    if (difference !== undefined) failWith(difference);
    const compiled = await runProgram(program, device, { compiled: true });
    const bits = differenceInBits(compiled, recorded);
    if (bits !== undefined) failWith(bits);
  } catch (error) {
    if (error instanceof Error && !error.message.includes('return %')) failWith(String(error.stack ?? error));
    throw error;
  }
}
