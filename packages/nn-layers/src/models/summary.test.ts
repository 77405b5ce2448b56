// The table that summary() prints, with the numbers of the worked examples.
import { describe, expect, it } from 'vitest';
import { Conv2D } from '../layers/convolution/conv-2d.js';
import { Dense } from '../layers/core/dense.js';
import { Flatten } from '../layers/reshaping/flatten.js';
import { MaxPooling2D } from '../layers/pooling/max-pooling-2d.js';
import { input } from '../symbolic-tensor.js';
import { Sequential } from './sequential.js';

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
});
