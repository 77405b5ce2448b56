// Tests of weightsOf and assignWeights.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { Dense, input, Sequential } from '@tensorloom/nn-layers';
import { FileFormatError, setDefaultDevice, tensor, type HostTensor } from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { assignWeights, weightsOf } from './weights.js';

beforeEach(() => setDefaultDevice(createCpuDevice()));

const network = (units = 2): Sequential => new Sequential([input([3]), new Dense(units), new Dense(1)]);

describe('weightsOf', () => {
  it('names weights by layer and weight', async () => {
    const weights = await weightsOf(network());
    expect([...weights].map(([name, { shape, dtype }]) => [name, shape, dtype])).toEqual([
      ['dense/kernel', [3, 2], 'float32'],
      ['dense/bias', [2], 'float32'],
      ['dense_1/kernel', [2, 1], 'float32'],
      ['dense_1/bias', [1], 'float32'],
    ]);
    expect(weights.get('dense/kernel')?.data).toHaveLength(6);
  });

  it('keeps doubles where the device computes in doubles', async () => {
    setDefaultDevice(createCpuDevice({ precision: 'float64' }));
    expect((await weightsOf(network())).get('dense/kernel')?.data).toBeInstanceOf(Float64Array);
  });
});

describe('assignWeights', () => {
  it('makes two models of one topology equal', async () => {
    const [first, second] = [network(), network()];
    const x = tensor([[1, 2, 3]]);
    expect(await first.apply(x).array()).not.toEqual(await second.apply(x).array());
    assignWeights(second, await weightsOf(first));
    expect(await second.apply(x).array()).toEqual(await first.apply(x).array());
  });

  const zeros = (shape: readonly number[], dtype: HostTensor['dtype'] = 'float32'): HostTensor => ({
    data: new Float32Array(shape.reduce((size, extent) => size * extent, 1)),
    shape,
    dtype,
  });

  it.each<[string, (weights: Map<string, HostTensor>) => unknown, RegExp]>([
    [
      'a missing weight',
      (weights) => weights.delete('dense_1/kernel'),
      /weight 'dense_1\/kernel' is missing; expected float32 \[2, 1\], got none;/,
    ],
    [
      'a weight under another name',
      (weights) => weights.set('thick/kernel', zeros([3, 2])) && weights.delete('dense/kernel'),
      /weight 'dense\/kernel' is missing; expected float32 \[3, 2\], got none, but a 'thick\/kernel'/,
    ],
    [
      'another shape',
      (weights) => weights.set('dense/kernel', zeros([2, 3])),
      /weight 'dense\/kernel' differs; expected float32 \[3, 2\], got float32 \[2, 3\]/,
    ],
    [
      'another dtype',
      (weights) => weights.set('dense/bias', zeros([2], 'int32')),
      /weight 'dense\/bias' differs; expected float32 \[2\], got int32 \[2\]/,
    ],
    [
      'a weight too many',
      (weights) => weights.set('dense_2/bias', zeros([5])),
      /no weight 'dense_2\/bias'; expected 4 weights, got 5, among them 'dense_2\/bias' float32 \[5\]/,
    ],
  ])('refuses %s and changes nothing', async (_, damage, message) => {
    const model = network();
    const before = await weightsOf(model);
    const damaged = new Map([...before].map(([name, { shape, dtype }]) => [name, zeros(shape, dtype)]));
    damage(damaged);
    expect(() => assignWeights(model, damaged)).toThrow(FileFormatError);
    expect(() => assignWeights(model, damaged)).toThrow(message);
    expect(await weightsOf(model)).toEqual(before);
  });
});
