// TensorFlow.js's training step on its WebGPU backend, in the form that is quickest there. Knows nothing of ours but the case.
import type { HostArray, HostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { peerRequire } from '../peers/install-peer.js';
import type { Contestant } from './contestant.js';
import type { Tf, TfTensor, TfWebGpu } from './tfjs-types.js';

const version = '4.22.0';

async function load(gpu: GPU): Promise<{ tf: Tf; webgpu: TfWebGpu }> {
  const require = await peerRequire({
    folder: `tfjs-${version}`,
    dependencies: { '@tensorflow/tfjs': version, '@tensorflow/tfjs-backend-webgpu': version },
  });
  const { warn } = console;
  // It recommends tfjs-node at length, which has no WebGPU.
  console.warn = () => undefined;
  try {
    const loaded = {
      tf: require('@tensorflow/tfjs') as Tf,
      webgpu: require('@tensorflow/tfjs-backend-webgpu') as TfWebGpu,
    };
    // Its backend looks for navigator.gpu. Set after loading: a backend that it then opened would be a device beside ours.
    if (typeof navigator === 'undefined')
      Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
    Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
    return loaded;
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

async function openBackend(
  gpu: GPU,
  tf: Tf,
  { WebGPUBackend }: TfWebGpu,
): Promise<{ device: GPUDevice; adapter: string }> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('tfjs: no adapter; expected the one that Tensorloom has, got none');
  const requiredLimits = Object.fromEntries(limitNames.map((name) => [name, adapter.limits[name]]));
  const device = await adapter.requestDevice({ requiredLimits });
  tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info));
  await tf.setBackend('webgpu');
  if (tf.getBackend() !== 'webgpu') throw new Error(`tfjs: expected backend webgpu, got ${tf.getBackend()}`);
  return { device, adapter: adapter.info.description || adapter.info.device };
}

/** The network as a function of a batch [batch, ...inputShape]. */
function forward(tf: Tf, { layers, batch }: StepCase, weights: readonly TfTensor[], x: TfTensor): TfTensor {
  let at = 0;
  const next = (): TfTensor => weights[at++] as TfTensor;
  return layers.reduce((h, layer) => {
    switch (layer.kind) {
      case 'dense':
        return tf.fused.matMul({ a: h, b: next(), bias: next(), activation: layer.relu ? 'relu' : 'linear' });
      case 'conv': {
        const activation = layer.relu ? 'relu' : 'linear';
        return tf.fused.conv2d({ x: h, filter: next(), strides: 1, pad: 'valid', bias: next(), activation });
      }
      case 'maxPool':
        return tf.maxPool(h, layer.size, layer.size, 'valid');
      case 'flatten':
        return tf.reshape(h, [batch, -1]);
    }
  }, x);
}

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7];

/**
 * Keras adds epsilon to the root of the second moment before that is corrected for its zeros at the start, TensorFlow.js
 * afterwards. Corrected itself, it does the same there; else losses would part by more than 1e-3 within ten steps.
 */
const epsilonAt = (iteration: number): number => epsilon / Math.sqrt(1 - beta2 ** iteration);

/** The case on a device of its own. */
export async function openTfjs(gpu: GPU, spec: StepCase, { x, y, weights }: HostValues): Promise<Contestant> {
  const { tf, webgpu } = await load(gpu);
  const { device, adapter } = await openBackend(gpu, tf, webgpu);
  const put = ({ data, shape }: HostArray): TfTensor => tf.tensor(data, shape, 'float32');
  const variables = weights.map((weight) => tf.tidy(() => tf.variable(put(weight))));
  const images = put(x);
  // Made once, although its own `fit` would make it in every step.
  const labels = tf.tidy(() => tf.oneHot(tf.tensor(y.data, y.shape, 'int32'), spec.classes));
  const optimizer = tf.train.adam(1e-3, beta1, beta2, epsilon);
  const cost = (): TfTensor =>
    tf.losses.softmaxCrossEntropy(labels, forward(tf, spec, variables, images), undefined, 0, tf.Reduction.MEAN);
  let last: TfTensor | undefined;
  let iteration = 0;
  return {
    library: 'tfjs',
    adapter,
    device,
    step: async () => {
      last?.dispose();
      optimizer.epsilon = epsilonAt(++iteration);
      last = tf.tidy(() => optimizer.minimize(cost, true, variables));
    },
    loss: async () => ((await last?.data()) as Float32Array)[0] as number,
    dispose: () => {
      for (const tensor of [...variables, images, labels, ...(last ? [last] : [])]) tensor.dispose();
      optimizer.dispose();
      tf.removeBackend('webgpu');
      device.destroy();
    },
  };
}
