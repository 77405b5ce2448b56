// Shape and dtype rules as users meet them: a row for each good call with its result, and for each slip with its message.
import { describe, expect, it } from 'vitest';
import * as t from '../index.js';
import { ConfigError, DTypeError, ShapeError, type DType, type Tensor } from '../index.js';

const f = (...shape: number[]): Tensor => t.zeros(shape);
const i = (...shape: number[]): Tensor => t.zeros(shape, { dtype: 'int32' });
const u = (...shape: number[]): Tensor => t.zeros(shape, { dtype: 'uint32' });
const b = (...shape: number[]): Tensor => t.zeros(shape, { dtype: 'bool' });

const good: readonly (readonly [what: string, () => Tensor, shape: readonly number[], dtype?: DType])[] = [
  ['add broadcasts', () => f(2, 1).add(f(3)), [2, 3]],
  ['add of bool counts', () => b(2).add(b(2)), [2], 'int32'],
  ['div of integers', () => i(2).div(i(2)), [2]],
  ['pow of integers', () => i(2).pow(2), [2]],
  ['comparison', () => i(2).less(1.5), [2], 'bool'],
  ['logicalAnd of numbers', () => f(2).logicalAnd(i(2)), [2], 'bool'],
  ['isNaN of integers', () => i(2).isNaN(), [2], 'bool'],
  ['neg keeps integers', () => i(2).neg(), [2], 'int32'],
  ['abs keeps unsigned', () => u(2).abs(), [2], 'uint32'],
  ['exp of integers', () => i(2).exp(), [2]],
  ['where', () => t.where(b(3, 1), i(2), 1.5), [3, 2]],
  ['where with a number as condition', () => t.where(f(2), 1, 0), [2]],
  ['clip', () => f(2).clip(0, 1), [2]],
  ['cast', () => f(2).cast('bool'), [2], 'bool'],
  ['sum over all', () => f(2, 3).sum(), []],
  ['sum over one axis', () => f(2, 3).sum(-1), [2]],
  ['sum that keeps axes', () => f(2, 3).sum([0], { keepDims: true }), [1, 3]],
  ['sum over no axes', () => f(2, 3).sum([]), [2, 3]],
  ['sum of bool counts', () => b(2).sum(), [], 'int32'],
  ['sum of nothing', () => f(0, 3).sum(0), [3]],
  ['mean of integers', () => i(2).mean(), []],
  ['max of integers', () => i(2, 3).max(0), [3], 'int32'],
  ['argmax', () => f(2, 3).argmax(-1), [2], 'int32'],
  ['argmin of all', () => f(2, 3).argmin(), [], 'int32'],
  ['reshape', () => f(2, 3).reshape([3, -1]), [3, 2]],
  ['reshape of nothing', () => f(0, 3).reshape([3, 0]), [3, 0]],
  ['flatten', () => f(2, 3).flatten(), [6]],
  ['transpose', () => f(2, 3, 4).transpose(), [4, 3, 2]],
  ['transpose by axes', () => f(2, 3, 4).transpose([0, -1, 1]), [2, 4, 3]],
  ['broadcastTo', () => f(3, 1).broadcastTo([2, 3, 4]), [2, 3, 4]],
  ['slice', () => f(5, 6).slice([1, -1], 2), [3]],
  ['slice with a step', () => f(7).slice([1, null, 3]), [2]],
  ['slice beyond the end', () => f(3).slice([5, 9]), [0]],
  ['slice backwards', () => f(5, 6).slice([null, null, -1], [4, 1, -2]), [5, 2]],
  ['slice backwards of nothing', () => f(3).slice([0, 3, -1]), [0]],
  ['flip', () => i(2, 3).flip(-1), [2, 3], 'int32'],
  ['roll', () => f(2, 3).roll([1, -4], [0, 1]), [2, 3]],
  ['roll of all', () => f(2, 3).roll(2), [2, 3]],
  ['swapAxes', () => f(2, 3, 4).swapAxes(0, -1), [4, 3, 2]],
  ['moveAxis', () => f(2, 3, 4).moveAxis(0, -1), [3, 4, 2]],
  ['moveAxis of several', () => f(2, 3, 4, 5).moveAxis([0, 3], [1, 0]), [5, 2, 3, 4]],
  ['tile', () => f(2, 3).tile([2, 1, 3]), [2, 2, 9]],
  ['tile of eight axes', () => f(1, 1, 1, 1, 1, 1, 1, 2).tile([2, 2, 2, 2, 1, 1, 1, 3]), [2, 2, 2, 2, 1, 1, 1, 6]],
  ['repeat', () => f(2, 3).repeat(2, 1), [2, 6]],
  ['repeat of all', () => f(2, 3).repeat(2), [12]],
  ['repeat by counts', () => b(2, 3).repeat([0, 2, 1], 1), [2, 3], 'bool'],
  ['split', () => f(4, 6).split(3, 1)[2] as Tensor, [4, 2]],
  ['split by sizes', () => f(4, 6).split([1, 0, 5], -1)[2] as Tensor, [4, 5]],
  ['unstack', () => t.unstack(f(4, 6), 1)[5] as Tensor, [4]],
  ['tril', () => t.tril(i(2, 3, 4), -1), [2, 3, 4], 'int32'],
  ['diagonal', () => f(3, 4, 5).diagonal(1), [5, 3]],
  ['diagonal beyond the matrix', () => f(3, 4).diagonal(-3), [0]],
  ['trace', () => t.trace(i(3, 3)), [], 'int32'],
  ['meshgrid', () => t.meshgrid([f(2), i(3)])[1] as Tensor, [3, 2], 'int32'],
  ['meshgrid, matrix order', () => t.meshgrid([f(2), f(3), f(4)], { indexing: 'ij' })[0] as Tensor, [2, 3, 4]],
  [
    'pad of the edge',
    () =>
      f(2, 3).pad(
        [
          [5, 0],
          [0, 1],
        ],
        { mode: 'edge' },
      ),
    [7, 4],
  ],
  [
    'pad mirrored',
    () =>
      f(2, 3).pad(
        [
          [1, 0],
          [2, 2],
        ],
        { mode: 'reflect' },
      ),
    [3, 7],
  ],
  ['pad', () => f(2).pad([[1, 2]]), [5]],
  ['expandDims', () => f(2).expandDims(-1), [2, 1]],
  ['squeeze', () => f(1, 2, 1).squeeze(), [2]],
  ['squeeze of one axis', () => f(1, 2, 1).squeeze(0), [2, 1]],
  ['concat promotes', () => t.concat([i(1, 2), f(3, 2)]), [4, 2]],
  ['stack', () => t.stack([f(2), f(2)], 1), [2, 2]],
  ['matmul', () => f(2, 3).matmul(f(3, 4)), [2, 4]],
  ['matmul of vectors', () => f(3).matmul(f(3)), []],
  ['matmul of a row', () => f(3).matmul(f(3, 4)), [4]],
  ['matmul of a column', () => f(5, 2, 3).matmul(f(3)), [5, 2]],
  ['matmul of batches', () => f(2, 1, 3, 4).matmul(f(5, 4, 6)), [2, 5, 3, 6]],
  ['matmul of batches with one matrix', () => f(7, 2, 3).matmul(f(3, 4)), [7, 2, 4]],
  ['matmul without inner elements', () => f(7, 2, 0).matmul(f(0, 4)), [7, 2, 4]],
  ['matmul transposed', () => t.matmul(f(3, 2), f(4, 3), { transposeA: true, transposeB: true }), [2, 4]],
  ['conv2d', () => t.conv2d(f(1, 5, 6, 2), f(3, 3, 2, 4)), [1, 3, 4, 4]],
  ['conv2d, same', () => t.conv2d(f(1, 5, 6, 2), f(3, 3, 2, 4), { padding: 'same', strides: 2 }), [1, 3, 3, 4]],
  ['conv2d in groups', () => t.conv2d(f(1, 5, 5, 4), f(3, 3, 2, 6), { groups: 2, dilation: 2 }), [1, 1, 1, 6]],
  ['maxPool2d', () => t.maxPool2d(f(1, 5, 5, 2), 2), [1, 2, 2, 2]],
  ['averagePool2d, same', () => t.averagePool2d(f(1, 5, 5, 2), 2, { padding: 'same' }), [1, 3, 3, 2]],
  ['gather', () => f(5, 3).gather(i(2, 2)), [2, 2, 3]],
  ['oneHot', () => i(4).oneHot(10), [4, 10]],
  ['softmax', () => f(2, 3).softmax(), [2, 3]],
  ['sparse cross-entropy', () => t.sparseSoftmaxCrossEntropy(i(4), f(4, 10)), [4]],
  ['arange', () => t.arange(1, 8, 2), [4]],
  ['arange downwards', () => t.arange(3, 0, -1, { dtype: 'int32' }), [3], 'int32'],
  ['linspace', () => t.linspace(0, 1, 5), [5]],
  ['eye', () => t.eye(2, 3), [2, 3]],
  ['full of bool', () => t.full([2], 1, { dtype: 'bool' }), [2], 'bool'],
  ['random uniform', () => t.random.uniform([2, 3]), [2, 3]],
  ['random bits', () => t.random.bits([2]), [2], 'uint32'],
  ['bernoulli', () => t.random.bernoulli([2], 0.5), [2], 'bool'],
];

