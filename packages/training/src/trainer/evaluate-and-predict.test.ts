// Tests of Trainer.evaluate, predict and trainOnBatch.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { fromArrays } from '@tensorloom/datasets';
import { Dense, Dropout, Model, Rescaling, Sequential, input } from '@tensorloom/nn-layers';
import { SGD } from '@tensorloom/optimizers';
import { ones, setDefaultDevice, setRandomSeed, tensor, type HostTensor } from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { losses, metrics, Trainer } from '../index.js';
import { countingDevice, type Counts } from '../testing/counting-device.js';

let counts: Counts;
beforeEach(() => {
  const counting = countingDevice(createCpuDevice());
  ({ counts } = counting);
  setDefaultDevice(counting.device);
  setRandomSeed(1);
});

/** y = the sum of x, by weights of one. */
const adder = (): Sequential =>
  new Sequential([new Rescaling(1), new Dense(1, { kernelInitializer: 'ones' }), new Dropout(0.9)]);
/** One for each model. */
const descent = (): SGD => new SGD({ learningRate: 0 });
const rows = Array.from({ length: 7 }, (_, row) => [row, 2 * row]);

describe('Trainer.evaluate', () => {
  const data = { x: rows, y: rows.map(([a, b]) => a! + b! + 1) };

  it('gives loss and metrics over all examples, whatever the batches', async () => {
    const trainer = new Trainer(adder(), {
      optimizer: descent(),
      loss: 'mse',
      metrics: ['mse', new metrics.BinaryAccuracy({ name: 'hits', threshold: -1 })],
    });
    for (const batchSize of [1, 3, 7, 100]) {
      expect(await trainer.evaluate(data, { batchSize })).toEqual({ loss: 1, mse: 1, hits: Math.fround(1 / 7) });
    }
  });

  it('weighs the loss, not the metrics, by sample weights, as Keras does', async () => {
    const trainer = new Trainer(adder(), { optimizer: descent(), loss: 'mse', metrics: ['mse'] });
    expect(await trainer.evaluate({ ...data, sampleWeight: [7, 0, 0, 0, 0, 0, 0] })).toEqual({ loss: 1, mse: 1 });
    expect(await trainer.evaluate({ ...data, sampleWeight: [7, 7, 0, 0, 0, 0, 0] })).toEqual({ loss: 2, mse: 1 });
  });

  it('takes a sum as the loss', async () => {
    const trainer = new Trainer(adder(), {
      optimizer: descent(),
      loss: new losses.MeanSquaredError({ reduction: 'sum' }),
    });
    expect(await trainer.evaluate(data, { batchSize: 7 })).toEqual({ loss: 7 });
  });

  it('reads once', async () => {
    const trainer = new Trainer(adder(), { optimizer: descent(), loss: 'mse', metrics: ['mse'] });
    await trainer.evaluate(data, { batchSize: 1 });
    expect(counts.reads).toBe(1);
  });

  it('counts a class as found where its logit is largest', async () => {
    const model = new Sequential([new Dense(3, { kernelInitializer: 'zeros' })]);
    const trainer = new Trainer(model, {
      optimizer: descent(),
      loss: new losses.SparseCategoricalCrossentropy({ fromLogits: true }),
      metrics: ['accuracy'],
    });
    const { loss, accuracy } = await trainer.evaluate({ x: [[1], [2], [3], [4]], y: Uint8Array.of(0, 1, 0, 2) });
    expect([loss, accuracy]).toEqual([Math.fround(Math.log(3)), 0.5]);
  });
});

