// Activations with options of their own as layers: the generic test, values by hand, what is learned and what is drawn.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, full, setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import type { Layer } from '../../layer.js';
import { checkLayer } from '../../testing/check-layer.js';
import { ELU } from './elu.js';
import { LeakyReLU } from './leaky-relu.js';
import { Maxout } from './maxout.js';
import { PReLU } from './prelu.js';
import { ReLU } from './relu.js';
import { RReLU } from './rrelu.js';
import { Softmax } from './softmax.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const shapes = { inputShape: [2, 3, 4], outputShape: [2, 3, 4], valueAndGradients } as const;

checkLayer('ReLU', {
  ...shapes,
  make: () => new ReLU({ maxValue: 0.5, negativeSlope: 0.1, threshold: 0.1 }),
  badArguments: [
    [() => new ReLU({ maxValue: -1 }), /ReLU: bad maxValue/],
    [() => new ReLU({ max_value: 6 } as never), /did you mean maxValue/],
  ],
});

checkLayer('LeakyReLU', {
  ...shapes,
  make: () => new LeakyReLU({ negativeSlope: 0.01 }),
  badArguments: [[() => new LeakyReLU({ negativeSlope: -0.1 }), /LeakyReLU: bad negativeSlope/]],
});

checkLayer('ELU', {
  ...shapes,
  make: () => new ELU({ alpha: 2 }),
  badArguments: [[() => new ELU({ alpha: NaN }), /ELU: bad alpha/]],
});

checkLayer('RReLU', {
  ...shapes,
  make: () => new RReLU({ lower: 0.1, seed: 3 }),
  badArguments: [
    [() => new RReLU({ lower: 0.5 }), /RReLU: bad range; expected lower <= upper, got 0.5 and 0.333/],
    [() => new RReLU({ upper: -1 }), /bad upper/],
  ],
});

checkLayer('PReLU', {
  ...shapes,
  make: () => new PReLU({ alphaInitializer: 'ones', alphaRegularizer: 'l1', alphaConstraint: 'nonNegative' }),
  weights: { alpha: [3, 4] },
  badInputs: [
    [2, 4, 3],
    [2, 3],
  ],
  badArguments: [[() => new PReLU({ sharedAxes: [0] }), /PReLU: bad sharedAxes; .*got \[0\]; 0 is the batch/]],
});

checkLayer('PReLU with a slope for each channel', {
  make: () => new PReLU({ sharedAxes: [1, 2] }),
  inputShape: [2, 5, 4, 3],
  outputShape: [2, 5, 4, 3],
  weights: { alpha: [1, 1, 3] },
  badInputs: [[2, 5, 4, 1]],
  valueAndGradients,
});

checkLayer('Softmax', {
  ...shapes,
  make: () => new Softmax({ axis: [1, 2] }),
  badInputs: [[4]],
  badArguments: [[() => new Softmax({ axis: 'last' as never }), /Softmax: bad axis/]],
});

checkLayer('Maxout', {
  make: () => new Maxout(2),
  inputShape: [2, 3, 4],
  outputShape: [2, 3, 2],
  badInputs: [[2, 3, 3], [4]],
  badArguments: [[() => new Maxout(0), /Maxout: bad features; expected a whole number >= 1, got 0/]],
  valueAndGradients,
});

it.each<[Layer, number[]]>([
  [new ReLU(), [0, 0, 0, 3]],
  [new ReLU({ maxValue: 2, negativeSlope: 0.5 }), [-1, -0.5, 0, 2]],
  [new LeakyReLU(), [-0.6, -0.3, 0, 3]],
  [new ELU({ alpha: 2 }), [2 * Math.expm1(-2), 2 * Math.expm1(-1), 0, 3]],
  [new PReLU({ alphaInitializer: 'ones' }), [-2, -1, 0, 3]],
  // The mean of 1/8 and 1/3 is 11/48.
  [new RReLU(), [-22 / 48, -11 / 48, 0, 3]],
  [new Maxout(2), [-1, 3]],
])('$0.className has the values of its formula', async (layer, expected) => {
  const values = await layer.apply(tensor([[-2, -1, 0, 3]])).data();
  expect(values).toHaveLength(expected.length);
  expected.forEach((each, index) => expect(values[index]).toBeCloseTo(each, 12));
});

it('PReLU learns its slope: the gradient is what came in below 0', async () => {
  const layer = new PReLU();
  layer.build([null, 3]);
  const x = tensor([
    [-2, 1, 0],
    [-3, -1, 4],
  ]);
  const { gradients } = valueAndGradients(() => layer.apply(x).sum(), [layer.alpha]);
  expect([...(await gradients[0].data())].map((each) => each + 0)).toEqual([-5, -1, 0]);
  expect(() => new PReLU({ sharedAxes: [3] }).build([null, 2, 2])).toThrow(/input does not fit; .*check sharedAxes/);
});

it('RReLU draws a slope for each element in training, anew in each run', async () => {
  const layer = new RReLU({ seed: 8 });
  const run = compile((x: Tensor) => layer.apply(x, { training: true }));
  const x = full([4000], -1);
  const draw = async (): Promise<number[]> => Array.from(await (await run(x)).data());
  const [first, second] = [await draw(), await draw()];
  expect(first).not.toEqual(second);
  expect(Math.max(...first)).toBeLessThanOrEqual(-1 / 8);
  expect(Math.min(...first)).toBeGreaterThanOrEqual(-1 / 3);
  const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
  // Standard deviation of one draw: (1/3 - 1/8) / √12.
  expect(Math.abs(mean + 11 / 48)).toBeLessThan((4 * 0.0602) / Math.sqrt(4000));
  expect(await layer.apply(tensor([0.5, 2]), { training: true }).array()).toEqual([0.5, 2]);
});

it('Softmax takes a single row, as in the documentation of Keras', async () => {
  const values = await new Softmax().apply(tensor([1, 2, 1])).data();
  [0.21194157, 0.5761169, 0.21194157].forEach((each, index) => expect(values[index]).toBeCloseTo(each, 7));
});

it('Softmax leaves out what the mask rules out', async () => {
  const x = tensor([
    [1, 2, 1],
    [1, 2, 1],
  ]);
  // tf.keras 2.14's documentation of the layer: [0.5, 0, 0.5] under this mask.
  const mask = tensor([
    [1, 0, 1],
    [0, 0, 0],
  ]).cast('bool');
  const masked = (await new Softmax().apply(x, { mask }).array()) as number[][];
  expect(masked[0]).toEqual([0.5, 0, 0.5]);
  masked[1]?.forEach((each) => expect(each).toBeCloseTo(1 / 3, 12));
});

it('Softmax over steps leaves out masked steps', async () => {
  const mask = tensor([[1, 1, 0]]).cast('bool');
  const values = await new Softmax({ axis: 1 }).apply(tensor([[[0], [0], [5]]]), { mask }).data();
  expect([...values]).toEqual([0.5, 0.5, 0]);
});

it('Softmax over two axes sums to 1 over both', async () => {
  const values = await new Softmax({ axis: [-1, -2] })
    .apply(
      tensor([
        [
          [0, 0],
          [0, Math.log(3)],
        ],
      ]),
    )
    .data();
  [1 / 6, 1 / 6, 1 / 6, 0.5].forEach((each, index) => expect(values[index]).toBeCloseTo(each, 12));
});
