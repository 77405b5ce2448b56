// Layers that disturb or penalize: the generic test, the moments and shares that they promise, streams, what they add to the loss.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, ones, random, setDefaultDevice, setRandomSeed, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Layer } from '../../layer.js';
import { Sequential } from '../../models/sequential.js';
import { checkLayer } from '../../testing/check-layer.js';
import { ActivityRegularization } from './activity-regularization.js';
import { AlphaDropout } from './alpha-dropout.js';
import { GaussianDropout } from './gaussian-dropout.js';
import { GaussianNoise } from './gaussian-noise.js';
import { SpatialDropout1D } from './spatial-dropout-1d.js';
import { SpatialDropout2D } from './spatial-dropout-2d.js';
import { SpatialDropout3D } from './spatial-dropout-3d.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('SpatialDropout1D', {
  make: () => new SpatialDropout1D(0.3, { seed: 4 }),
  inputShape: [2, 3, 4],
  outputShape: [2, 3, 4],
  badInputs: [
    [2, 3],
    [2, 3, 3, 4],
  ],
  badArguments: [[() => new SpatialDropout1D(1), /SpatialDropout1D: bad rate; expected a share in \[0, 1\), got 1/]],
  valueAndGradients,
});

checkLayer('SpatialDropout2D', {
  make: () => new SpatialDropout2D(0.3, { dataFormat: 'channelsFirst' }),
  inputShape: [2, 3, 4, 4],
  outputShape: [2, 3, 4, 4],
  badInputs: [[2, 3, 4]],
  badArguments: [
    [() => new SpatialDropout2D(0.3, { dataFormat: 'channels_first' as never }), /did you mean channelsFirst/],
  ],
  valueAndGradients,
});

checkLayer('SpatialDropout3D', {
  make: () => new SpatialDropout3D(0.3),
  inputShape: [1, 2, 3, 4, 2],
  outputShape: [1, 2, 3, 4, 2],
  badInputs: [[2, 3, 4, 4]],
  valueAndGradients,
});

checkLayer('GaussianNoise', {
  make: () => new GaussianNoise(0.5, { seed: 1 }),
  inputShape: [2, 3],
  outputShape: [2, 3],
  badArguments: [[() => new GaussianNoise(-1), /GaussianNoise: bad stddev; expected a finite number >= 0, got -1/]],
  valueAndGradients,
});

checkLayer('GaussianDropout', {
  make: () => new GaussianDropout(0.5),
  inputShape: [2, 3],
  outputShape: [2, 3],
  badArguments: [[() => new GaussianDropout(1), /GaussianDropout: bad rate/]],
  valueAndGradients,
});

checkLayer('AlphaDropout', {
  make: () => new AlphaDropout(0.2, { noiseShape: [null, 1], seed: 9 }),
  inputShape: [2, 3],
  outputShape: [2, 3],
  badArguments: [[() => new AlphaDropout(NaN), /AlphaDropout: bad rate; .*got NaN/]],
  valueAndGradients,
});

checkLayer('ActivityRegularization', {
  make: () => new ActivityRegularization({ l1: 0.1, l2: 0.2 }),
  inputShape: [2, 3],
  outputShape: [2, 3],
  badArguments: [[() => new ActivityRegularization({ l1: -1 }), /bad l1; expected a finite number >= 0, got -1/]],
  valueAndGradients,
});

const COUNT = 40_000;

async function moments(x: Tensor): Promise<{ mean: number; deviation: number }> {
  const values = Array.from(await x.data());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(squares) };
}

/** On twos: what a standard error of 0.5% and four of them allow. */
describe.each([
  { layer: new GaussianNoise(0.5), mean: 2, deviation: 0.5 },
  { layer: new GaussianDropout(0.2), mean: 2, deviation: 2 * 0.5 },
  { layer: new GaussianDropout(0.5), mean: 2, deviation: 2 },
])('$layer.className on twos', ({ layer, mean, deviation }) => {
  it('has the mean and the spread that it promises', async () => {
    setRandomSeed(3);
    const got = await moments(layer.apply(ones([COUNT]).mul(2), { training: true }));
    expect(Math.abs(got.mean - mean)).toBeLessThan((4 * deviation) / Math.sqrt(COUNT));
    expect(Math.abs(got.deviation / deviation - 1)).toBeLessThan(0.02);
  });
});

it('AlphaDropout keeps mean 0 and variance 1, at the numbers of the paper', async () => {
  setRandomSeed(7);
  const x = random.normal([COUNT]);
  const got = await moments(new AlphaDropout(0.1).apply(x, { training: true }));
  expect(Math.abs(got.mean)).toBeLessThan(0.02);
  expect(Math.abs(got.deviation - 1)).toBeLessThan(0.02);
  // Klambauer et al. 2017, section 3: α' = -1.7581; by hand at rate 1/2 a = 0.886406, b = 0.779189.
  const values = new Set(await new AlphaDropout(0.5).apply(ones([100]), { training: true }).data());
  const [low, high] = [...values].sort((first, second) => first - second) as [number, number];
  expect(values.size).toBe(2);
  const slope = 1 / Math.sqrt(0.5 * (1 + 0.5 * 1.7580993 ** 2));
  expect(high).toBeCloseTo(slope + (slope * 1.7580993) / 2, 6);
  expect(low).toBeCloseTo((-slope * 1.7580993) / 2, 6);
});

it.each([
  [new SpatialDropout1D(0.5, { seed: 2 }), [20, 5, 8], -1],
  [new SpatialDropout2D(0.5, { seed: 2 }), [20, 3, 4, 8], -1],
  [new SpatialDropout2D(0.5, { seed: 2, dataFormat: 'channelsFirst' }), [20, 8, 3, 4], 1],
  [new SpatialDropout3D(0.5, { seed: 2 }), [20, 2, 2, 3, 8], -1],
] as const)('%o drops whole channels', async (layer: Layer, shape, channels) => {
  const output = layer.apply(ones(shape), { training: true });
  const places =
    output.rank === 5
      ? [1, 2, 3]
      : channels === 1
        ? [2, 3]
        : [...Array(output.rank - 2).keys()].map((axis) => axis + 1);
  const [lowest, highest] = [output.min(places), output.max(places)];
  expect(await lowest.data()).toEqual(await highest.data());
  const values = await lowest.data();
  expect(new Set(values)).toEqual(new Set([0, 2]));
  const share = values.filter((value) => value === 0).length / values.length;
  expect(Math.abs(share - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(160));
});

it.each([new GaussianNoise(1, { seed: 5 }), new GaussianDropout(0.5, { seed: 5 }), new AlphaDropout(0.5, { seed: 5 })])(
  '$className draws anew in each run, also compiled, and is the input in inference',
  async (layer: Layer) => {
    const run = compile((x: Tensor) => layer.apply(x, { training: true }));
    const [first, second] = [await run(ones([50])), await run(ones([50]))];
    expect(await first.data()).not.toEqual(await second.data());
    const x = ones([3]);
    expect(layer.apply(x)).toBe(x);
  },
);

it('ActivityRegularization adds its penalty to the losses, and changes nothing', async () => {
  const layer = new ActivityRegularization({ l1: 0.5, l2: 0.25 });
  const model = new Sequential([layer]);
  const x = tensor([[-1, 2, 3]]);
  expect(await model.apply(x).array()).toEqual([[-1, 2, 3]]);
  const losses = await Promise.all(model.losses.map((loss) => loss.item()));
  expect(losses).toEqual([0.5 * 6 + 0.25 * 14]);
});
