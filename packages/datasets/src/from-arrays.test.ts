import { ConfigError, DTypeError, ShapeError, type HostTensor } from '@tensorloom/tensor-core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { fromArrays, type Batch, type Dataset } from './index.js';

async function first<T>(dataset: Dataset<T>): Promise<T> {
  for await (const element of dataset) return element;
  throw new Error('empty');
}

describe('fromArrays', () => {
  it('takes nested numbers, flat arrays and data with a shape', async () => {
    const dataset = fromArrays({
      x: [
        [0.5, 1],
        [2, 3],
        [4, 5],
      ],
      y: Int32Array.of(7, 8, 9),
      sampleWeight: { data: Float32Array.of(1, 2, 3), shape: [3] },
    });
    expectTypeOf(dataset).toExtend<Dataset<Batch>>();
    expectTypeOf<typeof dataset>().toExtend<Dataset<{ x: HostTensor; y: HostTensor; sampleWeight: HostTensor }>>();
    expect(dataset.size).toBe(3);
    expect(await first(dataset.batch(2))).toEqual({
      x: { data: Float32Array.of(0.5, 1, 2, 3), shape: [2, 2], dtype: 'float32' },
      y: { data: Int32Array.of(7, 8), shape: [2], dtype: 'int32' },
      sampleWeight: { data: Float32Array.of(1, 2), shape: [2], dtype: 'float32' },
    });
  });

  it('takes records and tuples for several inputs', async () => {
    const dataset = fromArrays({
      x: { left: [[1], [2]], right: [Uint8Array.of(3, 4), Uint32Array.of(5, 6)] },
      y: [true, false],
    });
    expectTypeOf<typeof dataset>().toExtend<Dataset<{ x: { left: HostTensor; right: HostTensor[] }; y: HostTensor }>>();
    expect(await first(dataset.skip(1))).toEqual({
      x: {
        left: { data: Float32Array.of(2), shape: [1], dtype: 'float32' },
        right: [
          { data: Uint8Array.of(4), shape: [], dtype: 'uint8' },
          { data: Uint32Array.of(6), shape: [], dtype: 'uint32' },
        ],
      },
      y: { data: Uint8Array.of(0), shape: [], dtype: 'bool' },
    });
  });

  it('takes the bytes of a Buffer and of a canvas', async () => {
    const dataset = fromArrays({
      x: Buffer.from([1, 2]),
      y: { data: Uint8ClampedArray.of(3, 4) as never, shape: [2] },
    });
    const { x, y } = await first(dataset.batch(2));
    expect(x).toEqual({ data: Uint8Array.of(1, 2), shape: [2], dtype: 'uint8' });
    expect(y).toEqual({ data: Uint8Array.of(3, 4), shape: [2], dtype: 'uint8' });
  });

  it.each<[string, object, new (message: string) => Error, string]>([
    ['unequal rows', { x: [[1], [2]], y: [1, 2, 3] }, ShapeError, "expected 2 as in 'x', got 3 in 'y'"],
    [
      'ragged rows',
      { x: [[1, 2], [3]] },
      ShapeError,
      "'x' is ragged; expected an array of 2 at depth 1, got an array of 1",
    ],
    [
      'ragged depth',
      { x: [[1], 2] },
      ShapeError,
      "'x' is ragged; expected an array of 1 at depth 1, got a single value",
    ],
    ['too deep', { x: [1, [2]] }, ShapeError, 'expected a single value at depth 1, got an array of 1'],
    ['no rows', { x: [] }, ShapeError, "'x' is empty or has no rows"],
    ['empty rows', { x: [[], []] }, ShapeError, "'x' is empty or has no rows"],
    ['an empty typed array', { x: new Float32Array(0) }, ShapeError, 'got [0]'],
    ['a scalar', { x: { data: Float32Array.of(1), shape: [] } }, ShapeError, 'got []'],
    ['NaN as an extent', { x: { data: Float32Array.of(1), shape: [NaN] } }, ShapeError, 'got [NaN]'],
    [
      'too few data',
      { x: { data: Float32Array.of(1, 2, 3), shape: [2, 2] } },
      ShapeError,
      'expected 4 values for [2, 2], got 3',
    ],
    ['strings', { x: ['a', 'b'] }, DTypeError, "'x' mixes kinds of values; expected only numbers"],
    ['numbers and booleans', { x: [1, true] }, DTypeError, 'got true (boolean)'],
    [
      'an array of another dtype',
      { x: { data: Float32Array.of(1), shape: [1], dtype: 'int32' } },
      DTypeError,
      'expected Int32Array, got Float32Array',
    ],
    [
      'an unknown dtype',
      { x: { data: Float32Array.of(1), shape: [1], dtype: 'int8' } },
      DTypeError,
      'expected a dtype of float32',
    ],
    ['an array of another class', { x: BigInt64Array.of(1n) }, DTypeError, 'got BigInt64Array'],
    ['a list as data', { x: { data: [1], shape: [1] } }, DTypeError, 'got Array'],
    ['nothing', {}, ConfigError, 'there is no array'],
    ['no array', { x: 7 }, ConfigError, "'x' is no array"],
  ])('refuses %s', (_, arrays, error, message) => {
    const attempt = (): unknown => (fromArrays as (arrays: object) => unknown)(arrays);
    expect(attempt).toThrow(error);
    expect(attempt).toThrow(message);
  });
});
