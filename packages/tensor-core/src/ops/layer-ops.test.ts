// Normalizations, attention, recurrent cells and embeddings as users meet them: what the graph calls them, and the message of each slip.
import { describe, expect, it } from 'vitest';
import * as t from '../index.js';
import { ConfigError, DTypeError, ShapeError, type Tensor } from '../index.js';

const f = (...shape: number[]): Tensor => t.zeros(shape);
const i = (...shape: number[]): Tensor => t.zeros(shape, { dtype: 'int32' });
const weights = (units: number, gates: number): t.CellWeights => ({
  kernel: f(3, gates * units),
  recurrentKernel: f(units, gates * units),
  bias: f(gates * units),
});
const lstm = (input: Tensor, given: Partial<t.CellWeights> = {}): t.LstmState =>
  t.lstmCell(input, { hidden: f(2, 4), cell: f(2, 4) }, { ...weights(4, 4), ...given });

const sequence = (input: Tensor): Tensor => t.lstm(input, { hidden: f(2, 4), cell: f(2, 4) }, weights(4, 4)).outputs;

const named: readonly (readonly [name: string, () => Tensor, shape: readonly number[]])[] = [
  ['layerNorm', () => t.layerNorm(f(2, 3, 4), f(4), f(4)), [2, 3, 4]],
  ['rmsNorm', () => t.rmsNorm(f(2, 3, 4), f(3, 4), { axes: [1, 2] }), [2, 3, 4]],
  ['groupNorm', () => t.groupNorm(f(2, 5, 5, 4), 2, f(4)), [2, 5, 5, 4]],
  ['instanceNorm', () => t.instanceNorm(f(2, 4, 5, 5), f(4), f(4), { dataFormat: 'channelsFirst' }), [2, 4, 5, 5]],
  ['batchNorm', () => t.batchNorm(f(2, 3, 4), t.batchMoments(f(2, 3, 4)), f(4), f(4)), [2, 3, 4]],
  [
    'scaledDotProductAttention',
    () => t.scaledDotProductAttention(f(2, 4, 3, 8), f(2, 2, 5, 8), f(2, 2, 5, 6)),
    [2, 4, 3, 6],
  ],
  ['lstmCell', () => lstm(f(2, 3)).hidden, [2, 4]],
  ['lstmCell', () => lstm(f(2, 3), { bias: null }).cell, [2, 4]],
  ['gruCell', () => t.gruCell(f(2, 3), f(2, 4), weights(4, 3), { resetAfter: false }), [2, 4]],
  ['embeddingLookup', () => t.embeddingLookup(f(9, 4), i(2, 3)), [2, 3, 4]],
  ['conv3d', () => t.conv3d(f(1, 3, 3, 3, 1), f(2, 2, 2, 1, 1)), [1, 2, 2, 2, 1]],
  ['resize', () => t.resize(f(1, 3, 3, 1), 5), [1, 5, 5, 1]],
];

describe('a composite', () => {
  it.each(named)('%s keeps its name', (name, make, shape) => {
    const { source, shape: got } = make();
    expect(got).toEqual(shape);
    expect(source.kind === 'composite' && source.op).toBe(name);
  });
});

const attention = (options: t.AttentionOptions): Tensor =>
  t.scaledDotProductAttention(f(2, 2, 3, 8), f(2, 2, 5, 8), f(2, 2, 5, 6), options);

