// What a device does not allow is refused before it runs, with the name of the tensor, its bytes, the limit and what to do;
// what it allows in another way is done in that way. Limits are lowered so that small tensors meet them.
/* eslint max-lines-per-function: off -- a list of tests is no function to keep short */
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { Adam } from '@tensorloom/optimizers';
import {
  compile,
  cumulativeSum,
  flush,
  keep,
  LimitError,
  ones,
  planOf,
  setDefaultDevice,
  ShapeError,
  tensor,
  transpose,
  variable,
  zeros,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { createWebGpuDevice, type WebGpuDevice, type WebGpuDeviceOptions } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterEach, describe, expect, it } from 'vitest';
import { digitBatches } from '../training/digit-batches.js';
import { digitClassifier, lossesOf } from '../training/digit-classifier.js';

const KIB = 1024;
const opened: WebGpuDevice[] = [];

async function open(limits: WebGpuDeviceOptions['limits'] = {}): Promise<WebGpuDevice> {
  const device = await createWebGpuDevice({ gpu: await createNodeGpu(), limits });
  opened.push(device);
  setDefaultDevice(device);
  return device;
}
afterEach(() => {
  setDefaultDevice(undefined);
  for (const device of opened.splice(0)) device.dispose();
});

/** Fails with a LimitError of these words, and leaves the device able to work. */
async function refused(work: () => Promise<unknown>, ...words: readonly (string | RegExp)[]): Promise<void> {
  const error = await work().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LimitError);
  for (const word of words) expect((error as Error).message).toMatch(word);
  expect(await tensor([1, 2]).add(1).array()).toEqual([2, 3]);
}

describe('a tensor beyond the binding limit', () => {
  const limits = { maxStorageBufferBindingSize: 64 * KIB };
  const bytes = [/expected at most 65536 bytes in a binding, got 262144/, /use smaller tensors or batches/];

  it('is refused as a variable, by its name', async () => {
    await open(limits);
    const w = variable(zeros([256, 256]), { name: 'embedding' });
    await refused(() => w.sum().data(), /variable embedding float32\[256, 256\]/, ...bytes);
  });

  it('is refused as host data', async () => {
    await open(limits);
    const x = tensor(new Float32Array(256 * 256), { shape: [256, 256] });
    await refused(() => x.add(1).sum().data(), /tensor 0 float32\[256, 256\]/, ...bytes);
    await refused(() => x.add(1).sum().data(), /float32\[256, 256\]/, ...bytes);
  });

  it('is refused as an intermediate and as a result, by its op', async () => {
    await open(limits);
    const [a, b] = [ones([256, 4]), ones([4, 256])];
    await refused(() => a.matmul(b).softmax().sum().data(), /%\d+ = \w+ float32\[256, 256\]/, ...bytes);
    await refused(() => a.matmul(b).data(), /%\d+ = matmul float32\[256, 256\]/, ...bytes);
  });

  it('is allowed where it is never stored', async () => {
    await open(limits);
    const x = tensor(Float32Array.from({ length: 256 }, (_, index) => index % 5));
    expect(await x.reshape([256, 1]).mul(x).sum().item()).toBe(510 * 510);
  });

  it('is refused where its elements cannot be counted, even if it is never stored', async () => {
    await open();
    const x = ones([60_000]);
    await refused(
      () => x.reshape([60_000, 1]).mul(x).sum().data(),
      /float32\[60000, 60000\]/,
      /3600000000/,
      /work on parts/,
    );
  });

  it('does not stop a training step whose tensors together are beyond it', async () => {
    const batches = await digitBatches(3 * 32, 32);
    await open();
    const expected = await lossesOf(digitClassifier([48]), batches, 'compiled');
    await open({ maxStorageBufferBindingSize: 160 * KIB });
    const got = await lossesOf(digitClassifier([48]), batches, 'compiled');
    got.forEach((loss, step) => expect(Math.abs(loss / (expected[step] as number) - 1)).toBeLessThan(1e-5));
  });
});

