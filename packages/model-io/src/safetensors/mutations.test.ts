// Damaged files: whatever is done to the bytes, the reader refuses with FileFormatError or reads something, and allocates little.
import { FileFormatError, hostRandom, type HostRandom, type HostTensor } from '@tensorloom/tensor-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseSafetensors } from './parse.js';
import { serializeSafetensors } from './serialize.js';

const whole = serializeSafetensors(
  {
    'dense/kernel': {
      data: Float32Array.from({ length: 12 }, (_, index) => index / 7),
      shape: [3, 4],
      dtype: 'float32',
    },
    'dense/bias': { data: new Float32Array(4), shape: [4], dtype: 'float32' },
    steps: { data: Int32Array.of(7), shape: [], dtype: 'int32' },
    mask: { data: Uint8Array.of(1, 0, 1), shape: [3], dtype: 'bool' },
  },
  { producer: 'test' },
);
const headerEnd = 8 + new DataView(whole.buffer).getUint32(0, true);

type Mutation = (bytes: Uint8Array, random: HostRandom) => Uint8Array;

const digits = [...'0123456789'].map((digit) => digit.charCodeAt(0));
const mutations: Readonly<Record<string, Mutation>> = {
  'a byte of the length': (bytes, random) => bytes.with(random.integer(8), random.integer(256)),
  'a byte of the header': (bytes, random) => bytes.with(8 + random.integer(headerEnd - 8), random.integer(256)),
  'a bit anywhere': (bytes, random) => {
    const at = random.integer(bytes.length);
    return bytes.with(at, (bytes[at] as number) ^ (1 << random.integer(8)));
  },
  'a digit of the header': (bytes, random) => {
    const places = [...bytes.keys()].filter((at) => at >= 8 && at < headerEnd && digits.includes(bytes[at] as number));
    return bytes.with(places[random.integer(places.length)] as number, digits[random.integer(10)] as number);
  },
  'the end cut off': (bytes, random) => bytes.slice(0, random.integer(bytes.length)),
  'bytes put in': (bytes, random) => {
    const at = random.integer(bytes.length);
    const more = Array.from({ length: 1 + random.integer(9) }, () => random.integer(256));
    return Uint8Array.from([...bytes.slice(0, at), ...more, ...bytes.slice(at)]);
  },
  'a part left out': (bytes, random) => {
    const at = random.integer(bytes.length);
    return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + 1 + random.integer(40))]);
  },
  'noise behind the length': (bytes, random) => bytes.map((byte, at) => (at < 8 ? byte : random.integer(256))),
};

/** Runs `body`; returns the bytes that new arrays took meanwhile. */
function allocated(body: () => void): number {
  let bytes = 0;
  const Original = globalThis.Uint8Array;
  vi.stubGlobal(
    'Uint8Array',
    new Proxy(Original, {
      construct(target, args, self) {
        const made = Reflect.construct(target, args, self) as Uint8Array;
        if (typeof args[0] === 'number') bytes += made.byteLength;
        return made;
      },
    }),
  );
  try {
    body();
  } finally {
    vi.unstubAllGlobals();
  }
  return bytes;
}

afterEach(() => vi.unstubAllGlobals());

describe('a damaged file', () => {
  it('is whole before it is damaged, and its reading is counted', () => {
    const bytes = allocated(() => expect(parseSafetensors(whole).tensors.size).toBe(4));
    expect(bytes).toBe(12 * 4 + 4 * 4 + 4 + 3);
  });

  it.each(Object.entries(mutations))('is refused or read, never more: %s', (_, mutate) => {
    const random = hostRandom(20);
    let refused = 0;
    for (let round = 0; round < 60; round++) {
      const bytes = mutate(whole, random);
      const taken = allocated(() => {
        try {
          const tensors: readonly HostTensor[] = [...parseSafetensors(bytes).tensors.values()];
          for (const { data, shape } of tensors)
            expect(data).toHaveLength(shape.reduce((size, extent) => size * extent, 1));
        } catch (error) {
          expect(error).toBeInstanceOf(FileFormatError);
          refused++;
        }
      });
      expect(taken).toBeLessThanOrEqual(bytes.length);
    }
    expect(refused).toBeGreaterThan(0);
  });
});
