// Norms of large tensors: how many kernels each takes, and the same numbers as in float64. On GPUs long sums are cut in parts.
import { gradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import * as tl from '@tensorloom/tensor-core';
import { createWebGpuDevice, type WebGpuDeviceOptions } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRow } from '../suite/run-row.js';
import { f, row, type InputSpec } from './op-row.js';

type Norm = (x: tl.Tensor, scale: tl.Tensor, offset: tl.Tensor) => tl.Tensor;

const batch: Norm = (x, scale, offset) => tl.batchNorm(x, tl.batchMoments(x), scale, offset);
const norms: Readonly<Record<string, Norm>> = {
  batchNorm: batch,
  layerNorm: tl.layerNorm,
  // With an offset as the others, so that all of them have the same operands.
  rmsNorm: (x, scale, offset) => tl.rmsNorm(x, scale).add(offset),
  groupNorm: (x, scale, offset) => tl.groupNorm(x, 4, scale, offset),
  instanceNorm: tl.instanceNorm,
};

/** Kernels of a norm with relu behind it, and of that with the gradients of all operands. */
interface Kernels {
  readonly forward: number;
  readonly both: number;
}

const many: Kernels = { forward: 1, both: 3 };

interface DeviceCase {
  readonly schedule: NonNullable<WebGpuDeviceOptions['schedule']>;
  readonly kernels: Readonly<Record<string, Kernels>>;
  /** Norms to run: kernels with barriers compile for seconds on a software adapter. */
  readonly run: readonly string[];
}

const devices: Readonly<Record<string, DeviceCase>> = {
  'as on a processor': {
    schedule: { software: true },
    run: Object.keys(norms),
    kernels: {
      batchNorm: { forward: 1, both: 1 },
      layerNorm: { forward: 1, both: 2 },
      rmsNorm: { forward: 1, both: 2 },
      groupNorm: { forward: 1, both: 2 },
      instanceNorm: { forward: 1, both: 2 },
    },
  },
  // Both moments of the parts, the moments, the rest; both sums of gradients in parts, those sums, the rest.
  'as on a GPU': {
    schedule: { software: false },
    run: ['batchNorm'],
    kernels: {
      batchNorm: { forward: 3, both: 6 },
      layerNorm: many,
      rmsNorm: many,
      groupNorm: many,
      instanceNorm: many,
    },
  },
};

const shape = [64, 14, 14, 32];
const operands: readonly InputSpec[] = [f(...shape), f(32), f(32), f(...shape)];
const reference = createCpuDevice({ precision: 'float64' });

/** The output, and gradients of a sum that weighs all of its elements. */
function both(norm: Norm, [x, scale, offset, weights]: readonly tl.Tensor[]): readonly tl.Tensor[] {
  const parameters = [x, scale, offset] as [tl.Tensor, tl.Tensor, tl.Tensor];
  const output = norm(...parameters).relu();
  return [output, ...gradients(output.mul(weights as tl.Tensor).sum(), parameters)];
}

describe.each(Object.entries(devices))('norms, %s', (_name, { schedule, kernels, run }) => {
  let device: tl.Device;
  beforeAll(async () => {
    device = await createWebGpuDevice({ gpu: await createNodeGpu(), schedule });
  });
  afterAll(() => {
    tl.setDefaultDevice(undefined);
    device.dispose();
  });

  it.each(Object.entries(norms))('take few kernels: %s', async (name, norm) => {
    tl.setDefaultDevice(device);
    const count = async (make: (...inputs: tl.Tensor[]) => readonly tl.Tensor[]): Promise<number> => {
      const inputs = operands.map((operand) => tl.zeros(operand.shape));
      return (await tl.planOf((...given: tl.Tensor[]) => make(...given), ...inputs)).kernels.length;
    };
    const forward = await count((x, scale, offset) => [
      norm(x as tl.Tensor, scale as tl.Tensor, offset as tl.Tensor).relu(),
    ]);
    expect({ forward, both: await count((...inputs) => both(norm, inputs)) }).toEqual(kernels[name]);
  });

  it.each(run)('have the numbers of float64: %s', async (name) => {
    // Off the kink of relu: where an output is next to 0, its gradient hangs on the last bit.
    const smooth: Norm = (x, scale, offset) => (norms[name] as Norm)(x, scale, offset.add(20)).mul(scale);
    const all = (...inputs: tl.Tensor[]): tl.Tensor => tl.concat(both(smooth, inputs).map((each) => each.flatten()));
    const { failure } = await runRow(row(name, '', operands, all, { tolerance: 1e-4 }), device, reference);
    expect(failure).toBeUndefined();
  });

  it('find the variance of far numbers in parts', async () => {
    const far: InputSpec = { shape, low: 1000, high: 1001 };
    const spread = (x: tl.Tensor): tl.Tensor => tl.batchMoments(x).variance;
    const { failure } = await runRow(row('batchMoments', '', [far], spread, { tolerance: 1e-4 }), device, reference);
    expect(failure).toBeUndefined();
  });
});
