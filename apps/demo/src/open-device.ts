// The device of a run, and its name for people.
import { cpus } from 'node:os';
import { defaultDevice, openDevice as open, setDefaultDevice } from 'tensorloom';
import type { DemoOptions } from './options/demo-options.js';

/** A device, and what it is made of. */
export interface NamedDevice {
  readonly kind: string;
  /** The GPU's name, or the processor's. */
  readonly adapter: string;
}

/**
 * Opens the device that the options ask for; it becomes the default one. Where they leave it open, the environment decides.
 *
 * @throws NoDeviceError where a GPU is asked for and there is none
 */
export async function openDevice(choice: DemoOptions['device']): Promise<NamedDevice> {
  if (choice !== 'auto') setDefaultDevice(await open(choice));
  const { kind, name } = await defaultDevice();
  return { kind, adapter: kind === 'cpu' ? (cpus()[0]?.model.trim() ?? 'unknown processor') : name };
}
