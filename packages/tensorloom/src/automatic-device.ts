// The one side effect of this package: says how a device is chosen when the first tensor is computed.
import { setDefaultDevice } from '@tensorloom/tensor-core';
import { platform } from '#platform';
import { chooseDevice } from './choose-device.js';

/** The environment's word on the device: `webgpu`, `cpu` or nothing. Browsers have no environment. */
const wish = (): string | undefined => (typeof process === 'object' ? process.env?.['TENSORLOOM_DEVICE'] : undefined);

// Whoever asked for no device in particular must hear that it is the slow one; standard error in Node.
// eslint-disable-next-line no-console
const warn = (line: string): void => console.warn(line);

setDefaultDevice(() => chooseDevice({ platform, wish: wish(), warn }));