describe('an update of all variables', () => {
  /** The gradients lie at both ends of the arena; what is alive together with them lies between. */
  async function update(limits: WebGpuDeviceOptions['limits']) {
    await open(limits);
    const large = variable(ones([150, 200]), { name: 'large' });
    const small = variable(ones([10, 10]), { name: 'small' });
    const optimizer = new Adam();
    const step = compile((x: Tensor, scale: Tensor) => {
      const between = [1, 2, 3, 4].map((factor) => ones([25_000, 3]).mul(scale.mul(factor)).sum(1));
      const loss = (): Tensor =>
        x
          .matmul(large)
          .square()
          .mean()
          .add(x.slice([0, 10], [0, 10]).matmul(small).square().mean())
          .add(between[0]!.mean());
      const { value, gradients } = valueAndGradients(loss, [large, small]);
      optimizer.update([large, small], gradients);
      return { value, between };
    });
    const args = [
      tensor(
        Float32Array.from({ length: 150 * 150 }, (_, index) => index % 7),
        { shape: [150, 150] },
      ),
      tensor(2),
    ] as const;
    const { kernels } = await planOf(step, ...args);
    await step(...args);
    const values = await Promise.all([large, small].map((w) => w.data()));
    return { values, merged: kernels.filter(({ name }) => / x\d+$/.test(name)).length };
  }

  it('is one kernel only where a binding reaches all that it needs', async () => {
    const whole = await update({});
    expect(whole.merged).toBe(1);
    const apart = await update({ maxStorageBufferBindingSize: 384 * KIB });
    expect(apart.merged).toBe(0);
    expect(apart.values).toEqual(whole.values);
  });
});

describe('an update that was merged for variables side by side', () => {
  it('is done in kernels of their own for equal ones that lie far apart', async () => {
    await open({ maxStorageBufferBindingSize: 64 * KIB });
    const made = (name: string): Variable => variable(ones([1000]), { name });
    const halve = async (pair: readonly Variable[]): Promise<(number | undefined)[]> => {
      for (const one of pair) one.assign(one.mul(0.5));
      await flush();
      return Promise.all(pair.map(async (one) => (await one.data())[999]));
    };
    const near = [made('a'), made('b')];
    expect(await halve(near)).toEqual([0.5, 0.5]);
    const early = made('early');
    await early.data();
    for (let between = 0; between < 3; between++) await variable(ones([10_000])).data();
    const late = made('late');
    await late.data();
    expect(await halve([early, late])).toEqual([0.5, 0.5]);
    expect(await halve([early, late])).toEqual([0.25, 0.25]);
    expect(await halve(near)).toEqual([0.25, 0.25]);
  });
});

