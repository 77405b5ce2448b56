// The one side effect of this package: says how a device is chosen when the first tensor is computed.
import { setDefaultDevice } from '@tensorloom/tensor-core';
import { openDevice, type DeviceWish } from './open-device.js';

/** What the environment says; browsers have none. */
const environment = (): string | undefined =>
  (typeof process === 'object' && process.env?.['TENSORLOOM_DEVICE']) || undefined;

setDefaultDevice(() => openDevice(environment() as DeviceWish | undefined));
