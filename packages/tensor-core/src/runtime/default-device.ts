// Which device runs what is pending, and the plans made for it.
import { NoDeviceError } from '../errors.js';
import type { Device, Plan } from '../device.js';
import { staged } from '../profile/host-clock.js';
import type { Program } from '../program.js';

let chosen: Device | undefined;
let choose: (() => Promise<Device>) | undefined;
let choosing: Promise<Device> | undefined;

/** The device, or a function that finds one when it is first needed. */
export function setDefaultDevice(device: Device | (() => Promise<Device>) | undefined): void {
  chosen = typeof device === 'function' ? undefined : device;
  choose = typeof device === 'function' ? device : undefined;
  choosing = undefined;
}

/** The default device, if it has been chosen already. */
export function deviceInUse(): Device | undefined {
  return chosen;
}

const remedy = `no device was chosen; expected one, got none; write
  import { createWebGpuDevice } from '@tensorloom/webgpu-device';
  setDefaultDevice(await createWebGpuDevice());   // in Node: { gpu: await createNodeGpu() } from '@tensorloom/webgpu-device/node'
or
  import { createCpuDevice } from '@tensorloom/cpu-device';
  setDefaultDevice(createCpuDevice());
or import 'tensorloom', which chooses by itself`;

/** The default device. @throws NoDeviceError that says how to choose one */
export async function defaultDevice(): Promise<Device> {
  if (chosen) return chosen;
  if (!choose) throw new NoDeviceError(`run: ${remedy}`);
  choosing ??= choose();
  const asked = choosing;
  try {
    const device = await asked;
    if (choosing === asked) chosen = device;
    return device;
  } catch (error) {
    if (choosing === asked) choosing = undefined;
    throw error;
  }
}

const lost = new WeakSet<object>();

/** Puts a device in the place of a failed one, whose values are lost. */
export function replaceDevice(failed: Device, device: Device): void {
  lost.add(failed);
  if (chosen === failed) chosen = device;
}

/** True for a device that has been replaced. */
export function isLost(device: object): boolean {
  return lost.has(device);
}

const PLANS_PER_DEVICE = 128;
const plansOf = new WeakMap<Device, Map<string, Promise<Plan>>>();

/** The plan of a program on a device: made once, dropped when it was the longest unused of too many. */
export function planFor(device: Device, program: Program): Promise<Plan> {
  return staged('look-up', () => findPlan(device, program));
}

function findPlan(device: Device, program: Program): Promise<Plan> {
  let plans = plansOf.get(device);
  if (!plans) plansOf.set(device, (plans = new Map()));
  const known = plans.get(program.key);
  if (known) {
    plans.delete(program.key);
    plans.set(program.key, known);
    return known;
  }
  const made = device.prepare(program);
  plans.set(program.key, made);
  made.catch(() => plans.delete(program.key));
  for (const [key, plan] of plans) {
    if (plans.size <= PLANS_PER_DEVICE) break;
    plans.delete(key);
    // One that could not be made has told those who asked for it.
    void plan.then(
      (old) => old.dispose(),
      () => undefined,
    );
  }
  return made;
}
