// The automatic choice of a device: a GPU if there is one, else the CPU, with a word about it. Knows no platform.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { ConfigError, NoDeviceError, type Device } from '@tensorloom/tensor-core';
import { createWebGpuDevice } from '@tensorloom/webgpu-device';
import type { Platform } from './platform.js';

/** What the choice depends on. */
export interface Circumstances {
  readonly platform: Platform;
  /** `webgpu`: a GPU or an error. `cpu`: the CPU. `auto`: a GPU where there is one. */
  readonly wish: string;
  /** Takes the line that says why it is the CPU, and what would help. */
  readonly warn: (line: string) => void;
}

/** Why there is no GPU, and what to do about it. */
interface Lack {
  readonly reason: string;
  readonly remedy: string;
  readonly cause?: unknown;
}

/** The rule that an error says was broken, without the op in front of it and the advice behind. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^\w+: /, '').replace(/[;\n][^]*$/, '');
}

async function openGpu({ gpu, howToGetWebGpu, howToGetAdapter }: Platform): Promise<Device | Lack> {
  let entry: GPU | undefined;
  try {
    entry = await gpu();
  } catch (cause) {
    return { reason: reasonOf(cause), remedy: howToGetWebGpu, cause };
  }
  if (!entry) return { reason: 'WebGPU is not there', remedy: howToGetWebGpu };
  try {
    return await createWebGpuDevice({ gpu: entry });
  } catch (cause) {
    return { reason: reasonOf(cause), remedy: howToGetAdapter, cause };
  }
}

/**
 * Opens the device that suits the circumstances.
 *
 * @throws NoDeviceError where a GPU was wished for and there is none, ConfigError for an unknown wish
 */
export async function chooseDevice({ platform, wish, warn }: Circumstances): Promise<Device> {
  if (!['auto', 'webgpu', 'cpu'].includes(wish)) {
    throw new ConfigError(
      `openDevice: no such device; expected auto, webgpu or cpu, got ${wish}; ask for one of those (TENSORLOOM_DEVICE, where that is set)`,
    );
  }
  if (wish === 'cpu') return createCpuDevice();
  const found = await openGpu(platform);
  if (!('remedy' in found)) return found;
  const { reason, remedy, cause } = found;
  if (wish === 'webgpu') {
    throw new NoDeviceError(`openDevice: ${reason}; expected a WebGPU device, got none; ${remedy}`, { cause });
  }
  warn(`tensorloom: computing on the CPU (${reason}); for a GPU, ${remedy}`);
  return createCpuDevice();
}
