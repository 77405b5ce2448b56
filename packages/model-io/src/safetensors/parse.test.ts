// Tests of the safetensors reader and writer, on bytes put together by hand.
import { FileFormatError, type HostTensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { parseSafetensors } from './parse.js';
import { serializeSafetensors } from './serialize.js';

/** A file with this header text and so many bytes 0, 1, 2, ... of data. */
function file(header: string, dataBytes: number, length?: bigint): Uint8Array {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  bytes.set(json, 8);
  for (let at = 0; at < dataBytes; at++) bytes[8 + json.length + at] = at % 251;
  return bytes;
}

const entry = (dtype: string, shape: unknown, begin: number, end: number): string =>
  `{"dtype":"${dtype}","shape":${JSON.stringify(shape)},"data_offsets":[${begin},${end}]}`;

const f32 = (...values: number[]): HostTensor => ({
  data: Float32Array.from(values),
  shape: [values.length],
  dtype: 'float32',
});

describe('parseSafetensors', () => {
  it('reads what the specification describes, wherever the data begin', () => {
    const bytes = file(
      `{"__metadata__":{"made":"by hand"},"b":${entry('BOOL', [2], 16, 18)},"w":${entry('U32', [2, 2], 0, 16)}}   `,
      18,
    );
    bytes.set([1, 0], bytes.length - 2);
    const { tensors, metadata } = parseSafetensors(bytes);
    expect(metadata).toEqual({ made: 'by hand' });
    expect([...tensors.keys()]).toEqual(['w', 'b']);
    expect(tensors.get('b')).toEqual({ data: Uint8Array.of(1, 0), shape: [2], dtype: 'bool' });
    expect(tensors.get('w')).toEqual({
      data: Uint32Array.of(0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c),
      shape: [2, 2],
      dtype: 'uint32',
    });
  });

  it('reads scalars, empty tensors and files of nothing', () => {
    const { tensors } = parseSafetensors(
      file(
        `{"none":${entry('F32', [0, 3], 4, 4)},"one":${entry('I32', [], 0, 4)},"also":${entry('F32', [0], 4, 4)}}`,
        4,
      ),
    );
    expect(tensors.get('one')).toEqual({ data: Int32Array.of(0x03020100), shape: [], dtype: 'int32' });
    expect(tensors.get('none')?.data).toHaveLength(0);
    expect(parseSafetensors(file('{}', 0)).tensors.size).toBe(0);
  });

  it('copies, so that the bytes may change afterwards, also when they are a Node buffer', () => {
    const bytes = Buffer.from(serializeSafetensors({ w: f32(1, 2) }));
    const { tensors } = parseSafetensors(bytes);
    bytes.fill(0);
    expect(tensors.get('w')?.data).toEqual(Float32Array.of(1, 2));
  });

  it.each([
    ['no file at all', new Uint8Array(0), /too short; expected at least 8 bytes, got 0/],
    ['seven bytes', new Uint8Array(7), /too short/],
    ['a header length of 0', file('{}', 0, 0n), /impossible length/],
    ['a header longer than the file', file('{}', 0, 3n), /impossible length; expected 2 to 2 bytes, got 3/],
    ['an absurd header length', file('{}', 0, 2n ** 64n - 1n), /impossible length; .* got 18446744073709551615/],
    ['something else than an object', file('[]', 0), /'\{' as its first byte/],
    ['broken JSON', file('{"a":', 0), /no JSON/],
    ['JSON with a foreign tail', file('{} x', 0), /no JSON/],
    ['bad UTF-8', Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff, 0x7d), /no JSON/],
    [
      'an unknown dtype',
      file(`{"w":${entry('F99', [1], 0, 4)}}`, 4),
      /'w' has an unknown dtype; expected F32, I32, U32, BOOL, got "F99"/,
    ],
    ['a dtype of others', file(`{"w":${entry('BF16', [2], 0, 4)}}`, 4), /without a counterpart.*BF16/],
    [
      'a shape without bottom',
      file(`{"w":${entry('F32', 0, 0, 4).replace('0,"data', `${'['.repeat(50_000)}${']'.repeat(50_000)},"data`)}}`, 4),
      /'w' has a bad shape/,
    ],
    ['no dtype', file('{"w":{"shape":[1],"data_offsets":[0,4]}}', 4), /unknown dtype.*none/],
    ['an entry that is no object', file('{"w":null}', 0), /'w'/],
    ['no shape', file('{"w":{"dtype":"F32","data_offsets":[0,4]}}', 4), /'w' has a bad shape/],
    ['a negative extent', file(`{"w":${entry('F32', [-1], 0, 4)}}`, 4), /bad shape.*\[-1\]/],
    ['a fractional extent', file(`{"w":${entry('F32', [0.5], 0, 2)}}`, 2), /bad shape/],
    ['too many axes', file(`{"w":${entry('F32', [1, 1, 1, 1, 1, 1, 1, 1, 1], 0, 4)}}`, 4), /bad shape/],
    [
      'an extent beyond all numbers',
      file(`{"w":${entry('F32', [2 ** 52, 2 ** 52], 0, 4)}}`, 4),
      /do not fit its shape/,
    ],
    ['one offset', file('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}', 4), /bad offsets/],
    [
      'offsets in reverse',
      file(`{"w":${entry('F32', [1], 4, 0)}}`, 4),
      /do not fit its shape; expected 4 bytes for F32 \[1\], got -4/,
    ],
    ['offsets unlike the shape', file(`{"w":${entry('F32', [2], 0, 4)}}`, 4), /expected 8 bytes for F32 \[2\], got 4/],
    ['offsets behind the end', file(`{"w":${entry('F32', [2], 0, 8)}}`, 4), /'w' ends behind the end of the file/],
    ['an overlap', file(`{"a":${entry('F32', [2], 0, 8)},"b":${entry('F32', [1], 4, 8)}}`, 8), /'b' overlaps another/],
    [
      'the same place twice',
      file(`{"a":${entry('F32', [1], 0, 4)},"b":${entry('F32', [1], 0, 4)}}`, 4),
      /'b' overlaps another/,
    ],
    [
      'a gap in front',
      file(`{"w":${entry('F32', [1], 4, 8)}}`, 8),
      /gap before tensor 'w'; expected to begin at byte 0, got 4/,
    ],
    [
      'a gap between',
      file(`{"b":${entry('F32', [1], 8, 12)},"a":${entry('F32', [1], 0, 4)}}`, 12),
      /gap before tensor 'b'/,
    ],
    ['bytes behind the last tensor', file(`{"w":${entry('F32', [1], 0, 4)}}`, 5), /left over/],
    [
      'a name given twice',
      file(`{"w":${entry('F32', [1], 0, 4)},"w":${entry('F32', [1], 0, 4)}}`, 4),
      /stands twice.*'w'/,
    ],
    ['metadata that are no texts', file('{"__metadata__":{"a":1}}', 0), /__metadata__ is malformed/],
    ['metadata that are no object', file('{"__metadata__":["a"]}', 0), /__metadata__ is malformed/],
    ['a bool of 2', file(`{"w":${entry('BOOL', [3], 0, 3)}}`, 3), /'w' is no truth table.*got 2/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => parseSafetensors(bytes)).toThrow(FileFormatError);
    expect(() => parseSafetensors(bytes)).toThrow(message);
  });
});

describe('serializeSafetensors', () => {
  it('keeps every bit: signed zeros, infinities, denormals, NaNs with a payload', () => {
    const bits = Uint32Array.of(0x80000000, 0x7f800000, 0xff800000, 1, 0x7fc12345, 0x7f800001, 0xffffffff, 0x3f800000);
    const w: HostTensor = { data: new Float32Array(bits.buffer), shape: [2, 4], dtype: 'float32' };
    const back = parseSafetensors(serializeSafetensors({ w })).tensors.get('w') as HostTensor;
    expect(new Uint32Array(back.data.buffer)).toEqual(bits);
    expect(back.shape).toEqual([2, 4]);
  });

  it('keeps every dtype, odd names and metadata; the same input gives the same bytes', () => {
    const tensors = new Map<string, HostTensor>([
      ['flag', { data: Uint8Array.of(1, 0, 1), shape: [3], dtype: 'bool' }],
      ['dense_1/kernel', f32(1.5, -2.5)],
      ['10', { data: Int32Array.of(-1), shape: [], dtype: 'int32' }],
      ['__proto__', { data: Uint32Array.of(2 ** 32 - 1), shape: [1, 1], dtype: 'uint32' }],
      ['ä"\\\n', f32()],
    ]);
    const bytes = serializeSafetensors(tensors, { note: 'grüße' });
    expect(serializeSafetensors(tensors, { note: 'grüße' })).toEqual(bytes);
    const back = parseSafetensors(bytes);
    expect(new Map([...back.tensors].sort())).toEqual(new Map([...tensors].sort()));
    expect(back.metadata).toEqual({ note: 'grüße' });
  });

  it('aligns the data, and writes views without their surroundings', () => {
    const around = Float32Array.of(9, 1, 2, 9);
    const bytes = serializeSafetensors({
      b: { data: Uint8Array.of(1), shape: [1], dtype: 'bool' },
      w: { data: around.subarray(1, 3), shape: [2], dtype: 'float32' },
    });
    expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0);
    expect(parseSafetensors(bytes).tensors.get('w')?.data).toEqual(Float32Array.of(1, 2));
    expect([...parseSafetensors(bytes).tensors.keys()]).toEqual(['w', 'b']);
  });

  it('rounds doubles to float32', () => {
    const bytes = serializeSafetensors({ w: { data: Float64Array.of(0.1), shape: [1], dtype: 'float32' } });
    expect(parseSafetensors(bytes).tensors.get('w')?.data[0]).toBe(Math.fround(0.1));
  });

  it('refuses what it cannot store', () => {
    const bytes: HostTensor = { data: Uint8Array.of(1), shape: [1], dtype: 'uint8' };
    expect(() => serializeSafetensors({ bytes })).toThrow(/'bytes' has a dtype that is not stored.*uint8/);
    expect(() => serializeSafetensors({ __metadata__: f32(1) })).toThrow(/reserved name/);
    expect(() => serializeSafetensors({ w: { ...f32(1, 2), shape: [3] } })).toThrow(
      /does not fill its shape; expected 3 values/,
    );
  });
});