describe('Trainer.predict', () => {
  const expected = rows.map(([a, b]) => [a! + b!]);
  const trainer = (): Trainer => new Trainer(adder(), { optimizer: descent(), loss: 'mse' });

  it('joins all batches in order, the last one partial', async () => {
    const dataset = fromArrays({ x: rows, y: rows }).batch(3);
    const all = await trainer().predict(dataset);
    expect([all.shape, all.dtype]).toEqual([[7, 1], 'float32']);
    expect(await all.array()).toEqual(expected);
  });

  it.each<[string, Parameters<Trainer['predict']>[0]]>([
    ['nested numbers', rows],
    ['a tensor', tensor(rows)],
    ['a tensor that is not computed yet', tensor(rows).mul(ones([7, 2]))],
    ['a record', { x: rows }],
    ['a typed array with its shape', { data: Uint8Array.from(rows.flat()), shape: [7, 2] }],
    [
      'a data set of inputs',
      fromArrays({ x: rows })
        .map(({ x }) => x as HostTensor)
        .batch(2),
    ],
  ])('takes %s', async (_, data) => {
    expect(await (await trainer().predict(data, fromBatches(data as object))).array()).toEqual(expected);
  });

  it('keeps doubles on a float64 device', async () => {
    setDefaultDevice(createCpuDevice({ precision: 'float64' }));
    const all = await trainer().predict([[0.1, 0.2]]);
    expect((await all.data())[0]).toBe(0.1 + 0.2);
  });

  it('gives memory back while it goes on', async () => {
    let alive = 0;
    let most = 0;
    const inner = createCpuDevice();
    const prepare = inner.prepare.bind(inner);
    inner.prepare = async (program) => {
      const plan = await prepare(program);
      const run = plan.run.bind(plan);
      plan.run = async (args) =>
        (await run(args)).map((storage) => {
          most = Math.max(most, ++alive);
          const dispose = storage.dispose.bind(storage);
          storage.dispose = () => (alive--, dispose());
          return storage;
        });
      return plan;
    };
    setDefaultDevice(inner);
    await trainer().predict(
      Array.from({ length: 200 }, () => [1, 2]),
      { batchSize: 1 },
    );
    expect(alive).toBe(0);
    expect(most).toBeLessThan(10);
  });

  /** A batch size for arrays; data sets have their own. */
  function fromBatches(data: object): { batchSize?: number } {
    return Symbol.asyncIterator in data ? {} : { batchSize: 2 };
  }
});

describe('a model with several inputs', () => {
  it('is trained and used on records of arrays', async () => {
    const [left, right] = [input([1]), input([1])];
    const sum = new Dense(1, { kernelInitializer: 'ones' });
    const model = new Model({ inputs: { left, right }, outputs: sum.apply(left) });
    const trainer = new Trainer(model, { optimizer: descent(), loss: 'mse' });
    const data = fromArrays({ x: { left: [[1], [2], [3]], right: [[0], [0], [0]] }, y: [[1], [2], [4]] }).batch(2);
    expect((await trainer.evaluate(data)).loss).toBeCloseTo(1 / 3);
    await trainer.fit(data, { progress: false });
    expect(await (await trainer.predict(data)).array()).toEqual([[1], [2], [3]]);
  });
});

describe('Trainer.trainOnBatch', () => {
  it('gives running results on the device, until they are reset', async () => {
    const trainer = new Trainer(adder(), {
      optimizer: descent(),
      loss: (yTrue, yPred) => yPred.sub(yTrue).mean(-1),
      metrics: ['mse'],
    });
    const batch = (label: number): { x: HostTensor; y: HostTensor } => ({
      x: { data: new Float32Array(2), shape: [1, 2], dtype: 'float32' },
      y: { data: Float32Array.of(label), shape: [1, 1], dtype: 'float32' },
    });
    expect(await (await trainer.trainOnBatch(batch(-1))).loss.item()).toBe(1);
    const { loss, mse } = await trainer.trainOnBatch(batch(-3));
    expect(await Promise.all([loss.item(), mse.item()])).toEqual([2, 5]);
    await trainer.resetMetrics();
    expect(await (await trainer.trainOnBatch(batch(-3))).mse.item()).toBe(9);
  });
});
