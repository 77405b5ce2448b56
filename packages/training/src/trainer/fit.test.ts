// Tests of Trainer.fit: what it learns, records, calls and asks of a device.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { fromArrays } from '@tensorloom/datasets';
import { Dense, Dropout, input, Layer, Sequential, SimpleRNN } from '@tensorloom/nn-layers';
import { Adam, SGD } from '@tensorloom/optimizers';
import { compile, setDefaultDevice, setRandomSeed, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { losses, Trainer, type ProgressReporter } from '../index.js';
import { countingDevice, type Counts } from '../testing/counting-device.js';

let counts: Counts;
beforeEach(() => {
  const counting = countingDevice(createCpuDevice());
  ({ counts } = counting);
  setDefaultDevice(counting.device);
  setRandomSeed(1);
});

const progress = false;

/** y = 5 x - 1, the first table of the course. */
const line = { x: [[1], [2], [5], [8], [3]], y: [[4], [9], [24], [39], [14]] };

/** Points of a grid, inside (0) and outside (1) of a circle. */
function circle(): { x: { data: Float32Array; shape: number[] }; y: { data: Uint8Array; shape: number[] } } {
  const points = Array.from(
    { length: 50 },
    (_, index) => [(index % 10) / 3 - 1.5, Math.floor(index / 10) / 2 - 1] as const,
  );
  return {
    x: { data: Float32Array.from(points.flat()), shape: [50, 2] },
    y: { data: Uint8Array.from(points, ([a, b]) => (a * a + b * b > 1 ? 1 : 0)), shape: [50] },
  };
}

const classifier = (): Sequential => new Sequential([new Dense(16, { activation: 'tanh' }), new Dense(2)]);
const crossentropy = new losses.SparseCategoricalCrossentropy({ fromLogits: true });

describe('Trainer.fit', () => {
  it('fits a line', async () => {
    const model = new Sequential([new Dense(1)]);
    const trainer = new Trainer(model, { optimizer: new Adam({ learningRate: 0.3 }), loss: 'mse' });
    const { history } = await trainer.fit(line, { epochs: 400, batchSize: 5, progress });
    expect(history.loss.at(-1)).toBeLessThan(1e-3);
    const [kernel, bias] = await Promise.all(model.variables.map((variable) => variable.data()));
    expect(kernel?.[0]).toBeCloseTo(5, 1);
    expect(bias?.[0]).toBeCloseTo(-1, 1);
  });

  it('records loss and metrics of training and validation, an entry for each epoch', async () => {
    const trainer = new Trainer(classifier(), {
      optimizer: new Adam({ learningRate: 0.1 }),
      loss: crossentropy,
      metrics: ['accuracy'],
    });
    const data = fromArrays(circle());
    const { epoch, history } = await trainer.fit(data.shuffle(50, { seed: 1 }).batch(16), {
      epochs: 40,
      validationData: data.batch(20),
      progress,
    });
    expect(epoch).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(Object.keys(history)).toEqual(['loss', 'accuracy', 'valLoss', 'valAccuracy']);
    for (const series of Object.values(history)) expect(series).toHaveLength(40);
    expect(history.loss.at(-1)).toBeLessThan(history.loss[0]! * 0.5);
    expect(history.valAccuracy!.at(-1)).toBeGreaterThan(0.8); // 0.64 of the points lie outside
    // The validation results of an epoch are those that evaluate gives after it.
    const { loss, accuracy } = await trainer.evaluate(data.batch(20));
    expect([loss, accuracy]).toEqual([history.valLoss!.at(-1), history.valAccuracy!.at(-1)]);
  });

  it('gives the same numbers as a loop by hand, the last partial batch weighed by its size', async () => {
    setDefaultDevice(createCpuDevice({ precision: 'float64' }));
    const weights = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const;
    const model = new Sequential([new Dense(1, weights)]);
    const trainer = new Trainer(model, { optimizer: new SGD({ learningRate: 0.01 }), loss: 'mse' });
    const { history } = await trainer.fit(line, { epochs: 3, batchSize: 2, shuffle: false, progress });

    let [w, b] = [0, 0];
    const expected = [1, 2, 3].map(() => {
      let sum = 0;
      for (const rows of [[0, 1], [2, 3], [4]]) {
        const errors = rows.map((row) => w * line.x[row]![0]! + b - line.y[row]![0]!);
        sum += errors.reduce((total, error) => total + error * error, 0);
        const gradient = (factor: (row: number) => number): number =>
          rows.reduce((total, row, at) => total + (2 * errors[at]! * factor(row)) / rows.length, 0);
        [w, b] = [w - 0.01 * gradient((row) => line.x[row]![0]!), b - 0.01 * gradient(() => 1)];
      }
      return sum / 5;
    });
    history.loss.forEach((loss, at) => expect(loss).toBeCloseTo(expected[at]!, 10));
  });

  it('weighs examples', async () => {
    const weights = { kernelInitializer: 'zeros', useBias: false } as const;
    const trainer = new Trainer(new Sequential([new Dense(1, weights)]), {
      optimizer: new SGD({ learningRate: 0 }),
      loss: 'mse',
    });
    const { history } = await trainer.fit({ ...line, sampleWeight: [1, 0, 0, 0, 0.5] }, { progress });
    expect(history.loss[0]).toBeCloseTo((4 * 4 + 0.5 * 14 * 14) / 5, 4);
  });

  it('makes one plan for training and one for validation, and one more each for a partial batch', async () => {
    const trainer = new Trainer(classifier(), { optimizer: new Adam(), loss: crossentropy, metrics: ['accuracy'] });
    const data = fromArrays(circle());
    const options = { epochs: 3, validationData: data.batch(25), progress };
    await trainer.fit(data.batch(20), options);
    const plans = counts.plans.length;
    await trainer.fit(data.batch(20), options);
    await trainer.evaluate(data.batch(25));
    expect(counts.plans).toHaveLength(plans);
    // 20 + 20 + 10 in training, 25 + 25 in validation; and first values of weights and optimizer slots, resets of results.
    expect(counts.plans.filter((text) => /matmul/.test(text))).toHaveLength(3);
  });

  it('runs nothing that a bare loop over its step does not run, and reads once an epoch', async () => {
    const batches = 40;
    const data = fromArrays({
      x: { data: new Float32Array(batches * 2), shape: [batches, 2] },
      y: { data: new Uint8Array(batches), shape: [batches] },
    }).batch(1);
    const trainer = new Trainer(classifier(), { optimizer: new SGD(), loss: crossentropy, metrics: ['accuracy'] });
    await trainer.fit(data, { progress });
    const before = { ...counts };
    for await (const batch of data) await trainer.trainOnBatch(batch);
    const bare = counts.runs - before.runs;
    expect(bare).toBe(batches);
    await trainer.fit(data, { epochs: 2, progress });
    expect(counts.runs - before.runs - bare).toBe(2 * batches);
    expect(counts.reads - before.reads).toBe(2);
  });

  it('uses dropout in training only, and draws anew in each step', async () => {
    const dropout = new Dropout(0.5);
    const shift = variable(0);
    const model = {
      trainableVariables: [shift],
      apply: (x: Tensor, options?: { readonly training?: boolean }) => dropout.apply(x.add(shift), options),
    };
    const meanOfPredictions = (_: Tensor, yPred: Tensor): Tensor => yPred.mean(-1);
    const trainer = new Trainer(model, { optimizer: { update: () => undefined }, loss: meanOfPredictions });
    const ones = { x: [new Array<number>(64).fill(1)], y: [0] };
    const { history } = await trainer.fit(ones, { epochs: 4, progress });
    expect(new Set(history.loss).size).toBeGreaterThan(1);
    expect((await trainer.evaluate(ones)).loss).toBe(1);
  });

  it('takes metrics of your own, which start anew in each epoch', async () => {
    const count = variable(0);
    const examples = {
      name: 'examples',
      updateState: (yTrue: Tensor) => count.assign(count.add(yTrue.shape[0] as number)),
      result: () => count.add(0),
      resetState: () => count.assign(0),
    } as const;
    const model = new Sequential([new Dense(1)]);
    const trainer = new Trainer(model, { optimizer: new SGD(), loss: 'mse', metrics: [examples] });
    const { history } = await trainer.fit(line, {
      epochs: 3,
      batchSize: 2,
      validationData: { x: [[1]], y: [1] },
      progress,
    });
    expect([history.examples, history.valExamples]).toEqual([
      [5, 5, 5],
      [1, 1, 1],
    ]);
  });

  it('is repeatable: same seeds, same history; another seed, another order of arrays', async () => {
    const run = async (seed: number, shuffle = true): Promise<unknown> => {
      setRandomSeed(7);
      const trainer = new Trainer(classifier(), { optimizer: new Adam(), loss: crossentropy });
      return (await trainer.fit(circle(), { epochs: 2, batchSize: 8, shuffle, seed, progress })).history;
    };
    expect(await run(3)).toEqual(await run(3));
    expect(await run(3)).not.toEqual(await run(4));
    expect(await run(3, false)).toEqual(await run(4, false));
  });

  it('agrees bit for bit with the same step written by hand', async () => {
    const data = circle();
    const [x, y] = [tensor(data.x.data, { shape: [50, 2] }), tensor(data.y.data)];
    setRandomSeed(5);
    const trained = classifier();
    const trainer = new Trainer(trained, { optimizer: new Adam(), loss: crossentropy });
    const { history } = await trainer.fit(data, { epochs: 5, batchSize: 50, shuffle: false, progress });
    setRandomSeed(5);
    const model = classifier();
    model.build([null, 2]);
    const optimizer = new Adam();
    const step = compile(() => {
      const { value, gradients } = valueAndGradients(
        () => crossentropy.call(y, model.apply(x, { training: true })),
        model.trainableVariables,
      );
      optimizer.update(model.trainableVariables, gradients);
      return value;
    });
    for (const loss of history.loss) expect(loss).toBeCloseTo(await (await step()).item(), 6);
    const weights = await Promise.all(
      [trained, model].map((each) => Promise.all(each.variables.map((variable) => variable.data()))),
    );
    expect(weights[0]).toEqual(weights[1]);
  });
});

describe('callbacks and progress', () => {
  const trainerOf = (): Trainer<['mse']> =>
    new Trainer(new Sequential([new Dense(1)]), {
      optimizer: new SGD({ learningRate: 0.001 }),
      loss: 'mse',
      metrics: ['mse'],
    });

  it('call hooks in order, and await them', async () => {
    const calls: string[] = [];
    const say = async (text: string): Promise<void> => {
      await Promise.resolve();
      calls.push(text);
    };
    const held: Tensor[] = [];
    await trainerOf().fit(line, {
      epochs: 2,
      batchSize: 3,
      validationData: line,
      progress,
      callbacks: [
        {
          onTrainBegin: () => say('begin'),
          onEpochBegin: (epoch) => say(`epoch ${epoch}`),
          onBatchEnd: (batch, logs) => {
            held.push(logs['loss']!);
            return say(`batch ${batch}: ${Object.keys(logs).join()}`);
          },
          onEpochEnd: (epoch, logs) => say(`end ${epoch}: ${Object.keys(logs).join()}`),
          onTrainEnd: () => say('done'),
        },
      ],
    });
    const epochCalls = (epoch: number): string[] => [
      `epoch ${epoch}`,
      'batch 1: loss,mse',
      'batch 2: loss,mse',
      `end ${epoch}: loss,mse,valLoss,valMse`,
    ];
    expect(calls).toEqual(['begin', ...epochCalls(1), ...epochCalls(2), 'done']);
    // What a callback was given is its to keep.
    const values = await Promise.all(held.map((loss) => loss.item()));
    expect(values.every(Number.isFinite)).toBe(true);
    expect(new Set(values).size).toBe(4);
  });

  it('tells a reporter of passes, epochs and the end', async () => {
    const told: string[] = [];
    const reporter: ProgressReporter = {
      passBegin: ({ phase, epoch, steps }) => told.push(`${phase} ${epoch} of ${steps}`),
      passEnd: ({ phase, step, logs }) => told.push(`${phase} ${step}: ${Object.keys(logs).join()}`),
      epochEnd: ({ epoch, epochs, logs }) => told.push(`epoch ${epoch}/${epochs}: ${Object.keys(logs).join()}`),
      close: () => told.push('closed'),
    };
    const trainer = trainerOf();
    await trainer.fit(line, { batchSize: 2, validationData: line, progress: reporter });
    expect(told).toEqual([
      'train 1 of 3',
      'train 3: loss,mse',
      'validate 1 of 3',
      'validate 3: loss,mse',
      'epoch 1/1: loss,mse,valLoss,valMse',
      'closed',
    ]);
  });

  it('writes a line for each epoch unless it is told to be silent', async () => {
    const info = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    await trainerOf().fit(line, { epochs: 2 });
    expect(info.mock.calls.map(([text]) => String(text).split(' · ')[0])).toEqual(['epoch 1/2', 'epoch 2/2']);
    await trainerOf().fit(line, { progress });
    expect(info).toHaveBeenCalledTimes(2);
    info.mockRestore();
  });

  it('shows results that have come meanwhile', async () => {
    const model = new Sequential([new Dense(1)]);
    const trainer = new Trainer(model, { optimizer: new SGD({ learningRate: 0.001 }), loss: 'mse' });
    let news = 0;
    async function* slow(): AsyncGenerator<{ x: never; y: never }> {
      for (let batch = 0; batch < 12; batch++) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        const array = { data: Float32Array.of(1), shape: [1, 1], dtype: 'float32' } as never;
        yield { x: array, y: array };
      }
    }
    await trainer.fit(
      { [Symbol.asyncIterator]: slow },
      { progress: { progress: ({ logs }) => void (news += 'loss' in logs ? 1 : 0) } },
    );
    expect(news).toBeGreaterThanOrEqual(1);
  });

  it('does not hide a loss that is no number', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const nan = { x: [[1], [NaN], [2]], y: [[1], [1], [1]] };
    const { history } = await trainerOf().fit(nan, { epochs: 2, progress });
    expect(history.loss).toEqual([NaN, NaN]);
    expect(warn.mock.calls[0]?.[0]).toMatch(
      /fit: loss is NaN by step 1; expected a finite number; lower the learning rate/,
    );
    warn.mockRestore();
    const said: string[] = [];
    await trainerOf().fit(nan, { progress: { warn: (message) => said.push(message) } });
    expect(said).toHaveLength(1);
  });
});

