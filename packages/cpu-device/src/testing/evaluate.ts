// Test support: computes recorded tensors on a device given by hand, past the default device and its queue.
import {
  lower,
  type Device,
  type HostTensor,
  type Program,
  type RunArguments,
  type Tensor,
  type TypedArray,
} from '@tensorloom/tensor-core';

/** A program of recorded tensors, and what its inputs stand for. */
export interface Recorded {
  readonly program: Program;
  readonly args: RunArguments;
}

/** Lowers tensors made of host data alone. */
export function lowerTensors(roots: readonly Tensor[]): Recorded {
  const { program, tensors, hosts } = lower(roots, new Map());
  const inputs = tensors.map(({ source }) => (source as { readonly host: HostTensor }).host);
  const host = Float64Array.from(hosts.flatMap((source) => Array.from(source.read())));
  return { program, args: { inputs, state: [], host } };
}

/** The values of recorded tensors. */
export async function evaluate(device: Device, ...roots: readonly Tensor[]): Promise<readonly TypedArray[]> {
  const { program, args } = lowerTensors(roots);
  const plan = await device.prepare(program);
  const results = await plan.run(args);
  const values = await device.read(results);
  results.forEach((result) => result.dispose());
  plan.dispose();
  return values;
}

/** The values of one recorded tensor, as plain numbers. */
export async function valuesOf(device: Device, root: Tensor): Promise<number[]> {
  return Array.from((await evaluate(device, root))[0] as TypedArray);
}
