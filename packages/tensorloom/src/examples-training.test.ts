// The examples of the public API that train: through the umbrella, by hand, and compiled. They run on the automatic device.
import { valueAndGradients } from '@tensorloom/autograd';
import { SGD } from '@tensorloom/optimizers';
import { compile, setRandomSeed, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  Adam,
  defaultDevice,
  Dense,
  Dropout,
  findMnist,
  Flatten,
  generatedDigits,
  losses,
  mnist,
  Rescaling,
  Sequential,
  Trainer,
  type ImageBatch,
} from './index.js';

beforeEach(() => setRandomSeed(1));

const network = (): Sequential =>
  new Sequential([
    new Rescaling(1 / 255),
    new Flatten(),
    new Dense(512, { activation: 'relu' }),
    new Dropout(0.2),
    new Dense(256, { activation: 'relu' }),
    new Dense(10),
  ]);

describe('example 1: everything through the umbrella', () => {
  it('chooses a device by itself', async () => {
    const asked = process.env['TENSORLOOM_DEVICE'];
    expect(asked === undefined ? ['webgpu', 'cpu'] : [asked]).toContain((await defaultDevice()).kind);
  });

  it('trains the case study on MNIST', { timeout: 60_000 }, async ({ skip }) => {
    const found = await findMnist();
    if (!found) skip('MNIST is not here: set TENSORLOOM_DATA_DIR to the folder that has it');
    const model = network();
    const trainer = new Trainer(model, {
      optimizer: new Adam({ learningRate: 1e-3 }),
      loss: new losses.SparseCategoricalCrossentropy({ fromLogits: true }),
      metrics: ['accuracy'],
    });
    const { train, test } = await mnist({ directory: found!.location });
    const validationData = test.take(256).batch(128);
    const history = await trainer.fit(train.shuffle(60_000, { seed: 1 }).batch(128).take(12).prefetch(2), {
      epochs: 2,
      validationData,
      progress: false,
    });
    const { loss, accuracy } = await trainer.evaluate(validationData);
    const logits = await trainer.predict(validationData);
    expect(logits.shape).toEqual([256, 10]);
    expect(history.epoch).toEqual([1, 2]);
    expect(history.history.accuracy[1]).toBeGreaterThan(0.7);
    expect(history.history.valLoss![1]).toBeCloseTo(loss, 5);
    expect(history.history.valAccuracy![1]).toBeCloseTo(accuracy, 6);
    expect(accuracy).toBeGreaterThan(0.75);
    expect(model.summary()).toMatch(/dense \(Dense\).*401,920[^]*Parameters: 535,818/);
  });
});

describe('example 3: a loop by hand', () => {
  it('finds the neuron that meets both points', async () => {
    const x = tensor([0.5, 2.5]),
      y = tensor([0.2, 0.9]);
    const w = variable(-2, { name: 'w' }),
      c = variable(-2, { name: 'b' });
    const optimizer = new SGD({ learningRate: 1 });
    const values: number[] = [];
    for (let epoch = 0; epoch < 1000; epoch++) {
      const { value, gradients } = valueAndGradients(
        () => x.mul(w).add(c).sigmoid().sub(y).square().sum().mul(0.5),
        [w, c],
      );
      optimizer.update([w, c], gradients);
      values.push(await value.item());
    }
    // logit(0.2) = w / 2 + b and logit(0.9) = 5 w / 2 + b have one solution.
    expect(values[0]).toBeCloseTo(0.41582, 5);
    expect(values.at(-1)).toBeLessThan(1e-5);
    expect(await w.item()).toBeCloseTo((Math.log(9) - Math.log(0.25)) / 2, 1);
    expect(await c.item()).toBeCloseTo(Math.log(0.25) - (Math.log(9) - Math.log(0.25)) / 4, 1);
  });
});

describe('example 4: the same, traced once', () => {
  it('learns a batch of digits, whatever the learning rate becomes', async () => {
    const model = network();
    const crossentropy = new losses.SparseCategoricalCrossentropy({ fromLogits: true });
    const optimizer = new Adam({ learningRate: 1e-3 });
    const { train } = generatedDigits({ train: 64, test: 1 });
    const batch = (await train.batch(64)[Symbol.asyncIterator]().next()).value as ImageBatch;
    const [x, y] = [tensor(batch.x), tensor(batch.y)];

    model.build([null, 28, 28, 1]);
    let traces = 0;
    const step = compile((x: Tensor, y: Tensor) => {
      traces++;
      const { value, gradients } = valueAndGradients(
        () => crossentropy.call(y, model.apply(x, { training: true })),
        model.trainableVariables,
      );
      optimizer.update(model.trainableVariables, gradients);
      return value;
    });
    const first = await step(x, y);
    const second = await step(x, y);
    await step(x, y);
    const soFar = traces; // bytes used again move to the device, where they are another dtype: that is a second signature
    for (let i = 0; i < 15; i++) await step(x, y);
    optimizer.learningRate = 0;
    const third = await step(x, y);
    const weights = await model.trainableVariables[0]!.data();
    await step(x, y);
    expect(await model.trainableVariables[0]!.data()).toEqual(weights);
    expect(await first.item()).toBeGreaterThan(await second.item());
    expect(await third.item()).toBeLessThan(0.5 * (await first.item()));
    expect(traces).toBe(soFar);
    expect(soFar).toBeLessThanOrEqual(2);
  });
});
