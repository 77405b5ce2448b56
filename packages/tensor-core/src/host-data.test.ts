// What users write, as host tensors: shapes, dtypes, copies, and what is refused.
import { describe, expect, it } from 'vitest';
import type { HostDType, TypedArray } from './dtype.js';
import { DTypeError, ShapeError } from './errors.js';
import { hostTensor, type TensorData } from './host-data.js';

describe('nested numbers', () => {
  it('become float32 in doubles, or bool', () => {
    expect(
      hostTensor('tensor', [
        [1, 2],
        [3, 0.1],
      ]),
    ).toEqual({ data: Float64Array.of(1, 2, 3, 0.1), shape: [2, 2], dtype: 'float32' });
    expect(hostTensor('tensor', 5)).toEqual({ data: Float64Array.of(5), shape: [], dtype: 'float32' });
    expect(hostTensor('tensor', [true, false])).toEqual({ data: Uint8Array.of(1, 0), shape: [2], dtype: 'bool' });
    expect(hostTensor('tensor', [[], []])).toMatchObject({ shape: [2, 0], dtype: 'float32' });
  });

  it('become another dtype if said, and must fit it', () => {
    expect(hostTensor('tensor', [1, -2], { dtype: 'int32' }).data).toEqual(Int32Array.of(1, -2));
    expect(hostTensor('tensor', [0, 0.5, NaN], { dtype: 'bool' }).data).toEqual(Uint8Array.of(0, 1, 0));
    for (const bad of [1.5, NaN, 2 ** 31]) {
      expect(() => hostTensor('tensor', [1, bad], { dtype: 'int32' })).toThrow(DTypeError);
      expect(() => hostTensor('tensor', [1, bad], { dtype: 'int32' })).toThrow(`got ${bad}; use float32`);
    }
    expect(() => hostTensor('tensor', [-1], { dtype: 'uint32' })).toThrow(
      /expected whole numbers in \[0, 4294967295\] for uint32, got -1/,
    );
  });

  it('must be nested alike', () => {
    const ragged: readonly TensorData[] = [
      [[1, 2], [3]],
      [[1], 2],
      [1, [2]],
      [
        [1, 2],
        [3, [4]],
      ],
    ] as never;
    for (const data of ragged) expect(() => hostTensor('tensor', data)).toThrow(ShapeError);
    expect(() => hostTensor('tensor', [[1, 2], [3]])).toThrow(
      'tensor: ragged array; expected 2 entries at depth 1, got 1; make all rows equally long',
    );
    for (const foreign of [null, undefined, 'text', {}, [null], [undefined], ['1'], new Date()] as never[]) {
      expect(() => hostTensor('tensor', foreign), String(foreign)).toThrow(ShapeError);
    }
  });
});

describe('typed arrays', () => {
  it('keep their own dtype, doubles as doubles', () => {
    const kinds: readonly (readonly [TypedArray, HostDType])[] = [
      [Float32Array.of(1), 'float32'],
      [Float64Array.of(0.1), 'float32'],
      [Int32Array.of(-1), 'int32'],
      [Uint32Array.of(1), 'uint32'],
      [Uint8Array.of(255), 'uint8'],
    ];
    for (const [data, dtype] of kinds) expect(hostTensor('tensor', data)).toEqual({ data, shape: [1], dtype });
  });

  it('are copied, buffers of Node too, and so is the shape', () => {
    const [data, bytes, shape] = [Float32Array.of(1, 2), Buffer.from([1, 2]), [2, 1]];
    const [floats, integers] = [hostTensor('tensor', data, { shape }), hostTensor('tensor', bytes)];
    data[0] = bytes[0] = shape[0] = 9;
    expect(floats).toEqual({ data: Float32Array.of(1, 2), shape: [2, 1], dtype: 'float32' });
    expect(integers).toEqual({ data: Uint8Array.of(1, 2), shape: [2], dtype: 'uint8' });
  });

  it('are converted to the dtype that is said', () => {
    expect(hostTensor('tensor', Uint8Array.of(0, 7), { dtype: 'bool' })).toMatchObject({
      data: Uint8Array.of(0, 1),
      dtype: 'bool',
    });
    expect(hostTensor('tensor', Uint8Array.of(7), { dtype: 'float32' })).toMatchObject({ data: Float64Array.of(7) });
    expect(hostTensor('tensor', Float32Array.of(7), { dtype: 'int32' })).toMatchObject({ data: Int32Array.of(7) });
    expect(() => hostTensor('tensor', Float32Array.of(0.5), { dtype: 'int32' })).toThrow(DTypeError);
    expect(hostTensor('tensor', new Uint8ClampedArray([255]) as never)).toEqual({
      data: Uint8Array.of(255),
      shape: [1],
      dtype: 'uint8',
    });
  });

  it('of other kinds are refused by name', () => {
    for (const data of [new Int8Array(1), new Int16Array(1), new Uint16Array(1), new BigInt64Array(1)] as never[]) {
      expect(() => hostTensor('tensor', data)).toThrow(
        /tensor: array type not supported; .*got (Int8|Int16|Uint16|BigInt64)Array; convert it/,
      );
    }
  });

  it('must fill the shape', () => {
    expect(() => hostTensor('tensor', Float32Array.of(1, 2, 3), { shape: [2, 2] })).toThrow(
      'tensor: data does not fill the shape; expected 4 values for [2, 2], got 3; check shape and data',
    );
    expect(() => hostTensor('tensor', [1], { shape: [NaN] })).toThrow(/bad size.*NaN/);
    expect(() => hostTensor('tensor', [1], { shape: [-1] })).toThrow(/bad size/);
  });
});

describe('host tensors', () => {
  it('are taken as they say', () => {
    const given = { data: Uint8Array.of(1, 2, 3, 4), shape: [2, 2], dtype: 'uint8' as const };
    expect(hostTensor('tensor', given)).toEqual(given);
    expect(hostTensor('tensor', given, { dtype: 'float32', shape: [4] })).toEqual({
      data: Float64Array.of(1, 2, 3, 4),
      shape: [4],
      dtype: 'float32',
    });
  });

  it('are put into the array of their dtype', () => {
    const as = (data: TypedArray, dtype: HostDType): TypedArray =>
      hostTensor('tensor', { data, shape: [1], dtype }).data;
    expect(as(Float32Array.of(3), 'int32')).toEqual(Int32Array.of(3));
    expect(as(Int32Array.of(3), 'float32')).toEqual(Float64Array.of(3));
    expect(as(Uint8Array.of(9), 'bool')).toEqual(Uint8Array.of(1));
    expect(as(Int32Array.of(200), 'uint8')).toEqual(Uint8Array.of(200));
    expect(() => as(Int32Array.of(300), 'uint8')).toThrow(/\[0, 255\] for uint8, got 300/);
    expect(() => as(Float32Array.of(1), 'float64' as HostDType)).toThrow(/unknown dtype.*got 'float64'/);
  });
});