describe('an abort', () => {
  it('ends the run between two steps, and keeps what was learned', async () => {
    const model = new Sequential([new Dense(1, { kernelInitializer: 'zeros', useBias: false })]);
    const trainer = new Trainer(model, { optimizer: new SGD({ learningRate: 0.001 }), loss: 'mse' });
    const abort = new AbortController();
    let closed = 0;
    let steps = 0;
    const run = trainer.fit(line, {
      epochs: 1000,
      batchSize: 1,
      signal: abort.signal,
      progress: { close: () => closed++ },
      callbacks: [
        { onBatchEnd: (batch) => void (++steps && batch === 3 && abort.abort(new Error('stopped by hand'))) },
      ],
    });
    await expect(run).rejects.toThrow('stopped by hand');
    expect([steps, closed]).toEqual([3, 1]);
    expect((await model.variables[0]!.data())[0]).not.toBe(0);
    expect((await trainer.fit(line, { progress })).epoch).toEqual([1]);
  });

  it('before the start is one, too', async () => {
    const trainer = new Trainer(new Sequential([new Dense(1)]), { optimizer: new SGD(), loss: 'mse' });
    await expect(trainer.fit(line, { signal: AbortSignal.abort(), progress })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('reaches the run although a device that computes at once never waits', async () => {
    const trainer = new Trainer(new Sequential([new Dense(1)]), {
      optimizer: new SGD({ learningRate: 1e-5 }),
      loss: 'mse',
    });
    const signal = AbortSignal.timeout(150);
    await expect(trainer.fit(line, { epochs: 1_000_000, batchSize: 5, signal, progress })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});

describe('what a model adds to the loss', () => {
  const data = { x: [[1], [2]], y: [[0], [0]] };

  it('is in the loss of training and evaluation, and has gradients', async () => {
    const dense = new Dense(1, { kernelInitializer: 'ones', useBias: false, kernelRegularizer: { name: 'l2', l2: 3 } });
    const model = new Sequential([input([1]), dense]);
    const trainer = new Trainer(model, { optimizer: new SGD({ learningRate: 0.1 }), loss: 'mse', metrics: ['mse'] });
    expect(await trainer.evaluate(data)).toEqual({ loss: 5.5, mse: 2.5 });
    await trainer.fit(data, { progress });
    // Gradients at w = 1: 2 · 2.5 of the error and 2 · 3 of the penalty.
    expect(await dense.kernel.item()).toBeCloseTo(1 - 0.1 * (5 + 6), 6);
  });

  it('a mask leaves steps out of loss and metrics', async () => {
    class Steps extends Layer {
      override readonly supportsMasking = true;
      override build(): void {}
      override call(x: Tensor): Tensor {
        return x;
      }
      protected override computeMask(x: Tensor): Tensor {
        return x.squeeze(-1).notEqual(0);
      }
    }
    const model = new Sequential([new Steps()]);
    const trainer = new Trainer(model, { optimizer: new SGD(), loss: 'mse', metrics: ['mse'] });
    const x = [
      [[1], [0], [3]],
      [[0], [0], [2]],
    ];
    const y = [
      [[0], [9], [0]],
      [[9], [9], [0]],
    ];
    const { loss, mse } = await trainer.evaluate({ x, y });
    expect(loss).toBeCloseTo((1 + 9 + 4) / 3, 6);
    expect(mse).toBeCloseTo((1 + 9 + 4) / 3, 6);
  });
});

it('carries states of a stateful layer from batch to batch, from zeros in the first one', async () => {
  const layer = new SimpleRNN(1, {
    stateful: true,
    kernelInitializer: 'ones',
    recurrentInitializer: 'ones',
    activation: 'linear',
  });
  const model = new Sequential([layer]);
  const trainer = new Trainer(model, { optimizer: new SGD({ learningRate: 0 }), loss: 'mse', metrics: ['mse'] });
  const x = [[[1]], [[1]]];
  // Sums: 1, then 1 + 1. Squares of 0 - 1 and 0 - 2, each in a batch of its own.
  const { mse } = await trainer.evaluate({ x, y: [[0], [0]] }, { batchSize: 1 });
  expect(mse).toBeCloseTo((1 + 4) / 2, 6);
});