describe('a good call', () => {
  for (const [what, make, shape, dtype = 'float32'] of good) {
    it(`${what}: ${dtype} [${shape.join(', ')}]`, () => {
      const result = make();
      expect([result.shape, result.dtype]).toEqual([shape, dtype]);
    });
  }
});

const bad: readonly (readonly [what: string, () => unknown, new (message: string) => Error, RegExp])[] = [
  [
    'add of shapes that differ',
    () => f(2, 3).add(f(2)),
    ShapeError,
    /add: shapes do not broadcast.*\[2, 3\] and \[2\]/,
  ],
  ['add of int32 and uint32', () => i(2).add(u(2)), DTypeError, /add: int32 and uint32 do not mix/],
  [
    'add of what is no tensor',
    () => f(2).add([1, 2] as never),
    DTypeError,
    /add: not a tensor; expected a Tensor, got object; wrap data in tensor/,
  ],
  ['add of null', () => f(2).add(null as never), DTypeError, /got null/],
  ['neg of unsigned', () => u(2).neg(), DTypeError, /neg: dtype not supported; expected float32 or int32, got uint32/],
  ['clip the wrong way round', () => f(2).clip(1, 0), DTypeError, /clip: bad range/],
  ['cast to nothing known', () => f(2).cast('float64' as never), DTypeError, /cast: unknown dtype.*float64/],
  ['sum over an axis that is not there', () => f(2, 3).sum(2), ShapeError, /sum: axis out of range.*got 2/],
  ['sum over an axis twice', () => f(2, 3).sum([0, 0]), ShapeError, /sum: an axis is named twice/],
  ['max of nothing', () => f(0, 3).max(0), ShapeError, /max: nothing to reduce/],
  ['mean of nothing', () => f(0).mean(), ShapeError, /mean: nothing to average/],
  ['argmax of bool', () => b(2).argmax(), DTypeError, /argmax: dtype not supported/],
  [
    'reshape to another size',
    () => f(2, 3).reshape([4]),
    ShapeError,
    /reshape: sizes differ; expected 6 elements as in \[2, 3\], got 4/,
  ],
  ['reshape with two unknowns', () => f(2, 3).reshape([-1, -1]), ShapeError, /reshape: cannot work out -1/],
  ['reshape to NaN', () => f(2).reshape([NaN]), ShapeError, /reshape: bad size/],
  ['transpose with an axis missing', () => f(2, 3).transpose([0]), ShapeError, /transpose: not a permutation/],
  ['transpose with an axis twice', () => f(2, 3).transpose([0, 0]), ShapeError, /transpose: not a permutation/],
  ['broadcastTo fewer axes', () => f(2, 3).broadcastTo([3]), ShapeError, /broadcast/],
  ['broadcastTo another size', () => f(2).broadcastTo([3]), ShapeError, /broadcast/],
  [
    'slice with an index outside',
    () => f(3).slice(3),
    ShapeError,
    /slice along axis 0: axis out of range|slice.*out of range/,
  ],
  ['slice with a step of 0', () => f(3).slice([0, 3, 0]), ShapeError, /slice: bad range.*\[0, 3, 0\] on axis 0/],
  ['flip of an axis that is not there', () => f(2).flip(1), ShapeError, /flip: axis out of range/],
  ['flip of an axis twice', () => f(2).flip([0, 0]), ShapeError, /flip: an axis is named twice/],
  ['roll by a fraction', () => f(2).roll(0.5), ShapeError, /roll: bad shift/],
  ['roll of one axis by two shifts', () => f(2).roll([1, 2], 0), ShapeError, /roll: bad shift; expected 1 whole/],
  ['moveAxis of an axis twice', () => f(2, 3).moveAxis([0, 0], [0, 1]), ShapeError, /moveAxis: bad axes/],
  ['swapAxes of an axis that is not there', () => f(2, 3).swapAxes(0, 2), ShapeError, /swapAxes: axis out of range/],
  ['tile by less than nothing', () => f(2).tile(-1), ShapeError, /tile: bad repeats/],
  [
    'repeat by too few counts',
    () => f(3).repeat([1, 2]),
    ShapeError,
    /repeat: counts do not fit; expected one for each of 3/,
  ],
  [
    'split into parts that do not divide',
    () => f(5).split(2),
    ShapeError,
    /split: parts do not fill the axis.*got 2 along axis 0 of \[5\]/,
  ],
  ['split by sizes that do not fill', () => f(5).split([2, 2]), ShapeError, /split: parts do not fill the axis/],
  ['unstack of a scalar', () => t.unstack(f()), ShapeError, /unstack: axis out of range/],
  ['tril of a vector', () => t.tril(f(3)), ShapeError, /tril: not a matrix/],
  ['triu of half a diagonal', () => t.triu(f(3, 3), 0.5), ShapeError, /triu: bad diagonal/],
  ['diagonal of one axis', () => f(3, 3).diagonal(0, 1, -1), ShapeError, /diagonal: one axis twice/],
  ['meshgrid of a matrix', () => t.meshgrid([f(2, 2)]), ShapeError, /meshgrid: not a vector/],
  [
    'meshgrid in an unknown order',
    () => t.meshgrid([], { indexing: 'yx' as never }),
    ConfigError,
    /meshgrid: unknown indexing/,
  ],
  [
    'pad mirrored beyond the other end',
    () => f(3).pad([[3, 0]], { mode: 'reflect' }),
    ShapeError,
    /pad: too few elements to mirror; expected at most 2/,
  ],
  [
    'pad of the edge of nothing',
    () => f(0).pad([[1, 0]], { mode: 'edge' }),
    ShapeError,
    /pad: too few elements to repeat/,
  ],
  ['pad in an unknown mode', () => f(3).pad([[1, 0]], { mode: 'wrap' as never }), ConfigError, /pad: unknown mode/],
  ['slice of more axes than there are', () => f(3).slice(0, 0), ShapeError, /slice: too many ranges/],
  ['pad of one axis of two', () => f(2, 3).pad([[1, 1]]), ShapeError, /pad: bad padding/],
  ['pad by less than nothing', () => f(2).pad([[-1, 0]]), ShapeError, /pad: bad padding/],
  ['squeeze of an axis that is larger', () => f(2, 1).squeeze(0), ShapeError, /squeeze: axis 0 is not of size 1/],
  ['concat of nothing', () => t.concat([]), ShapeError, /concat: no operands/],
  [
    'concat of shapes that do not line up',
    () => t.concat([f(2, 3), f(2, 4)]),
    ShapeError,
    /concat: shapes do not line up/,
  ],
  [
    'matmul of shapes that do not multiply',
    () => f(2, 3).matmul(f(2, 3)),
    ShapeError,
    /matmul: shapes do not multiply.*\[2, 3\].*\[2, 3\]/,
  ],
  ['matmul of a scalar', () => f().matmul(f(2)), ShapeError, /matmul: a scalar is no matrix/],
  ['conv2d of three axes', () => t.conv2d(f(5, 5, 1), f(3, 3, 1, 1)), ShapeError, /conv2d: input has the wrong rank/],
  [
    'conv2d with other channels',
    () => t.conv2d(f(1, 5, 5, 2), f(3, 3, 1, 1)),
    ShapeError,
    /conv2d: channels do not fit/,
  ],
  [
    'conv2d with a kernel too large',
    () => t.conv2d(f(1, 2, 2, 1), f(3, 3, 1, 1)),
    ShapeError,
    /conv2d: kernel larger than the image/,
  ],
  [
    'conv2d with strides of nothing',
    () => t.conv2d(f(1, 5, 5, 1), f(3, 3, 1, 1), { strides: 0 }),
    ShapeError,
    /conv2d: bad strides/,
  ],
  [
    'conv2d with padding of no kind',
    () => t.conv2d(f(1, 5, 5, 1), f(3, 3, 1, 1), { padding: 'full' as never }),
    ShapeError,
    /conv2d: bad padding/,
  ],
  [
    'maxPool2d with a window too large',
    () => t.maxPool2d(f(1, 2, 2, 1), 3),
    ShapeError,
    /maxPool2d: window does not fit/,
  ],
  ['gather by floats', () => f(3).gather(f(2)), DTypeError, /gather: bad indices/],
  ['gather from nothing', () => f(0, 2).gather(i(1)), ShapeError, /gather: nothing to take/],
  ['oneHot of no classes', () => i(2).oneHot(0), ShapeError, /oneHot: bad depth/],
  ['oneHot of floats', () => f(2).oneHot(3), DTypeError, /oneHot: bad indices/],
  [
    'cross-entropy of other labels',
    () => t.sparseSoftmaxCrossEntropy(i(3), f(4, 10)),
    ShapeError,
    /sparseSoftmaxCrossEntropy: labels do not fit; expected \[4\]/,
  ],
  [
    'cross-entropy of other targets',
    () => t.softmaxCrossEntropy(f(4, 9), f(4, 10)),
    ShapeError,
    /softmaxCrossEntropy: shapes differ/,
  ],
  ['zeros of NaN', () => t.zeros([NaN]), ShapeError, /zeros: bad size/],
  ['arange without end', () => t.arange(0, Infinity), ConfigError, /arange: endless range/],
  ['arange with a step of nothing', () => t.arange(0, 3, 0), ConfigError, /arange: endless range/],
  ['random numbers from a bad seed', () => t.setRandomSeed(-1), ConfigError, /setRandomSeed: bad seed/],
  [
    'random numbers between ends turned round',
    () => t.random.uniform([2], { minimum: 1, maximum: 0 }),
    ConfigError,
    /random.uniform: bad range/,
  ],
  [
    'random numbers under a key of another kind',
    () => t.random.bits([2], { key: f(2) }),
    DTypeError,
    /randomBits: bad key/,
  ],
];

describe('a slip', () => {
  for (const [what, make, type, message] of bad) {
    it(`${what}: ${type.name}`, () => {
      expect(make).toThrow(type);
      expect(make).toThrow(message);
    });
  }
});
