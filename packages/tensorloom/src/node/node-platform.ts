// GPUs in Node: Dawn, from the optional peer dependency `webgpu`. `#platform` leads here under the condition `node` alone.
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import type { Platform } from '../platform.js';

const drivers: Partial<Record<NodeJS.Platform, string>> = {
  linux: "install its Vulkan driver (NVIDIA's own, or Mesa's: apt-get install mesa-vulkan-drivers libvulkan1)",
  darwin: 'use macOS 13 or newer on a Mac with Metal',
  win32: "install the graphics card's current driver",
};

export const platform: Platform = {
  // Runtimes that take the condition `node` may have a GPU of their own.
  gpu: async () => (typeof navigator === 'undefined' ? undefined : navigator.gpu) ?? (await createNodeGpu()),
  howToGetWebGpu: 'npm install webgpu',
  howToGetAdapter: drivers[process.platform] ?? 'install its driver',
};
