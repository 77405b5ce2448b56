// One computation in jax-js under jit. Knows nothing of ours but the work.
import type { HostArray } from '../cases/host-values.js';
import type { Jax, JaxArray } from '../peers/jax-types.js';
import { openJax } from '../peers/load-jax.js';
import type { KernelWork } from './kernel-case.js';
import type { KernelContestant } from './kernel-contestant.js';

function functionOf({ numpy, nn, lax }: Jax, { kind }: KernelWork): (...operands: JaxArray[]) => JaxArray {
  switch (kind) {
    case 'matmul':
      return (a, b) => numpy.matmul(a as JaxArray, b as JaxArray);
    case 'conv':
      return (x, kernel) => lax.conv(x as JaxArray, kernel as JaxArray, [1, 1], 'SAME');
    case 'addRelu':
      return (a, b) => nn.relu((a as JaxArray).add(b as JaxArray));
    case 'sum':
      return (a) => (a as JaxArray).sum();
  }
}

/** Operands in the order of axes that jax-js computes in: a convolution's channels come first. */
async function bring({ numpy }: Jax, work: KernelWork, operands: readonly HostArray[]): Promise<readonly JaxArray[]> {
  const arrays = operands.map(({ data, shape }) => numpy.array(data).reshape(shape));
  if (work.kind !== 'conv') return arrays;
  const [x, kernel] = arrays as [JaxArray, JaxArray];
  const turned = [x.transpose([0, 3, 1, 2]), kernel.transpose([3, 2, 0, 1])];
  // Adding 0 makes the turned arrays lie in memory as they are read, so that the calls do not turn them again.
  return Promise.all(turned.map((array) => array.add(0).blockUntilReady()));
}

/** The computation on WebGPU. */
export async function openJaxKernel(
  gpu: GPU,
  work: KernelWork,
  operands: readonly HostArray[],
): Promise<KernelContestant> {
  const { jax, device, adapter, close } = await openJax(gpu);
  const compute = jax.jit(functionOf(jax, work));
  let given: readonly JaxArray[] | undefined;
  // It computes a result when somebody waits for it, and never one that was given back before: all of a round are kept until then.
  let results: JaxArray[] = [];
  return {
    library: 'jax',
    adapter,
    device,
    begin: () => Promise.resolve(),
    call: async () => {
      given ??= await bring(jax, work, operands);
      results.push(compute(...given.map(({ ref }) => ref)));
    },
    settle: async () => {
      await Promise.all(results.map((result) => result.blockUntilReady()));
      for (const old of results.slice(0, -1)) old.dispose();
      results = results.slice(-1);
    },
    result: async () => {
      const { ref } = results.at(-1) as JaxArray;
      return (await (work.kind === 'conv' ? ref.transpose([0, 2, 3, 1]) : ref).data()) as Float32Array;
    },
    dispose: close,
  };
}
