// TensorFlow.js with its WebGPU backend on the bench's adapter, or with one that computes on the processor.
import { peerRequire } from './install-peer.js';
import { offerGpu } from './offer-gpu.js';
import type { Tf, TfWasm, TfWebGpu } from './tfjs-types.js';

const version = '4.22.0';
const core = '@tensorflow/tfjs';
const webgpu = '@tensorflow/tfjs-backend-webgpu';
const wasm = '@tensorflow/tfjs-backend-wasm';

/** Loads its packages without its advice to take tfjs-node, which has no WebGPU. */
function load<Backend>(require: NodeJS.Require, backend: string): { readonly tf: Tf; readonly backend: Backend } {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return { tf: require(core) as Tf, backend: require(backend) as Backend };
  } finally {
    console.warn = warn;
  }
}

/** The limits that its own start asks for. */
const limitNames = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

async function choose(tf: Tf, backend: string): Promise<void> {
  if (tf.getBackend() === backend) return;
  await tf.setBackend(backend);
  if (tf.getBackend() !== backend) throw new Error(`tfjs: expected backend ${backend}, got ${tf.getBackend()}`);
}

/** TensorFlow.js on a device of its own. */
export interface TfjsOnGpu {
  readonly tf: Tf;
  readonly device: GPUDevice;
  readonly adapter: string;
  readonly close: () => void;
}

/** Its WebGPU backend, opened as it would open itself. */
export async function openTfjsOnGpu(gpu: GPU): Promise<TfjsOnGpu> {
  const require = await peerRequire({
    folder: `tfjs-${version}`,
    dependencies: { [core]: version, [webgpu]: version },
  });
  const { tf, backend } = load<TfWebGpu>(require, webgpu);
  // Set after loading: a backend that it then opened by itself would be a device beside ours.
  offerGpu(gpu);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('tfjs: no adapter; expected the one that Tensorloom has, got none');
  const requiredLimits = Object.fromEntries(limitNames.map((name) => [name, adapter.limits[name]]));
  const device = await adapter.requestDevice({ requiredLimits });
  tf.registerBackend('webgpu', () => new backend.WebGPUBackend(device, adapter.info));
  await choose(tf, 'webgpu');
  const close = (): void => {
    tf.removeBackend('webgpu');
    device.destroy();
  };
  return { tf, device, adapter: adapter.info.description || adapter.info.device, close };
}

/** One of its backends on the processor, on one thread. All that are open share one engine: `choose` before each stretch of work. */
export interface TfjsOnProcessor {
  readonly tf: Tf;
  readonly choose: () => Promise<void>;
}

/** Its backend in WebAssembly with SIMD, or in plain JavaScript. */
export async function openTfjsOnProcessor(backend: 'wasm' | 'cpu'): Promise<TfjsOnProcessor> {
  const dependencies = { [core]: version, [wasm]: version };
  const require = await peerRequire({ folder: `tfjs-wasm-${version}`, dependencies });
  const { tf, backend: peer } = load<TfWasm>(require, wasm);
  peer.setThreadsCount(1);
  await choose(tf, backend);
  return { tf, choose: () => choose(tf, backend) };
}
