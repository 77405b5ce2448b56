// Runs a case on a device by the device's own interface: the default device is not touched.
import {
  lower,
  type Device,
  type HostTensor,
  type Lowered,
  type Storage,
  type TypedArray,
} from '@tensorloom/tensor-core';
import type { SelfTestCase } from './self-test-case.js';

/** A case ready to run: the names of its values, in the order in which a run gives them. */
export interface LoweredCase {
  readonly lowered: Lowered;
  readonly names: readonly string[];
}

/** Lowers what a case records; what it assigns comes after its values. */
export function lowerCase({ record }: SelfTestCase): LoweredCase {
  const { values, assignments = [] } = record();
  const changes = new Map(assignments.map(([{ cell }, value]) => [cell, value.resolve()] as const));
  const lowered = lower(
    Object.values(values).map((value) => value.resolve()),
    changes,
  );
  const states = lowered.states.map((_, index) => `variable ${index}`);
  return { lowered, names: [...Object.keys(values), ...states] };
}

function dataOf(source: { readonly kind: string }): HostTensor {
  if (source.kind !== 'data') throw new Error(`a case of the self-test reads ${source.kind}`);
  return (source as unknown as { readonly host: HostTensor }).host;
}

/** The values of a case on a device, and of its variables afterwards. */
export async function runCase(device: Device, { lowered }: LoweredCase): Promise<readonly TypedArray[]> {
  const { program, tensors, hosts, states } = lowered;
  const plan = await device.prepare(program);
  const state: Storage[] = [];
  let outputs: readonly Storage[] = [];
  try {
    for (const { spec, name } of states) state.push(device.allocate(spec.shape, spec.dtype, name));
    // Only now is it known whether there is room for what is uploaded.
    await device.ready();
    states.forEach(({ initial }, index) => initial && device.upload(dataOf(initial.source), state[index]));
    const inputs = tensors.map(({ source }) => dataOf(source));
    const host = Float64Array.from(hosts.flatMap(({ read }) => [...Array.from(read())]));
    outputs = await plan.run({ inputs, state, host });
    return await device.read([...outputs, ...state]);
  } finally {
    for (const storage of [...outputs, ...state]) storage.dispose();
    plan.dispose();
  }
}
