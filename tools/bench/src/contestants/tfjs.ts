// TensorFlow.js's training step on its WebGPU backend, in the form that is quickest there. Knows nothing of ours but the case.
import type { HostArray, HostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { openTfjsOnGpu } from '../peers/load-tfjs.js';
import type { TfTensor } from '../peers/tfjs-types.js';
import type { Contestant } from './contestant.js';
import { tfjsForward } from './tfjs-forward.js';

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-7];

/**
 * Keras adds epsilon to the root of the second moment before that is corrected for its zeros at the start, TensorFlow.js
 * afterwards. Corrected itself, it does the same there; else losses would part by more than 1e-3 within ten steps.
 */
const epsilonAt = (iteration: number): number => epsilon / Math.sqrt(1 - beta2 ** iteration);

/** The case on a device of its own. */
export async function openTfjs(gpu: GPU, spec: StepCase, { x, y, weights }: HostValues): Promise<Contestant> {
  const { tf, device, adapter, close } = await openTfjsOnGpu(gpu);
  const put = ({ data, shape }: HostArray): TfTensor => tf.tensor(data, shape, 'float32');
  const variables = weights.map((weight) => tf.tidy(() => tf.variable(put(weight))));
  const images = put(x);
  // Made once, although its own `fit` would make it in every step.
  const labels = tf.tidy(() => tf.oneHot(tf.tensor(y.data, y.shape, 'int32'), spec.classes));
  const optimizer = tf.train.adam(1e-3, beta1, beta2, epsilon);
  const cost = (): TfTensor =>
    tf.losses.softmaxCrossEntropy(labels, tfjsForward(tf, spec, variables, images), undefined, 0, tf.Reduction.MEAN);
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
      close();
    },
  };
}
