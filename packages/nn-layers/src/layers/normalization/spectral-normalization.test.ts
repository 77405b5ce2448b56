// SpectralNormalization: the generic test, singular values known by hand, the gradient of its formula, what it cannot wrap.
import { checkGradients, valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, eye, flush, setDefaultDevice, setRandomSeed, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Conv2D } from '../convolution/conv-2d.js';
import { Dense } from '../core/dense.js';
import { Flatten } from '../reshaping/flatten.js';
import { SpectralNormalization } from './spectral-normalization.js';

const device = createCpuDevice({ precision: 'float64' });
beforeAll(() => setDefaultDevice(device));

checkLayer('SpectralNormalization of Dense', {
  make: () => new SpectralNormalization(new Dense(3), { powerIterations: 2 }),
  inputShape: [2, 5],
  outputShape: [2, 3],
  weights: { vectorU: [1, 3], 'dense/kernel': [5, 3], 'dense/bias': [3] },
  notTrainable: ['vectorU'],
  badArguments: [
    [() => new SpectralNormalization(new Dense(3), { powerIterations: 0 }), /bad powerIterations/],
    [() => new SpectralNormalization('dense' as never), /no layer; expected a layer to wrap, got string/],
    [() => new SpectralNormalization(new Flatten()).build([null, 3]), /nothing to normalize; .*got Flatten with none/],
  ],
  valueAndGradients,
});

checkLayer('SpectralNormalization of Conv2D', {
  make: () => new SpectralNormalization(new Conv2D(3, 2)),
  inputShape: [2, 5, 5, 1],
  outputShape: [2, 4, 4, 3],
  weights: { vectorU: [1, 3], 'conv2d/kernel': [2, 2, 1, 3], 'conv2d/bias': [3] },
  notTrainable: ['vectorU'],
  valueAndGradients,
});

/** A layer with the singular values 5 and 2, along directions that are none of the axes'. */
function turned(powerIterations: number): SpectralNormalization {
  setRandomSeed(3);
  const layer = new SpectralNormalization(new Dense(2, { useBias: false }), { powerIterations });
  layer.build([null, 2]);
  // [[0.6, -0.8], [0.8, 0.6]] · diag(5, 2) · [[0.6, 0.8], [-0.8, 0.6]]
  (layer.layer as Dense).kernel.assign([
    [3.08, 1.44],
    [1.44, 3.92],
  ]);
  return layer;
}

it('brings the largest singular value to 1 in training, for good', async () => {
  const layer = turned(20);
  const expected = [3.08, 1.44, 1.44, 3.92].map((value) => value / 5);
  const kernel = await layer.apply(eye(2), { training: true }).data();
  expected.forEach((value, index) => expect(kernel[index]).toBeCloseTo(value, 10));
  expect(await layer.apply(eye(2)).data()).toEqual(kernel);
  const [first, second] = await layer.vectorU.data();
  expect(Math.abs(first as number)).toBeCloseTo(0.6, 6);
  expect(Math.abs(second as number)).toBeCloseTo(0.8, 6);
});

it('gets there by one step a call, also compiled', async () => {
  const layer = turned(1);
  const run = compile((x: Tensor) => layer.apply(x, { training: true }));
  for (let call = 0; call < 20; call++) await run(eye(2));
  const kernel = await (layer.layer as Dense).kernel.data();
  [3.08, 1.44, 1.44, 3.92].forEach((value, index) => expect(kernel[index]).toBeCloseTo(value / 5, 6));
});

it('counts the connections of the layer', () => {
  const layer = new SpectralNormalization(new Dense(2));
  layer.build([null, 3]);
  expect(layer.countConnections([null, 2])).toBe(8);
});

it('has the mask that the layer gives', () => {
  const mask = tensor([[1, 0]]).cast('bool');
  const layer = new SpectralNormalization(new Dense(2));
  const output = layer.apply(tensor([[[1], [2]]]), { training: true, mask });
  expect(layer.maskOf(output)).toBe(mask);
});

it('leaves the kernel alone in inference, and a kernel of zeros in training', async () => {
  const layer = turned(1);
  expect(await layer.apply(eye(2)).data()).toEqual(Float64Array.of(3.08, 1.44, 1.44, 3.92));
  (layer.layer as Dense).kernel.assign(0);
  expect(await layer.apply(eye(2), { training: true }).data()).toEqual(new Float64Array(4));
});

it('has the gradient of W / σ for the kernel, at the vectors where the iteration has settled', async () => {
  const layer = turned(60);
  const { kernel } = layer.layer as Dense;
  await flush();
  const x = tensor([
    [1, -2],
    [0.5, 3],
  ]);
  await checkGradients(() => layer.apply(x, { training: true }).sin(), [kernel], { device });
});
