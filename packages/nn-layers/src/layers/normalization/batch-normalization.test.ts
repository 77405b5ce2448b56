// BatchNormalization: the generic test, its numbers by hand, moving averages (also compiled), freezing, masks, gradients.
import { checkGradients, valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { BatchNormalization } from './batch-normalization.js';

const device = createCpuDevice({ precision: 'float64' });
beforeAll(() => setDefaultDevice(device));

checkLayer('BatchNormalization', {
  make: () => new BatchNormalization({ momentum: 0.9, movingMeanInitializer: 'ones', gammaRegularizer: 'l2' }),
  inputShape: [4, 3, 5],
  outputShape: [4, 3, 5],
  weights: { gamma: [5], beta: [5], movingMean: [5], movingVariance: [5] },
  notTrainable: ['movingMean', 'movingVariance'],
  badInputs: [[4, 3, 6], [5]],
  badArguments: [
    [() => new BatchNormalization({ momentum: 1.5 }), /bad momentum; expected a number in \[0, 1\], got 1.5/],
    [() => new BatchNormalization({ epsilon: -1 }), /bad epsilon/],
    [() => new BatchNormalization({ axis: 0.5 }), /bad axis; expected a whole number/],
    [() => new BatchNormalization({ movingMeanInitializer: 'zero' as never }), /did you mean zeros/],
    [() => new BatchNormalization({ gamma_initializer: 'ones' } as never), /did you mean gammaInitializer/],
  ],
  valueAndGradients,
});

checkLayer('BatchNormalization of axis 1 without scale and offset', {
  make: () => new BatchNormalization({ axis: 1, center: false, scale: false }),
  inputShape: [2, 3, 4, 4],
  outputShape: [2, 3, 4, 4],
  weights: { movingMean: [3], movingVariance: [3] },
  notTrainable: ['movingMean', 'movingVariance'],
  badInputs: [[2, 4, 4, 3]],
  valueAndGradients,
});

// Channel 0 has mean 3 and variance 5 (of squares: (9 + 1 + 1 + 9) / 4), channel 1 mean 10 and variance 0.
const batch = tensor([
  [0, 10],
  [2, 10],
  [4, 10],
  [6, 10],
]);

async function expectClose(actual: Tensor, expected: readonly number[], digits = 12): Promise<void> {
  const values = await actual.data();
  expect(values).toHaveLength(expected.length);
  expected.forEach((each, index) => expect(values[index]).toBeCloseTo(each, digits));
}

it('normalizes by the batch in training, by the moving averages in inference', async () => {
  const layer = new BatchNormalization({ momentum: 0.75, epsilon: 4 });
  layer.build([null, 2]);
  layer.gamma?.assign([3, 1]);
  layer.beta?.assign([0, -1]);
  await expectClose(layer.apply(batch, { training: true }), [-3, -1, -1, -1, 1, -1, 3, -1]);
  await expectClose(layer.movingMean, [0.75, 2.5]);
  await expectClose(layer.movingVariance, [0.75 + 1.25, 0.75]);
  await expectClose(layer.apply(tensor([[0.75, 2.5 + Math.sqrt(4.75)]])), [0, 0]);
  await expectClose(layer.movingMean, [0.75, 2.5]);
});

it('keeps its moving averages moving under compile, each run by its own batch', async () => {
  const layer = new BatchNormalization({ momentum: 0.5 });
  layer.build([null, 1]);
  const run = compile((x: Tensor) => layer.apply(x, { training: true }));
  await run(tensor([[1], [3]]));
  await expectClose(layer.movingMean, [1]);
  await expectClose(layer.movingVariance, [1]);
  await run(tensor([[5], [9]]));
  await expectClose(layer.movingMean, [4]);
  await expectClose(layer.movingVariance, [2.5]);
});

it('trains inside of a compiled step as outside: scale and offset by gradients, averages by batches', async () => {
  const run = async (compiled: boolean): Promise<number[][]> => {
    const layer = new BatchNormalization({ momentum: 0.5 });
    layer.build([null, 2]);
    const step = (x: Tensor): Tensor => {
      const variables = layer.trainableVariables;
      const loss = (): Tensor => layer.apply(x, { training: true }).sub(x).square().mean();
      const { value, gradients } = valueAndGradients(loss, variables);
      variables.forEach((each, index) => each.assign(each.sub((gradients[index] as Tensor).mul(0.1))));
      return value;
    };
    const recorded = compiled ? compile(step) : step;
    for (let round = 0; round < 3; round++) await (await recorded(batch.mul(round + 1))).data();
    return Promise.all(layer.variables.map(async (each) => Array.from(await each.data())));
  };
  const [gamma, beta, mean] = await run(true);
  expect(await run(false)).toEqual(await run(true));
  // Means 3, 6 and 9, each counting half of what came before: 9/2 + 6/4 + 3/8.
  expect(mean?.[0]).toBeCloseTo(6.375, 12);
  expect(gamma?.[0]).toBeGreaterThan(1);
  expect(beta?.[1]).toBeGreaterThan(0);
});

it('counts 256 parameters for 64 channels, half of them trained, as in the tables of Keras', () => {
  const layer = new BatchNormalization();
  layer.build([null, 112, 112, 64]);
  expect(layer.countParameters()).toBe(256);
  expect(layer.trainableVariables.reduce((count, { size }) => count + size, 0)).toBe(128);
});

it('is in inference while it is frozen, whatever it is told', async () => {
  const layer = new BatchNormalization({ epsilon: 0, trainable: false });
  await expectClose(layer.apply(batch, { training: true }), [0, 10, 2, 10, 4, 10, 6, 10]);
  await expectClose(layer.movingMean, [0, 0]);
  layer.trainable = true;
  await layer.apply(batch, { training: true }).data();
  await expectClose(layer.movingMean, [0.03, 0.1]);
});

it('leaves out the steps that a mask rules out', async () => {
  const layer = new BatchNormalization({ momentum: 0, epsilon: 1 });
  const x = tensor([
    [[1], [100]],
    [[3], [5]],
  ]);
  const mask = tensor([
    [1, 0],
    [1, 1],
  ]).cast('bool');
  const variance = 8 / 3;
  const output = layer.apply(x, { training: true, mask });
  await expectClose(layer.movingMean, [3]);
  await expectClose(layer.movingVariance, [variance]);
  await expectClose(
    output,
    [-2, 97, 0, 2].map((each) => each / Math.sqrt(variance + 1)),
  );
  expect(layer.maskOf(output)).toBe(mask);
  await layer
    .apply(x, {
      training: true,
      mask: tensor([
        [0, 0],
        [0, 0],
      ]).cast('bool'),
    })
    .data();
  await expectClose(layer.movingMean, [0]);
  await layer
    .apply(
      tensor([
        [[1], [NaN]],
        [[3], [5]],
      ]),
      { training: true, mask },
    )
    .data();
  await expectClose(layer.movingVariance, [variance]);
});

it.each([false, true])('has the gradients of its formula, masked: %s', async (masked) => {
  const mask = masked
    ? tensor([
        [1, 0, 1],
        [1, 1, 0],
      ]).cast('bool')
    : undefined;
  const layer = new BatchNormalization();
  const output = (x: Tensor): Tensor => layer.apply(x, { training: true, ...(mask && { mask }) }).sin();
  await checkGradients(output, [{ shape: [2, 3, 3] }], { device });
});
