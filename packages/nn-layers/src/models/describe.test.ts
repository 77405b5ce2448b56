// model.describe(): stacks, graphs with shared layers, models inside models; plain JSON.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { add, setDefaultDevice, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { Layer } from '../layer.js';
import { Dense } from '../layers/core/dense.js';
import { Flatten } from '../layers/reshaping/flatten.js';
import type { SymbolicShape } from '../symbolic-shape.js';
import { input } from '../symbolic-tensor.js';
import { Model } from './model.js';
import { Sequential } from './sequential.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

class Sum extends Layer<readonly [Tensor, Tensor], Tensor> {
  override call([a, b]: readonly [Tensor, Tensor]): Tensor {
    return add(a, b);
  }
  override computeOutputShape([shape]: readonly [SymbolicShape, SymbolicShape]): SymbolicShape {
    return shape;
  }
}

class Split extends Layer<Tensor, readonly [Tensor, Tensor]> {
  override call(x: Tensor): readonly [Tensor, Tensor] {
    return [x, add(x, x)];
  }
}

it('describes a stack', () => {
  const model = new Sequential([input([4, 4], { name: 'image' }), new Flatten(), new Dense(3)], { name: 'stack' });
  const dense = {
    name: 'dense',
    className: 'Dense',
    path: 'dense',
    outputShape: [null, 3],
    parameters: 51,
    trainable: true,
    inputs: ['flatten'],
    calls: [{ inputs: [{ layer: 'flatten', call: 0, output: 0 }], outputShape: [null, 3] }],
  };
  const described = model.describe();
  expect(described).toMatchObject({
    name: 'stack',
    className: 'Sequential',
    inputs: [{ name: 'image', shape: [null, 4, 4] }],
    outputs: [{ layer: 'dense', call: 0, output: 0 }],
    layers: [{ name: 'flatten', inputs: ['image'], parameters: 0, outputShape: [null, 16] }, dense],
  });
  expect(described.layers[1]).toEqual(dense);
  expect(JSON.parse(JSON.stringify(described))).toEqual(described);
});

it('describes what is not built without shapes', () => {
  expect(new Sequential([new Dense(3)]).describe()).toMatchObject({
    inputs: [{ name: 'input', shape: null }],
    layers: [{ outputShape: null, parameters: null, calls: [{ inputs: [{ input: 'input' }], outputShape: null }] }],
  });
});

it('describes a graph: a shared layer stands there once, with its calls', () => {
  const [left, right] = [input([2], { name: 'left' }), input([2], { name: 'right' })];
  const shared = new Dense(3);
  const sum = new Sum().apply([shared.apply(left), shared.apply(right)]);
  const [once, twice] = new Split().apply(sum);
  const model = new Model({
    inputs: { left, right },
    outputs: { once, hidden: sum, score: new Dense(1).apply(twice) },
  });
  model.getLayer('dense').trainable = false;
  const described = model.describe();
  expect(described.inputs).toEqual([
    { name: 'left', shape: [null, 2] },
    { name: 'right', shape: [null, 2] },
  ]);
  expect(described.outputs).toEqual([
    { layer: 'split', call: 0, output: 0 },
    { layer: 'sum', call: 0, output: 0 },
    { layer: 'dense_1', call: 0, output: 0 },
  ]);
  expect(described.layers.map(({ name, inputs }) => [name, inputs])).toEqual([
    ['dense', ['left', 'right']],
    ['sum', ['dense']],
    ['split', ['sum']],
    ['dense_1', ['split']],
  ]);
  expect(described.layers[0]).toMatchObject({
    trainable: false,
    calls: [{ inputs: [{ input: 'left' }] }, { inputs: [{ input: 'right' }] }],
  });
  expect(described.layers[1]?.calls[0]?.inputs.map((source) => 'call' in source && source.call)).toEqual([0, 1]);
  expect(described.layers[2]?.outputShape).toEqual([
    [null, 3],
    [null, 3],
  ]);
  expect(described.layers[3]?.calls[0]?.inputs).toEqual([{ layer: 'split', call: 0, output: 1 }]);
  expect(JSON.parse(JSON.stringify(described))).toEqual(described);
});

it('describes models inside models, with paths', () => {
  const inner = new Sequential([new Dense(4), new Dense(2)], { name: 'inner' });
  const described = new Sequential([input([3]), inner, new Dense(1)]).describe();
  expect(described.layers[0]).toMatchObject({ name: 'inner', className: 'Sequential', parameters: 26 });
  expect(described.layers[0]?.model).toMatchObject({
    inputs: [{ shape: [null, 3] }],
    outputs: [{ layer: 'dense_1' }],
    layers: [
      { name: 'dense', path: 'inner/dense' },
      { name: 'dense_1', path: 'inner/dense_1', inputs: ['dense'] },
    ],
  });
  expect(described.layers[1]).not.toHaveProperty('model');
});
