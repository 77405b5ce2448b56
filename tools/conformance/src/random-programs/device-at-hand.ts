// One device for all tests of a file, and another one after a failure: a device that was refused a command stays in that error.
import { createWebGpuDevice, type DeviceSchedule, type WebGpuDevice } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';

export class DeviceAtHand {
  private opened: Promise<WebGpuDevice> | undefined;

  constructor(private readonly schedule: Partial<DeviceSchedule>) {}

  get(): Promise<WebGpuDevice> {
    this.opened ??= createNodeGpu().then((gpu) => createWebGpuDevice({ gpu, schedule: this.schedule }));
    return this.opened;
  }

  /** Gives the device back; the next one asked for is new. */
  async drop(): Promise<void> {
    const device = await this.opened;
    this.opened = undefined;
    device?.dispose();
  }
}