const bad: readonly (readonly [what: string, () => unknown, new (message: string) => Error, RegExp])[] = [
  [
    'layerNorm with another scale',
    () => t.layerNorm(f(2, 4), f(2)),
    ShapeError,
    /^layerNorm: scale does not fit; expected \[4\], got \[2\]/,
  ],
  [
    'layerNorm of no axis',
    () => t.layerNorm(f(2, 4), null, null, { axes: 2 }),
    ShapeError,
    /^layerNorm: axis out of range/,
  ],
  ['layerNorm of nothing', () => t.layerNorm(f(2, 0)), ShapeError, /^layerNorm: nothing to average/],
  ['rmsNorm over no axes', () => t.rmsNorm(f(2, 4), null, { axes: [] }), ShapeError, /^rmsNorm: nothing to average/],
  ['an epsilon below zero', () => t.rmsNorm(f(2, 4), null, { epsilon: -1 }), ConfigError, /^rmsNorm: bad epsilon/],
  [
    'a misspelt option',
    () => t.layerNorm(f(2, 4), null, null, { axis: 1 } as never),
    ConfigError,
    /^layerNorm: unknown option.*axes/,
  ],
  ['groups that do not divide', () => t.groupNorm(f(2, 5, 4), 3), ShapeError, /^groupNorm: channels do not fit/],
  ['no groups', () => t.groupNorm(f(2, 5, 4), 0), ShapeError, /^groupNorm: bad groups/],
  ['instanceNorm of a vector', () => t.instanceNorm(f(4)), ShapeError, /^instanceNorm: input has the wrong rank/],
  ['instanceNorm of no places', () => t.instanceNorm(f(2, 0, 4)), ShapeError, /^instanceNorm: nothing to average/],
  ['moments of no batch', () => t.batchMoments(f(0, 4)), ShapeError, /^batchMoments: nothing to average/],
  [
    'moments of other channels',
    () => t.batchNorm(f(2, 4), { mean: f(4), variance: f(3) }),
    ShapeError,
    /^batchNorm: variance does not fit; expected \[4\], got \[3\]/,
  ],
  [
    'heads that share no keys evenly',
    () => t.scaledDotProductAttention(f(1, 3, 2, 8), f(1, 2, 5, 8), f(1, 2, 5, 8)),
    ShapeError,
    /^scaledDotProductAttention: shapes do not fit/,
  ],
  [
    'values for other keys',
    () => t.scaledDotProductAttention(f(1, 2, 2, 8), f(1, 2, 5, 8), f(1, 2, 4, 8)),
    ShapeError,
    /^scaledDotProductAttention: shapes do not fit/,
  ],
  [
    'no keys',
    () => t.scaledDotProductAttention(f(1, 2, 2, 8), f(1, 2, 0, 8), f(1, 2, 0, 8)),
    ShapeError,
    /at least one key/,
  ],
  ['a mask of integers', () => attention({ mask: i(3, 5) }), DTypeError, /^scaledDotProductAttention: bad mask/],
  [
    'a mask of other keys',
    () => attention({ mask: f(3, 4) }),
    ShapeError,
    /^scaledDotProductAttention: shapes do not broadcast/,
  ],
  [
    'a mask of more axes',
    () => attention({ mask: f(7, 1, 1, 3, 5) }),
    ShapeError,
    /^scaledDotProductAttention: mask does not fit/,
  ],
  ['a scale without end', () => attention({ scale: Infinity }), ConfigError, /^scaledDotProductAttention: bad scale/],
  ['a cell of sequences', () => lstm(f(2, 5, 3)), ShapeError, /^lstmCell: input has the wrong rank/],
  ['a cell of other features', () => lstm(f(2, 5)), ShapeError, /^lstmCell: kernel does not fit.*\[5, 16\]/],
  ['a cell with another bias', () => lstm(f(2, 3), { bias: f(4) }), ShapeError, /^lstmCell: bias does not fit/],
  [
    'a cell with a state of another batch',
    () => t.rnnCell(f(2, 3), f(3, 4), weights(4, 1)),
    ShapeError,
    /^rnnCell: state does not fit/,
  ],
  [
    'a sequence of one step',
    () => sequence(f(2, 3)),
    ShapeError,
    /^lstm: input has the wrong rank.*\[time, batch, features\]/,
  ],
  ['a sequence of another batch', () => sequence(f(5, 3, 3)), ShapeError, /^lstm: state does not fit.*\[3, 4\]/],
  [
    'a sequence of other features',
    () => t.gru(f(5, 2, 4), f(2, 4), weights(4, 3)),
    ShapeError,
    /^gru: kernel does not fit/,
  ],
  [
    'a sequence with one row of bias',
    () => t.gru(f(5, 2, 3), f(2, 4), weights(4, 3)),
    ShapeError,
    /^gru: bias does not fit/,
  ],
  [
    'a sequence with an option it does not have',
    () => t.gru(f(5, 2, 3), f(2, 4), weights(4, 3), { resetAfter: false } as t.SequenceOptions),
    ConfigError,
    /^gru: .*resetAfter/,
  ],
  [
    'a sequence op of a state that does not fit',
    () => t.record('lstmSequence', [f(5, 2, 16), f(4, 16), f(2, 4), f(2, 5)], { reverse: false }),
    ShapeError,
    /^lstmSequence: shapes do not fit.*\[2, 4\], got/,
  ],
  [
    'a sequence op of integers',
    () => t.record('gruSequence', [i(5, 2, 12), f(4, 12), f(4), f(2, 4)], { reverse: false }),
    DTypeError,
    /^gruSequence: dtype not supported/,
  ],
  [
    'a GRU with one row of bias',
    () => t.gruCell(f(2, 3), f(2, 4), weights(4, 3)),
    ShapeError,
    /^gruCell: bias does not fit.*\[2, 12\]/,
  ],
  [
    'a GRU with weights of an LSTM',
    () => t.gruCell(f(2, 3), f(2, 4), weights(4, 4)),
    ShapeError,
    /^gruCell: recurrentKernel does not fit/,
  ],
  ['a table of one axis', () => t.embeddingLookup(f(9), i(2)), ShapeError, /^embeddingLookup: bad table/],
  ['a table without rows', () => t.embeddingLookup(f(0, 4), i(2)), ShapeError, /^embeddingLookup: bad table/],
  ['words that are fractions', () => t.embeddingLookup(f(9, 4), f(2)), DTypeError, /^embeddingLookup: bad indices/],
];

describe('a slip', () => {
  it.each(bad)('%s', (_what, make, type, message) => {
    expect(make).toThrow(type);
    expect(make).toThrow(message);
  });
});
