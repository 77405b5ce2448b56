// WebGPU for Node: the only place that imports Dawn, and only when it is called.
import { NoDeviceError } from '@tensorloom/tensor-core';
import { napWith } from './memory/nap.js';

export { fileTuningStore } from './node/file-tuning-store.js';

// Collected while a device of it lives, the object would take the process down with it.
let instance: GPU | undefined;

/**
 * Node's WebGPU: Dawn, from the optional peer dependency `webgpu`.
 *
 * @param options Dawn's own, such as 'enable-dawn-features=allow_unsafe_apis'; they count at the first call
 * @throws NoDeviceError if the package `webgpu` is not installed
 */
export async function createNodeGpu(options: readonly string[] = []): Promise<GPU> {
  if (instance) return instance;
  let dawn: typeof import('webgpu');
  try {
    dawn = await import('webgpu');
  } catch (cause) {
    throw importError(cause);
  }
  Object.assign(globalThis, dawn.globals);
  instance = dawn.create([...options]);
  napWith(sleepThroughTurn);
  return instance;
}

const never = new Int32Array(new SharedArrayBuffer(4));
/** Milliseconds: some twenty times what it takes to ask the GPU once, and nothing beside a step. */
const NAP = 0.05;

function sleepThroughTurn(): Promise<void> {
  Atomics.wait(never, 0, 0, NAP);
  return new Promise((resolve) => setImmediate(resolve));
}

/** Not installed, or installed and not able to load: a library of the system is missing, say. */
function importError(cause: unknown): NoDeviceError {
  const missing = (cause as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND';
  const message = missing
    ? "package 'webgpu' is missing; expected it beside @tensorloom/webgpu-device, got none; npm install webgpu"
    : `package 'webgpu' does not load; expected it to, got ${String(cause)}; install what it asks for`;
  return new NoDeviceError(`createNodeGpu: ${message}`, { cause });
}
