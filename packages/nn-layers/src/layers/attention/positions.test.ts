// Positions: the generic test, sines by hand, what rotation keeps.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { ones, setDefaultDevice, tensor, zeros } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { PositionEmbedding } from './position-embedding.js';
import { RotaryEmbedding } from './rotary-embedding.js';
import { SinePositionEncoding } from './sine-position-encoding.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('RotaryEmbedding', {
  make: () => new RotaryEmbedding({ maxWavelength: 100 }),
  inputShape: [2, 3, 5, 4],
  outputShape: [2, 3, 5, 4],
  badInputs: [
    [2, 5, 3],
    [2, 4],
  ],
  badArguments: [[() => new RotaryEmbedding({ maxWavelength: 0 }), /bad maxWavelength/]],
  valueAndGradients,
});

checkLayer('PositionEmbedding', {
  make: () => new PositionEmbedding(6),
  inputShape: [2, 5, 3],
  outputShape: [2, 5, 3],
  weights: { embeddings: [6, 3] },
  // What is embedded is the place alone: no gradient reaches the tokens.
  example: (shape) => ones(shape, { dtype: 'int32' }),
  badInputs: [
    [2, 7, 3],
    [2, 5, 4],
  ],
  badArguments: [[() => new PositionEmbedding(0), /bad sequenceLength/]],
  valueAndGradients,
});

it('SinePositionEncoding is sin and cos of t / 10000^(2i / size), as in the paper', async () => {
  const encoded = (await new SinePositionEncoding().apply(zeros([2, 4, 6])).array()) as number[][][];
  for (const example of encoded) {
    example.forEach((row, step) =>
      row.forEach((value, feature) => {
        const angle = step / 10_000 ** ((2 * Math.floor(feature / 2)) / 6);
        expect(value).toBeCloseTo(feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle), 10);
      }),
    );
  }
  expect(new SinePositionEncoding().apply(ones([1, 2, 3])).shape).toEqual([1, 2, 3]);
});

it('rotation turns pairs (i, i + size / 2) by t / w^(2i / size), and keeps lengths', async () => {
  const rotated = (await new RotaryEmbedding({ maxWavelength: 100 })
    .apply(
      tensor([
        [
          [1, 2, 3, 4],
          [1, 2, 3, 4],
        ],
      ]),
    )
    .array()) as number[][][];
  expect(rotated[0]![0]).toEqual([1, 2, 3, 4]);
  const [a, b] = [1, 1 / 10];
  const expected = [
    Math.cos(a) - 3 * Math.sin(a),
    2 * Math.cos(b) - 4 * Math.sin(b),
    3 * Math.cos(a) + Math.sin(a),
    4 * Math.cos(b) + 2 * Math.sin(b),
  ];
  rotated[0]![1]!.forEach((value, at) => expect(value).toBeCloseTo(expected[at] as number, 10));
});
