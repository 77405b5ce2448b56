// Opens the device that the launcher has prepared this process for. A browser's device is opened in its page, not here.
import { NoDeviceError, type Device } from '@tensorloom/tensor-core';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { createWebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import type { DeviceDescription } from '../suite/device-report.js';
import { subgroupSizeOf } from './subgroup-size.js';

/** Names that `--device` takes. */
export const deviceNames = ['cpu', 'lavapipe', 'lavapipe-512', 'swiftshader', 'chromium'] as const;
export type DeviceName = (typeof deviceNames)[number];

/** A device with its description; `open` gives it, or a new one in its place. */
export interface OpenedDevice {
  readonly description: DeviceDescription;
  readonly open: (afresh: boolean) => Promise<Device>;
}

function openCpu(): OpenedDevice {
  const device = createCpuDevice();
  return { description: { device: 'cpu', adapter: 'float32' }, open: async () => device };
}

/**
 * The device of a name, or the one found.
 *
 * @throws NoDeviceError with the launcher's reason where it could not be had
 */
export async function openDevice(name: Exclude<DeviceName, 'chromium'> | undefined): Promise<OpenedDevice> {
  const { TENSORLOOM_DEVICE: kind, TENSORLOOM_NO_DEVICE: reason } = process.env;
  if (name === 'cpu' || (name === undefined && kind === 'cpu')) return openCpu();
  if (reason !== undefined) throw new NoDeviceError(`${name}: no device; ${reason}`);
  let device = await createWebGpuDevice({ gpu: await createNodeGpu(), float16: 'float32' });
  const description = { device: name ?? 'webgpu', adapter: device.name, subgroupSize: subgroupSizeOf(device) };
  const open = async (afresh: boolean): Promise<Device> => {
    if (!afresh) return device;
    device.dispose();
    device = await createWebGpuDevice({ gpu: await createNodeGpu(), float16: 'float32' });
    return device;
  };
  return { description, open };
}
