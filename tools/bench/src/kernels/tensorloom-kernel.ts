// One computation in Tensorloom, compiled as its users do. Knows no peer.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  add,
  compile,
  conv2d,
  matmul,
  relu,
  setDefaultDevice,
  sum,
  tensor,
  type Device,
  type Tensor,
} from '@tensorloom/tensor-core';
import { createWebGpuDevice, type WebGpuDevice } from '@tensorloom/webgpu-device';
import type { HostArray } from '../cases/host-values.js';
import type { KernelWork } from './kernel-case.js';
import type { KernelContestant } from './kernel-contestant.js';

function resultOf({ kind }: KernelWork, [a, b]: readonly Tensor[]): Tensor {
  const [left, right] = [a, b] as [Tensor, Tensor];
  switch (kind) {
    case 'matmul':
      return matmul(left, right);
    case 'conv':
      return conv2d(left, right, { padding: 'same' });
    case 'addRelu':
      return relu(add(left, right));
    case 'sum':
      return sum(left);
  }
}

/**
 * The computation on a device of its own, which becomes the default one.
 *
 * @param gpu none for the CPU device
 */
export async function openTensorloomKernel(
  gpu: GPU | undefined,
  work: KernelWork,
  operands: readonly HostArray[],
): Promise<KernelContestant> {
  const onGpu: WebGpuDevice | undefined = gpu && (await createWebGpuDevice({ gpu }));
  const device: Device = onGpu ?? createCpuDevice();
  setDefaultDevice(device);
  const compute = compile((...given: readonly Tensor[]) => resultOf(work, given));
  const given = operands.map(({ data, shape }) => tensor({ data, shape, dtype: 'float32' }));
  let last: Tensor | undefined;
  return {
    library: 'tensorloom',
    adapter: onGpu ? device.name : `CPU device (${device.name})`,
    device: onGpu?.gpu,
    begin: async () => setDefaultDevice(device),
    call: async () => {
      last?.dispose();
      last = await compute(...given);
    },
    settle: () => device.synchronize(),
    result: async () => (await (last as Tensor).data()) as Float32Array,
    dispose: () => {
      setDefaultDevice(undefined);
      device.dispose();
    },
  };
}
