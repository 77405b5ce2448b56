// States from call to call, and from an encoder to its decoder.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, ones, random, setDefaultDevice, zeros, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Layer, type AnyLayer } from '../../layer.js';
import { serializeLayer } from '../../layer-config.js';
import { layerFromConfig } from '../../layer-from-config.js';
import { Model } from '../../models/model.js';
import { input } from '../../symbolic-tensor.js';
import { Dense } from '../core/dense.js';
import { expectClose } from '../../testing/expect-close.js';
import { GRU } from './gru.js';
import { LSTM } from './lstm.js';
import { LSTMCell } from './lstm-cell.js';
import { RNN } from './rnn.js';
import { SimpleRNNCell } from './simple-rnn-cell.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const drawn = (shape: Shape, seed: number): Tensor => random.normal(shape, { key: random.key(seed) });

describe('a stateful layer', () => {
  const whole = drawn([2, 6, 3], 4);
  const parts = [whole.slice(null, [0, 2]), whole.slice(null, [2, 3]), whole.slice(null, [3, 6])];

  it.each([
    ['LSTM', (stateful: boolean) => new LSTM(4, { stateful })],
    ['GRU step by step', (stateful: boolean) => new GRU(4, { stateful, resetAfter: false })],
    ['stacked cells', (stateful: boolean) => new RNN([new LSTMCell(4), new SimpleRNNCell(3)], { stateful })],
  ])('%s reads parts as one long sequence', async (_name, make) => {
    const [plain, stateful] = [make(false), make(true)];
    plain.build([null, null, 3]);
    stateful.build([null, null, 3]);
    stateful.variables.forEach((weight, index) => weight.assign(plain.variables[index] as Tensor));
    for (let round = 0; round < 2; round++) {
      for (const part of parts.slice(0, 2)) await stateful.apply(part).data();
      await expectClose(stateful.apply(parts[2] as Tensor), plain.apply(whole));
      stateful.resetStates();
    }
  });

  it('carries on under compile as without it', async () => {
    const [plain, other] = [1, 2].map(
      () => new LSTM(2, { stateful: true, kernelInitializer: 'ones', recurrentInitializer: 'ones' }),
    );
    const compiled = compile((x: Tensor) => (other as LSTM).apply(x));
    const part = drawn([2, 3, 2], 5).slice(null, [0, 3]);
    for (let round = 0; round < 3; round++)
      expect(await (await compiled(part)).data()).toEqual(await (plain as LSTM).apply(part).data());
    other?.resetStates();
    plain?.resetStates();
    expect(await (await compiled(part)).data()).toEqual(await (plain as LSTM).apply(part).data());
  });

  it('keeps to one batch, and has no more weights than another', () => {
    const layer = new LSTM(2, { stateful: true, name: 'carrying' });
    layer.apply(zeros([2, 3, 4]));
    expect(layer.variables).toHaveLength(3);
    expect(() => layer.apply(zeros([3, 3, 4]))).toThrow(
      /^carrying: batch differs .*expected 2, got 3; cut batches to one size/,
    );
  });

  it('is not moved when its shapes are worked out', async () => {
    class Block extends Layer {
      readonly inner = new LSTM(2, { stateful: true });
      override call(x: Tensor): Tensor {
        return this.inner.apply(x);
      }
    }
    const block = new Block();
    expect(block.computeOutputShape([null, 3, 4])).toEqual([null, 2]);
    const fresh = new LSTM(2);
    fresh.build([null, 3, 4]);
    fresh.variables.forEach((weight, index) => weight.assign(block.variables[index] as Tensor));
    await expectClose(block.apply(ones([2, 3, 4])), fresh.apply(ones([2, 3, 4])));
  });
});

describe('an encoder and its decoder', () => {
  const make = () => {
    const [source, target] = [input([null, 3], { name: 'source' }), input([null, 2], { name: 'target' })];
    const [, hidden, cell] = new LSTM(4, { returnState: true, name: 'encoder' }).apply(source);
    const decoded = new LSTM(4, { returnSequences: true, name: 'decoder' }).apply([target, hidden, cell]);
    return new Model({ inputs: [source, target], outputs: new Dense(2).apply(decoded) });
  };

  it('are drawn as one model', async () => {
    const model = make();
    const inputs = [drawn([2, 5, 3], 7), drawn([2, 4, 2], 8)] as const;
    const output = model.apply(inputs);
    expect(output.shape).toEqual([2, 4, 2]);
    const [encoder, decoder] = ['encoder', 'decoder'].map((name) => model.getLayer(name)) as unknown as [
      LSTM<true>,
      LSTM,
    ];
    const [, hidden, cell] = encoder.apply(inputs[0]);
    await expectClose(
      output,
      (model.getLayer('dense') as unknown as Dense).apply(decoder.apply([inputs[1], hidden, cell])),
    );
  });

  it('come back from a file', async () => {
    const model = make();
    const again = layerFromConfig(JSON.parse(JSON.stringify(serializeLayer(model as unknown as AnyLayer))) as never);
    const weights = again.namedVariables();
    for (const [path, weight] of model.namedVariables()) weights.get(path)?.assign(weight);
    const inputs = [drawn([2, 5, 3], 7), drawn([2, 4, 2], 8)] as const;
    await expectClose(again.apply(inputs) as Tensor, model.apply(inputs));
  });
});
