// One computation in TensorFlow.js, on any of its backends. Knows nothing of ours but the work.
import type { HostArray } from '../cases/host-values.js';
import { openTfjsOnGpu, openTfjsOnProcessor } from '../peers/load-tfjs.js';
import type { Tf, TfTensor, TfWebGpuBackend } from '../peers/tfjs-types.js';
import type { KernelWork } from './kernel-case.js';
import type { KernelContestant } from './kernel-contestant.js';

function resultOf(tf: Tf, { kind }: KernelWork, [a, b]: readonly TfTensor[]): TfTensor {
  const [left, right] = [a, b] as [TfTensor, TfTensor];
  switch (kind) {
    case 'matmul':
      return tf.matMul(left, right);
    case 'conv':
      return tf.conv2d(left, right, 1, 'same');
    case 'addRelu':
      return tf.tidy(() => tf.relu(tf.add(left, right)));
    case 'sum':
      return tf.sum(left);
  }
}

type Calls = Pick<KernelContestant, 'call' | 'result'>;

function callsOf(tf: Tf, work: KernelWork, operands: readonly HostArray[]): Calls {
  let given: readonly TfTensor[] | undefined;
  let last: TfTensor | undefined;
  return {
    call: async () => {
      given ??= operands.map(({ data, shape }) => tf.tensor(data, shape, 'float32'));
      last?.dispose();
      last = resultOf(tf, work, given);
    },
    result: async () => (await (last as TfTensor).data()) as Float32Array,
  };
}

/** The computation on WebGPU. */
export async function openTfjsKernel(
  gpu: GPU,
  work: KernelWork,
  operands: readonly HostArray[],
): Promise<KernelContestant> {
  const { tf, device, adapter, close } = await openTfjsOnGpu(gpu);
  const begin = (): Promise<void> => Promise.resolve();
  const settle = async (): Promise<void> => {
    const backend = tf.backend() as TfWebGpuBackend;
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.submitQueue();
    await device.queue.onSubmittedWorkDone();
  };
  return { library: 'tfjs', adapter, device, begin, settle, ...callsOf(tf, work, operands), dispose: close };
}

/** The computation on the processor, on one thread. */
export async function openTfjsProcessorKernel(
  backend: 'wasm' | 'cpu',
  work: KernelWork,
  operands: readonly HostArray[],
): Promise<KernelContestant> {
  const { tf, choose } = await openTfjsOnProcessor(backend);
  const adapter = backend === 'wasm' ? 'WebAssembly, one thread' : 'JavaScript, one thread';
  const rest = { begin: choose, settle: async () => undefined, dispose: () => undefined };
  return { library: `tfjs-${backend}`, adapter, device: undefined, ...rest, ...callsOf(tf, work, operands) };
}
