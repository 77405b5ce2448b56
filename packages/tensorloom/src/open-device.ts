// openDevice: the automatic choice as a function, for whoever wants to name the device or to hold it.
import type { Device } from '@tensorloom/tensor-core';
import { platform } from '#platform';
import { chooseDevice } from './choose-device.js';

/** A device by its kind; `auto` is a GPU where there is one, else the CPU, with a line on the console about why. */
export type DeviceWish = 'auto' | 'webgpu' | 'cpu';

// Whoever asked for no device in particular must hear that it is the slow one; standard error in Node.
// eslint-disable-next-line no-console
const warn = (line: string): void => console.warn(line);

/**
 * Opens a device, in Node and in browsers alike. It becomes the default one only with `setDefaultDevice`.
 *
 * @example
 * setDefaultDevice(await openDevice('cpu'));
 * @throws NoDeviceError for `webgpu` where there is none, with what to install; ConfigError for another wish
 */
export async function openDevice(wish: DeviceWish = 'auto'): Promise<Device> {
  return chooseDevice({ platform, wish, warn });
}
