// The table that summary() prints, with the numbers of the worked examples.
import { add, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { Layer } from '../layer.js';
import { Conv2D } from '../layers/convolution/conv-2d.js';
import { Dense } from '../layers/core/dense.js';
import { Flatten } from '../layers/reshaping/flatten.js';
import { MaxPooling2D } from '../layers/pooling/max-pooling-2d.js';
import type { SymbolicShape } from '../symbolic-shape.js';
import { input, type SymbolicTensor } from '../symbolic-tensor.js';
import { Model } from './model.js';
import { Sequential } from './sequential.js';

class Sum extends Layer<readonly [Tensor, Tensor], Tensor> {
  override call([a, b]: readonly [Tensor, Tensor]): Tensor {
    return add(a, b);
  }
  override computeOutputShape([shape]: readonly [SymbolicShape, SymbolicShape]): SymbolicShape {
    return shape;
  }
}

describe('summary', () => {
  it('counts as section 5 does: 7,840 outputs, 260 weights, 203,840 connections, 392,200 in the dense layer', () => {
    const model = new Sequential(
      [input([32, 32, 1]), new Conv2D(10, 5), new MaxPooling2D(2), new Flatten(), new Dense(200)],
      { name: 'lecture' },
    );
    expect(model.summary().split('\n')).toEqual([
      'lecture (Sequential)',
      'Layer                         Output shape     Outputs  Parameters  Connections',
      '─'.repeat(79),
      'conv2d (Conv2D)               [?, 28, 28, 10]    7,840         260      203,840',
      'max_pooling2d (MaxPooling2D)  [?, 14, 14, 10]    1,960           0',
      'flatten (Flatten)             [?, 1960]          1,960           0',
      'dense (Dense)                 [?, 200]             200     392,200      392,200',
      '─'.repeat(79),
      'Parameters: 392,460',
      '  trainable: 392,460',
      '  not trainable: 0',
    ]);
    expect(model.getLayer('dense').countParameters() / 200).toBe(1961);
  });

  it('counts as section 6 does: 336 + 204 + 52 = 592', () => {
    const model = new Sequential([new Dense(16), new Dense(12), new Dense(4)]);
    model.build([null, 20]);
    expect(model.layers.map((layer) => layer.countParameters())).toEqual([336, 204, 52]);
    expect(model.countParameters()).toBe(592);
    expect(model.summary()).toContain('Parameters: 592');
  });

  it('says what is not built', () => {
    const text = new Sequential([new Flatten(), new Dense(3)]).summary();
    expect(text).toMatch(/dense \(Dense\) +\? +\? +not built/);
    expect(text).toContain('not built yet; call build([null, ...])');
  });

  it('shows unknown extents, and a model inside as one row', () => {
    const inner = new Sequential([new Conv2D(2, 3), new Conv2D(4, 3)], { name: 'inner' });
    const text = new Sequential([input([null, 9, 1]), inner]).summary();
    expect(text).toMatch(/inner \(Sequential\) +\[\?, \?, 5, 4\] +\? +96 *\n?/);
    const fixed = new Sequential([input([9, 9, 1]), new Sequential([new Conv2D(2, 3), new MaxPooling2D(7)])]).summary();
    expect(fixed).toMatch(/\(Sequential\) +\[\?, 1, 1, 2\] +2 +20 +980/);
  });

  it('shows what each layer reads where the model is no stack: a line for each tensor, calls of shared layers numbered', () => {
    const [left, right] = [input([4], { name: 'left' }), input([4], { name: 'right' })];
    const shared = new Dense(4, { name: 'shared' });
    const sum = new Sum({ name: 'sum' }).apply([shared.apply(left), shared.apply(right)]);
    const residual = new Sum({ name: 'residual' }).apply([sum, left]);
    const model = new Model({ inputs: [left, right], outputs: new Dense(1).apply(residual), name: 'twins' });
    expect(model.summary().split('\n').slice(0, -3)).toEqual([
      'twins (Model)',
      'Layer           Output shape  Outputs  Parameters  Connections  Connected to',
      '─'.repeat(76),
      'left (Input)    [?, 4]              4           0',
      'right (Input)   [?, 4]              4           0',
      'shared (Dense)  [?, 4]              4          20           40  left',
      '                                                                right',
      'sum (Sum)       [?, 4]              4           0               shared[0]',
      '                                                                shared[1]',
      'residual (Sum)  [?, 4]              4           0               sum',
      '                                                                left',
      'dense (Dense)   [?, 1]              1           5            5  residual',
      '─'.repeat(76),
    ]);
  });

  it('indents the layers of models inside, and says which weights are frozen', () => {
    const base = new Sequential([new Dense(8), new Sequential([new Dense(8), new Flatten()], { name: 'head' })], {
      name: 'base',
    });
    const model = new Sequential([input([8]), base, new Dense(1)], { name: 'tuned' });
    base.getLayer('dense').trainable = false;
    expect(model.summary({ expandNested: true }).split('\n')).toEqual([
      'tuned (Sequential)',
      'Layer                  Output shape  Outputs  Parameters  Connections  Trainable',
      '─'.repeat(80),
      'base (Sequential)      [?, 8]              8         144          144  partly',
      '  dense (Dense)        [?, 8]              8          72           72  no',
      '  head (Sequential)    [?, 8]              8          72           72  yes',
      '    dense (Dense)      [?, 8]              8          72           72  yes',
      '    flatten (Flatten)  [?, 8]              8           0',
      'dense (Dense)          [?, 1]              1           9            9  yes',
      '─'.repeat(80),
      'Parameters: 153',
      '  trainable: 81',
      '  not trainable: 72',
    ]);
    expect(model.summary()).not.toContain('head');
    expect(() => model.summary({ expandNestd: true } as never)).toThrow(/did you mean expandNested\?/);
  });

  it('breaks long names where the table would be wider than 100 columns', () => {
    const [left, right] = ['left', 'right'].map((name) => input([32, 32, 16], { name })) as [
      SymbolicTensor,
      SymbolicTensor,
    ];
    const long = new Conv2D(16, 1, { name: 'a_convolution_of_the_first_input' });
    const sum = new Sum({ name: 'sum' }).apply([long.apply(left), right]);
    const model = new Model({ inputs: [left, right], outputs: sum });
    expect(model.summary().split('\n').slice(1, -4)).toEqual([
      'Layer                             Output shape     Parameters  Connections  Connected to',
      '─'.repeat(108),
      'left (Input)                      [?, 32, 32, 16]           0',
      'right (Input)                     [?, 32, 32, 16]           0',
      'a_convolution_of_the_first_input  [?, 32, 32, 16]         272      278,528  left',
      '  (Conv2D)',
      'sum (Sum)                         [?, 32, 32, 16]           0               a_convolution_of_the_first_input',
      '                                                                            right',
    ]);
  });
});
