// Runs a random program on a device: recorded anew for each run, or compiled once. Both give all that can be seen of it.
import {
  compile,
  setDefaultDevice,
  sizeOf,
  tensor,
  variable,
  type Device,
  type DType,
  type Tensor,
  type TypedArray,
  type Variable,
} from '@tensorloom/tensor-core';
import { inputData } from '../ops/op-row.js';
import type { LeafSpec, RandomProgram } from './random-program.js';
import { readVariable } from './steps/assignment.js';
import { steps } from './steps/step-table.js';
import { plain, Workbench, type Noise } from './workbench.js';

/** A value that was read, with a name for messages. */
export interface Seen {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: TypedArray;
}

export interface RunOptions {
  /** Compiled once instead of recorded for each run. */
  readonly compiled?: boolean;
  readonly noise?: Noise;
}

const ranges = {
  float32: [-2, 2],
  float16: [-2, 2],
  int32: [-9, 9],
  uint32: [0, 9],
  bool: [0, 1],
  bytes: [0, 200],
} as const;

function leafTensor({ shape, dtype }: LeafSpec, seed: number): Tensor {
  const [low, high] = ranges[dtype];
  const host = inputData({ shape, dtype: dtype === 'bytes' ? 'int32' : dtype, low, high }, seed);
  return dtype === 'bytes' ? tensor(Uint8Array.from(host.data), { shape }) : tensor(host);
}

/** Records the program once; returns the values that are read. */
function build(
  program: RandomProgram,
  inputs: readonly Tensor[],
  variables: readonly Variable[],
  noise?: Noise,
): Tensor[] {
  const bench = new Workbench(variables, noise);
  for (const own of variables) readVariable(bench, own);
  inputs.forEach((input, index) => {
    const { dtype } = program.inputs[index] as LeafSpec;
    bench.push(plain(input, ranges[dtype][1]));
  });
  for (const { op, picks, dials } of program.steps) steps[op](bench, picks, dials);
  return program.outputs.map((at) => (bench.pick(at, () => true) as { tensor: Tensor }).tensor);
}

/** Data of one run: the first input is the same tensor in all runs, the others are new. */
function inputsOf({ inputs, seed }: RandomProgram, run: number, kept: Tensor): Tensor[] {
  return inputs.map((spec, index) => (index === 0 ? kept : leafTensor(spec, seed + 10 * run + index)));
}

async function seen(name: string, value: Tensor): Promise<Seen> {
  return { name, dtype: value.dtype, shape: value.shape, data: await value.data() };
}

/** Every output of every run, and what the variables hold in the end. */
export async function runProgram(
  program: RandomProgram,
  device: Device,
  { compiled = false, noise }: RunOptions = {},
): Promise<readonly Seen[]> {
  setDefaultDevice(device);
  const variables = program.variables.map((spec, index) =>
    variable(leafTensor(spec, program.seed + 1000 + index), { name: `v${index}` }),
  );
  const kept = leafTensor(program.inputs[0] as LeafSpec, program.seed);
  const step = compile((...inputs: Tensor[]) => build(program, inputs, variables, noise));
  const results: Seen[] = [];
  for (let run = 0; run < program.runs; run++) {
    const inputs = inputsOf(program, run, kept);
    const outputs = compiled ? await step(...inputs) : build(program, inputs, variables, noise);
    const names = outputs.map((_, index) => `output ${index} of run ${run}`);
    results.push(...(await Promise.all(outputs.map((output, index) => seen(names[index] as string, output)))));
    for (const output of new Set(outputs)) if (compiled) output.dispose();
  }
  results.push(...(await Promise.all(variables.map((own) => seen(`variable ${own.name}`, own)))));
  for (const own of variables) own.dispose();
  kept.dispose();
  return results;
}

/** Number of elements that all results hold. */
export function countOf(results: readonly Seen[]): number {
  return results.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
