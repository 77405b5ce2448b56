// Convolutions, poolings and resize as users meet them: shapes of good calls, and the message of each slip.
import { describe, expect, it } from 'vitest';
import * as t from '../index.js';
import { ConfigError, DTypeError, ShapeError, type Tensor } from '../index.js';

const f = (...shape: number[]): Tensor => t.zeros(shape);
const first = { dataFormat: 'channelsFirst' } as const;

const good: readonly (readonly [what: string, () => Tensor, shape: readonly number[]])[] = [
  ['conv1d', () => t.conv1d(f(2, 9, 3), f(3, 3, 4)), [2, 7, 4]],
  ['conv1d of integers', () => t.conv1d(t.zeros([1, 9, 3], { dtype: 'int32' }), f(3, 3, 4)), [1, 7, 4]],
  ['conv1d, causal', () => t.conv1d(f(2, 9, 3), f(3, 3, 4), { padding: 'causal', dilation: 3 }), [2, 9, 4]],
  ['conv1d, channels first', () => t.conv1d(f(2, 3, 9), f(3, 3, 4), { ...first, strides: [2] }), [2, 4, 4]],
  ['conv2d, channels first', () => t.conv2d(f(2, 3, 9, 8), f(3, 3, 3, 4), first), [2, 4, 7, 6]],
  ['conv3d', () => t.conv3d(f(2, 5, 6, 7, 2), f(2, 3, 4, 2, 8), { strides: [1, 2, 1] }), [2, 4, 2, 4, 8]],
  ['conv3d of no images', () => t.conv3d(f(0, 5, 6, 7, 2), f(2, 3, 4, 2, 8), { padding: 'same' }), [0, 5, 6, 7, 8]],
  ['depthwiseConv2d', () => t.depthwiseConv2d(f(1, 5, 5, 3), f(3, 3, 3, 2)), [1, 3, 3, 6]],
  ['separableConv2d', () => t.separableConv2d(f(1, 3, 5, 5), f(3, 3, 3, 2), f(1, 1, 6, 4), first), [1, 4, 3, 3]],
  ['convTranspose2d', () => t.convTranspose2d(f(1, 4, 5, 3), f(3, 2, 8, 3), { strides: 2 }), [1, 9, 10, 8]],
  [
    'convTranspose2d with strides above the kernel',
    () => t.convTranspose2d(f(1, 4, 5, 3), f(1, 2, 8, 3), { strides: 3 }),
    [1, 12, 15, 8],
  ],
  [
    'convTranspose2d, same',
    () => t.convTranspose2d(f(1, 4, 5, 3), f(3, 2, 8, 3), { strides: 2, padding: 'same' }),
    [1, 8, 10, 8],
  ],
  [
    'convTranspose2d, same, with outputPadding',
    () => t.convTranspose2d(f(1, 4, 5, 3), f(3, 2, 8, 3), { strides: 2, padding: 'same', outputPadding: 1 }),
    [1, 8, 9, 8],
  ],
  [
    'convTranspose1d, cut',
    () => t.convTranspose1d(f(1, 3, 9), f(4, 2, 3), { ...first, padding: [[1, 2]], groups: 3 }),
    [1, 6, 9],
  ],
  ['convTranspose3d', () => t.convTranspose3d(f(1, 2, 3, 4, 5), f(2, 2, 2, 6, 5), { strides: 2 }), [1, 4, 6, 8, 6]],
  ['maxPool1d', () => t.maxPool1d(f(1, 9, 2), 2, { strides: 3 }), [1, 3, 2]],
  ['maxPool3d', () => t.maxPool3d(f(1, 2, 4, 6, 8), [2, 3, 4], first), [1, 2, 2, 2, 2]],
  ['averagePool3d, same', () => t.averagePool3d(f(1, 5, 5, 5, 2), 2, { padding: 'same' }), [1, 3, 3, 3, 2]],
  ['globalMaxPool', () => t.globalMaxPool(f(3, 4, 5, 6)), [3, 6]],
  ['globalAveragePool, kept', () => t.globalAveragePool(f(3, 4, 5), { ...first, keepDims: true }), [3, 4, 1]],
  ['adaptiveAveragePool2d', () => t.adaptiveAveragePool2d(f(1, 7, 9, 2), [3, 12]), [1, 3, 12, 2]],
  ['adaptiveMaxPool1d', () => t.adaptiveMaxPool1d(f(1, 2, 7), 4, first), [1, 2, 4]],
  ['resize', () => t.resize(f(1, 7, 9, 2), [3, 12]), [1, 3, 12, 2]],
  ['resize, channels first', () => t.resize(f(1, 2, 7, 9), 5, { ...first, method: 'nearest' }), [1, 2, 5, 5]],
];

