// Sequential: when it is built, what it says of itself, how it comes back from a file.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, setRandomSeed, tensor, zeros, type Variable } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyLayer } from '../layer.js';
import { serializeLayer, type SerializedLayer } from '../layer-config.js';
import { layerFromConfig } from '../layer-from-config.js';
import { Activation } from '../layers/core/activation.js';
import { Dense } from '../layers/core/dense.js';
import { Dropout } from '../layers/regularization/dropout.js';
import { Flatten } from '../layers/reshaping/flatten.js';
import { Rescaling } from '../layers/preprocessing/rescaling.js';
import { input } from '../symbolic-tensor.js';
import { Sequential } from './sequential.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const paths = (model: AnyLayer): readonly string[] => [...model.namedVariables().keys()];
const throughJson = (model: Sequential): SerializedLayer =>
  JSON.parse(JSON.stringify(serializeLayer(model))) as SerializedLayer;

describe('building', () => {
  const items = () => [new Flatten(), new Dense(4, { activation: 'relu' }), new Dense(2)];
  const expected = ['dense/kernel', 'dense/bias', 'dense_1/kernel', 'dense_1/bias'];

  it('by build', () => {
    const model = new Sequential(items());
    expect(() => model.trainableVariables).toThrow(/^sequential.*: no weights yet; expected a built layer/);
    model.build([null, 3, 2]);
    expect(paths(model)).toEqual(expected);
    expect(model.computeOutputShape([null, 3, 2])).toEqual([null, 2]);
  });

  it('by the first apply, for any batch', () => {
    const model = new Sequential(items());
    expect(model.apply(zeros([5, 3, 2])).shape).toEqual([5, 2]);
    expect(paths(model)).toEqual(expected);
    expect(model.layers[1]?.builtShape).toEqual([null, 6]);
    expect(model.apply(zeros([1, 3, 2])).shape).toEqual([1, 2]);
  });

  it('by an input as the first item, at once', () => {
    const model = new Sequential([input([3, 2]), ...items()]);
    expect(paths(model)).toEqual(expected);
    expect(() => model.apply(zeros([1, 2, 3]))).toThrow(/does not fit; expected \[\?, 3, 2\], got \[1, 2, 3\]/);
    expect(() => model.apply(zeros([3, 2]))).toThrow(/add a batch axis with expandDims\(0\)/);
  });

  it('layer by layer, by add', () => {
    const model = new Sequential();
    model.add(input([3, 2]));
    for (const item of items()) model.add(item);
    expect(paths(model)).toEqual(expected);
    expect(model.add(new Dense(7)).computeOutputShape([null, 3, 2])).toEqual([null, 7]);
    expect(paths(model)).toContain('dense_2/kernel');
  });

  it('casts to the dtype of its input', () => {
    const model = new Sequential([input([2], { dtype: 'int32' }), new Flatten()]);
    expect(model.apply(tensor([[1.7, 2]])).dtype).toBe('int32');
  });
});

describe('bad models', () => {
  it.each([
    [
      () => new Sequential([new Dense(1, { name: 'a' }), new Dense(2, { name: 'a' })]),
      /name is taken; .*got 'a' twice/,
    ],
    [() => new Sequential([3 as never]), /not a layer; expected a Layer, got number/],
    [() => new Sequential(new Dense(2) as never), /bad layers; expected an array/],
    [() => new Sequential([new Dense(2), input([3])]), /misplaced input/],
    [() => new Sequential([new Dense(2).apply(input([3]))]), /misplaced input/],
    [() => new Sequential([], { nmae: 'x' } as never), /did you mean name\?/],
    [() => new Sequential().apply(zeros([1, 2])), /empty model; expected at least one layer/],
    [
      () => new Sequential([input([2]), new Dense(1, { name: 'a' })]).getLayer('b'),
      /no such layer; expected one of a, got 'b'/,
    ],
  ] as const)('refuses: $1', (make, message) => {
    expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }));
    expect(make).toThrow(message);
  });

  it('a layer twice', () => {
    const layer = new Dense(2);
    expect(() => new Sequential([layer, layer])).toThrow(/layer is here already/);
  });

  it('a layer that does not fit the one before it, by its path', () => {
    const model = new Sequential([new Dense(2, { name: 'first' }), new Flatten(), new Dense(3, { name: 'last' })]);
    expect(() => model.build([5])).toThrow(/^first: input does not fit; expected \[batch, ..., inputs\], got \[\?\]/);
    expect(model.built).toBe(false);
  });
});

describe('nested', () => {
  const make = () => {
    const encoder = new Sequential([new Dense(4), new Dropout(0.5), new Dense(2)], { name: 'encoder' });
    return new Sequential([new Rescaling(2), encoder, new Dense(3)]);
  };

  it('has paths through both', () => {
    const model = make();
    model.build([null, 5]);
    expect(paths(model)).toEqual([
      'encoder/dense/kernel',
      'encoder/dense/bias',
      'encoder/dense_1/kernel',
      'encoder/dense_1/bias',
      'dense/kernel',
      'dense/bias',
    ]);
    expect(model.variables.map(({ name }) => name)).toEqual(paths(model));
    expect(paths(model.getLayer('encoder'))[0]).toBe('dense/kernel');
  });

  it('trains or infers as a whole', async () => {
    const model = make();
    setRandomSeed(3);
    const x = tensor([[1, 2, 3, 4, 5]]);
    const inference = await model.apply(x).data();
    expect(await model.apply(x, { training: false }).data()).toEqual(inference);
    const trained = await Promise.all([1, 2, 3].map(() => model.apply(x, { training: true }).data()));
    expect(new Set(trained.map(String)).size).toBeGreaterThan(1);
  });

  it('freezes as a whole', () => {
    const model = make();
    model.build([null, 5]);
    model.getLayer('encoder').trainable = false;
    expect(model.trainableVariables.map(({ name }) => name)).toEqual(['dense/kernel', 'dense/bias']);
    expect(model.summary()).toMatch(/trainable: 9\n {2}not trainable: 34/);
  });
});

describe('files', () => {
  it.each([
    [
      'built by apply',
      () => new Sequential([new Dense(3, { activation: 'tanh' }), new Activation('softmax')], { name: 'net' }),
    ],
    ['built by its input', () => new Sequential([input([4], { name: 'row' }), new Dense(3)])],
    ['nested', () => new Sequential([new Sequential([new Dense(3)]), new Dense(2)])],
  ])('give back a model %s', async (_, make) => {
    const model = make();
    const x = tensor([[1, -2, 3, 0.5]]);
    const expected = await model.apply(x).data();
    const serialized = throughJson(model);
    const again = layerFromConfig(serialized) as Sequential;
    expect(again.built).toBe(true);
    expect(throughJson(again)).toEqual(serialized);
    expect(paths(again)).toEqual(paths(model));
    for (const [path, weight] of model.namedVariables()) {
      (again.namedVariables().get(path) as Variable).assign(weight);
    }
    expect(await again.apply(x).data()).toEqual(expected);
  });

  it('stay unbuilt if they were', () => {
    expect(layerFromConfig(throughJson(new Sequential([new Dense(3)]))).built).toBe(false);
  });

  it('name classes that nobody knows', () => {
    const serialized = { className: 'Sequential', config: { layers: [{ className: 'Densee', config: {} }] } };
    expect(() => layerFromConfig(serialized)).toThrow(
      /unknown class; expected one of .*got 'Densee'; did you mean Dense\?/,
    );
    expect(() => layerFromConfig({ className: 'toString', config: {} })).toThrow(/unknown class/);
  });
});
