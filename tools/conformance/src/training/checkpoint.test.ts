// A deep chain of layers, checkpointed: the same numbers from fewer bytes, and steps that find their plan again.
import { checkpoint, gradients, valueAndGradients } from '@tensorloom/autograd';
import { flush, hostRandom, lower, setDefaultDevice, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { afterAll, describe, expect, it } from 'vitest';
import { WatchedDevice } from '../semantics/watched-device.js';
import { openWebGpu } from '../webgpu.js';
import { deviceNames, useDevice } from './devices.js';

const DEPTH = 16;
const [BATCH, WIDTH] = [256, 32];

/** Normal numbers, fixed by a seed. */
function normals(shape: readonly number[], seed: number, scale: number): Tensor {
  const random = hostRandom(seed);
  const size = shape.reduce((product, extent) => product * extent, 1);
  return tensor(
    Float32Array.from({ length: size }, () => scale * random.normal()),
    { shape },
  );
}

/** Dense layers with an activation, every four of them checkpointed or none. */
function chain(activation: (x: Tensor) => Tensor, checkpointed: boolean) {
  const weights = Array.from({ length: DEPTH }, (_, layer) =>
    variable(normals([WIDTH, WIDTH], layer + 1, 1.5 / Math.sqrt(WIDTH)), { name: `w${layer}` }),
  );
  const blockOf = (first: number) => (x: Tensor) =>
    weights.slice(first, first + 4).reduce((value, w) => activation(value.matmul(w)), x);
  const input = normals([BATCH, WIDTH], 100, 1);
  const loss = (): Tensor => {
    let value = input;
    for (let first = 0; first < DEPTH; first += 4) {
      const block = blockOf(first);
      value = checkpointed ? checkpoint(block)(value) : block(value);
    }
    return value.square().mean();
  };
  return { weights, loss };
}

const activations = { tanh: (x: Tensor) => x.tanh(), relu: (x: Tensor) => x.relu() } as const;

afterAll(() => setDefaultDevice(undefined));

describe.each(Object.entries(activations))('%s layers', (_name, activation) => {
  it('need less than two thirds of the memory on WebGPU', async () => {
    const device = await openWebGpu();
    setDefaultDevice(device);
    const bytes = async (checkpointed: boolean): Promise<number> => {
      const { weights, loss } = chain(activation, checkpointed);
      const value = loss();
      const { program } = lower([value, ...gradients(value, weights)], new Map());
      const plan = await device.prepare(program);
      const { intermediateBytes } = plan.describe();
      plan.dispose();
      return intermediateBytes;
    };
    const [kept, recomputed] = [await bytes(false), await bytes(true)];
    // Without: the results of 16 layers. With: those of 4, and what 4 keep for their inputs.
    expect(kept).toBeGreaterThanOrEqual(DEPTH * BATCH * WIDTH * 4);
    expect(recomputed).toBeLessThan((kept * 2) / 3);
  });

  it.each(deviceNames)('give the same numbers on %s', async (name) => {
    await useDevice(name);
    const values = async (checkpointed: boolean): Promise<readonly ArrayLike<number>[]> => {
      const { weights, loss } = chain(activation, checkpointed);
      const { value, gradients: steps } = valueAndGradients(loss, weights);
      return Promise.all([value, ...steps].map((each) => each.data()));
    };
    expect(await values(true)).toEqual(await values(false));
  });
});

describe('steps', () => {
  it('find their plan again', async () => {
    const device = new WatchedDevice(await useDevice('cpu'));
    setDefaultDevice(device);
    const { weights, loss } = chain(activations.tanh, true);
    const losses: number[] = [];
    for (let step = 0; step < 5; step++) {
      const { value, gradients: steps } = valueAndGradients(loss, weights);
      weights.forEach((w, index) => w.assign(w.sub((steps[index] as Tensor).mul(0.1))));
      await flush();
      losses.push(await value.item());
    }
    expect(device.prepared.length).toBeLessThanOrEqual(2);
    expect(losses[4]).toBeLessThan(losses[0] as number);
  });
});
