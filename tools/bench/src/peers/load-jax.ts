// jax-js on the bench's adapter.
import { dirname, sep } from 'node:path';
import { peerRequire } from './install-peer.js';
import type { Jax } from './jax-types.js';
import { offerGpu } from './offer-gpu.js';

const version = '0.1.25';

/** jax-js on a device of its own. */
export interface JaxOnGpu {
  readonly jax: Jax;
  readonly device: GPUDevice;
  readonly adapter: string;
  readonly close: () => void;
}

/** Its WebGPU device. It has one as long as it is loaded, so that each caller gets a copy of the library. */
export async function openJax(gpu: GPU): Promise<JaxOnGpu> {
  const require = await peerRequire({ folder: `jax-${version}`, dependencies: { '@jax-js/jax': version } });
  offerGpu(gpu);
  const folder = dirname(require.resolve('@jax-js/jax')) + sep;
  for (const name of Object.keys(require.cache)) if (name.startsWith(folder)) delete require.cache[name];
  const jax = require('@jax-js/jax') as Jax;
  const devices = await jax.init('webgpu');
  if (!devices.includes('webgpu')) throw new Error(`jax: expected device webgpu, got ${devices.join(', ')}`);
  jax.defaultDevice('webgpu');
  const device = jax.getWebGPUDevice();
  const info = (await gpu.requestAdapter({ powerPreference: 'high-performance' }))?.info;
  return { jax, device, adapter: info?.description || info?.device || '', close: () => device.destroy() };
}