describe('a good call', () => {
  it.each(good)('%s', (_what, make, shape) => {
    expect(make().shape).toEqual(shape);
    expect(make().dtype).toBe('float32');
  });
});

const bad: readonly (readonly [what: string, () => unknown, new (message: string) => Error, RegExp])[] = [
  [
    'conv1d of images',
    () => t.conv1d(f(1, 5, 5, 1), f(3, 1, 1)),
    ShapeError,
    /^conv1d: input has the wrong rank; expected \[batch, steps, channels\], got \[1, 5, 5, 1\]/,
  ],
  [
    'conv3d of rows, channels first',
    () => t.conv3d(f(1, 5, 5), f(3, 3, 3, 1, 1), first),
    ShapeError,
    /^conv3d: input has the wrong rank; expected \[batch, channels, depth, height, width\]/,
  ],
  [
    'a kernel of another rank',
    () => t.conv1d(f(1, 5, 2), f(3, 3, 2, 1)),
    ShapeError,
    /^conv1d: kernel has the wrong shape/,
  ],
  [
    'a kernel without taps',
    () => t.conv2d(f(1, 5, 5, 2), f(0, 3, 2, 1)),
    ShapeError,
    /^conv2d: kernel has the wrong shape/,
  ],
  [
    'other channels',
    () => t.conv3d(f(1, 5, 5, 5, 2), f(3, 3, 3, 3, 1)),
    ShapeError,
    /^conv3d: channels do not fit.*2 \/ 1/,
  ],
  [
    'groups that do not divide',
    () => t.conv1d(f(1, 5, 4), f(3, 2, 3), { groups: 2 }),
    ShapeError,
    /^conv1d: channels do not fit.*filters a multiple of 2/,
  ],
  [
    'a kernel too large',
    () => t.conv1d(f(1, 4, 1), f(3, 1, 1), { dilation: 2 }),
    ShapeError,
    /^conv1d: kernel larger than/,
  ],
  ['half a stride', () => t.conv1d(f(1, 4, 1), f(3, 1, 1), { strides: 0.5 }), ShapeError, /^conv1d: bad strides/],
  [
    'a stride for each of two axes',
    () => t.conv1d(f(1, 4, 1), f(3, 1, 1), { strides: [1, 1] as never }),
    ShapeError,
    /^conv1d: bad strides/,
  ],
  ['no groups', () => t.conv1d(f(1, 4, 1), f(3, 1, 1), { groups: 0 }), ShapeError, /^conv1d: bad groups/],
  [
    'causal images',
    () => t.conv2d(f(1, 4, 4, 1), f(3, 3, 1, 1), { padding: 'causal' as never }),
    ShapeError,
    /^conv2d: bad padding/,
  ],
  [
    'padding below zero',
    () => t.conv1d(f(1, 4, 1), f(3, 1, 1), { padding: [[-1, 0]] }),
    ShapeError,
    /^conv1d: bad padding/,
  ],
  [
    'another word for the layout',
    () => t.conv1d(f(1, 4, 1), f(3, 1, 1), { dataFormat: 'NCW' as never }),
    ConfigError,
    /^conv1d: unknown dataFormat/,
  ],
  [
    'a misspelt option',
    () => t.conv2d(f(1, 4, 4, 1), f(3, 3, 1, 1), { stride: 2 } as never),
    ConfigError,
    /^conv2d: unknown option.*strides/,
  ],
  ['a kernel that is no tensor', () => t.conv2d(f(1, 4, 4, 1), [[1]] as never), DTypeError, /^conv2d: not a tensor/],
  [
    'a depthwise kernel of other channels',
    () => t.depthwiseConv2d(f(1, 5, 5, 3), f(3, 3, 2, 1)),
    ShapeError,
    /^depthwiseConv2d: channels do not fit; expected a kernel \[...spatial, 3, multiplier\]/,
  ],
  [
    'a pointwise kernel of other channels',
    () => t.separableConv1d(f(1, 5, 3), f(3, 3, 2), f(1, 5, 4)),
    ShapeError,
    /channels do not fit/,
  ],
  [
    'a transposed kernel of other channels',
    () => t.convTranspose2d(f(1, 4, 4, 3), f(3, 3, 3, 8)),
    ShapeError,
    /^convTranspose2d: channels do not fit/,
  ],
  [
    'outputPadding of a whole stride',
    () => t.convTranspose1d(f(1, 4, 3), f(3, 2, 3), { strides: 2, outputPadding: 2 }),
    ShapeError,
    /^convTranspose1d: bad outputPadding; expected less than the stride, got \[2\]/,
  ],
  [
    'a cut that leaves nothing',
    () => t.convTranspose1d(f(1, 1, 3), f(3, 2, 3), { padding: [[2, 1]] }),
    ShapeError,
    /^convTranspose1d: nothing is left/,
  ],
  ['a window too large', () => t.maxPool3d(f(1, 2, 4, 4, 1), 3), ShapeError, /^maxPool3d: window does not fit/],
  [
    'padding as large as the window',
    () => t.averagePool1d(f(1, 4, 1), 2, { padding: [[2, 0]] }),
    ShapeError,
    /^averagePool1d: window does not fit/,
  ],
  ['a window of nothing', () => t.maxPool1d(f(1, 4, 1), 0), ShapeError, /^maxPool1d: bad window/],
  [
    'countPadding of a maximum',
    () => t.maxPool2d(f(1, 4, 4, 1), 2, { countPadding: true } as never),
    ConfigError,
    /^maxPool2d: unknown option/,
  ],
  [
    'global pooling without spatial axes',
    () => t.globalMaxPool(f(3, 4)),
    ShapeError,
    /^globalMaxPool: nothing to pool/,
  ],
  [
    'global pooling of nothing',
    () => t.globalAveragePool(f(3, 0, 4)),
    ShapeError,
    /^globalAveragePool: nothing to pool/,
  ],
  [
    'adaptive pooling to nothing',
    () => t.adaptiveMaxPool1d(f(1, 4, 2), 0),
    ShapeError,
    /^adaptiveMaxPool1d: bad output size/,
  ],
  [
    'adaptive pooling of nothing',
    () => t.adaptiveAveragePool1d(f(1, 0, 2), 2),
    ShapeError,
    /^adaptiveAveragePool1d: nothing to pool/,
  ],
  ['resize to nothing', () => t.resize(f(1, 4, 4, 1), [0, 2]), ShapeError, /^resize: bad size/],
  ['resize of nothing', () => t.resize(f(1, 0, 4, 1), 2), ShapeError, /^resize: nothing to take/],
  [
    'resize by no known method',
    () => t.resize(f(1, 4, 4, 1), 2, { method: 'cubic' as never }),
    ConfigError,
    /^resize: unknown method/,
  ],
  [
    'resize by two rules',
    () => t.resize(f(1, 4, 4, 1), 2, { alignCorners: true, halfPixelCenters: true }),
    ConfigError,
    /^resize: two rules of places/,
  ],
];

describe('a slip', () => {
  it.each(bad)('%s', (_what, make, type, message) => {
    expect(make).toThrow(type);
    expect(make).toThrow(message);
  });
});