describe('a buffer beyond the limit', () => {
  const limits = { maxBufferSize: 1024 * KIB, maxStorageBufferBindingSize: 512 * KIB };

  it('of intermediates is refused by the largest of them', async () => {
    await open(limits);
    const xs = [1, 2, 3, 4].map((scale) =>
      ones([300, 8])
        .mul(scale)
        .matmul(ones([8, 300])),
    );
    const all = xs.reduce((sum, x) => sum.add(x.matmul(x)));
    await refused(
      () => all.sum().data(),
      /intermediates of a run are too large; expected at most 1048576 bytes/,
      /%\d+ = matmul float32\[300, 300\] of 360000/,
      /smaller batches/,
    );
  });

  it('of variables is refused by the one that does not fit, and the others go on', async () => {
    await open(limits);
    const small = variable(ones([300, 300]), { name: 'small' });
    expect(await small.sum().item()).toBe(90_000);
    const large = variable(ones([300, 300]).mul(2), { name: 'large' });
    const largest = variable(ones([300, 300]), { name: 'largest' });
    await refused(
      () => Promise.all([large.sum().item(), largest.sum().item()]),
      /variable largest float32\[300, 300\] does not fit; expected at most 1048576 bytes for all variables/,
      /dispose\(\) variables/,
    );
    expect(await small.sum().item()).toBe(90_000);
    small.dispose();
    expect(await largest.sum().item()).toBe(90_000);
    expect(await large.sum().item()).toBe(180_000);
  });

  it('of a readback is split', async () => {
    await open(limits);
    const tensors = Array.from({ length: 5 }, (_, index) => ones([300, 300]).mul(index));
    for (const one of tensors) {
      keep(one);
      await flush();
    }
    const values = await Promise.all(tensors.map((one) => one.data()));
    expect(values.map((value) => value[89_999])).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('storage buffers of a kernel', { timeout: 60_000 }, () => {
  it('are at most those that every device has', async () => {
    const device = await open({ maxStorageBuffersPerShaderStage: 8 });
    const inputs = Array.from({ length: 30 }, (_, index) => variable(ones([40]).mul(index)));
    await flush();
    const sum = inputs.reduce<Tensor>((total, input) => total.add(input.sigmoid()), zeros([40]));
    const sources = (await planOf(sum)).kernels.map(({ source }) => source as string);
    for (const source of sources) expect(source.match(/var<storage/g)?.length).toBeLessThanOrEqual(8);
    const expected = inputs.reduce((total, _, index) => total + 1 / (1 + Math.exp(-index)), 0);
    expect((await sum.data())[7]).toBeCloseTo(expected, 3);
    expect(device.gpu.limits.maxStorageBuffersPerShaderStage).toBeGreaterThanOrEqual(8);
  });

  it('do not change what is learned', async () => {
    const batches = await digitBatches(3 * 32, 32);
    setDefaultDevice(createCpuDevice());
    const expected = await lossesOf(digitClassifier([32]), batches, 'compiled');
    await open({ maxStorageBuffersPerShaderStage: 8 });
    const got = await lossesOf(digitClassifier([32]), batches, 'compiled');
    got.forEach((loss, step) => expect(Math.abs(loss / (expected[step] as number) - 1)).toBeLessThan(1e-4));
  });
});

describe('rank', () => {
  const shape = [2, 1, 3, 1, 2, 1, 2, 2];

  it('goes up to eight', async () => {
    const make = (): Tensor => {
      const x = tensor(
        Float32Array.from({ length: 48 }, (_, index) => index),
        { shape },
      );
      return transpose(x, [7, 2, 1, 0, 4, 3, 6, 5])
        .add(x.sum([0, 2, 7], { keepDims: true }))
        .mul(2);
    };
    setDefaultDevice(createCpuDevice());
    const expected = await make().data();
    await open();
    expect(await make().data()).toEqual(expected);
  });

  it('beyond eight is an error on the line that asks for it', () => {
    const x = zeros(shape);
    const rank = /rank too high; expected at most 8 axes/;
    expect(() => x.expandDims(0)).toThrow(ShapeError);
    expect(() => x.expandDims(0)).toThrow(rank);
    expect(() => zeros([...shape, 1])).toThrow(rank);
    expect(() => x.reshape([1, ...shape])).toThrow(rank);
    expect(() => x.broadcastTo([1, ...shape])).toThrow(rank);
    expect(() => variable(zeros([1, ...shape]))).toThrow(rank);
  });
});

describe('compiled steps', () => {
  it('are refused each time, and work when they fit', async () => {
    await open({ maxStorageBufferBindingSize: 64 * KIB });
    const step = compile((x: Tensor) => cumulativeSum(x.reshape([-1, 1]).mul(x.reshape([1, -1])), 0).sum());
    for (let call = 0; call < 2; call++) await refused(() => step(ones([200])), /float32\[200, 200\]/);
    expect(await (await step(ones([10]))).item()).toBe(550);
  });
});
