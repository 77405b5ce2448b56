import { FileFormatError } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { idxBytes } from '../node/testing/idx-fixture.js';
import { IMAGES_MAGIC, LABELS_MAGIC, parseIdx } from './parse-idx.js';

describe('parseIdx', () => {
  it('reads labels and images without a copy', () => {
    const file = idxBytes(LABELS_MAGIC, [3], [7, 8, 9]);
    const labels = parseIdx('labels', file, LABELS_MAGIC);
    expect(labels).toEqual({ data: Uint8Array.of(7, 8, 9), shape: [3] });
    expect(labels.data.buffer).toBe(file.buffer);
    const images = parseIdx('images', idxBytes(IMAGES_MAGIC, [1, 2, 2], [1, 2, 3, 4]), IMAGES_MAGIC);
    expect(images).toEqual({ data: Uint8Array.of(1, 2, 3, 4), shape: [1, 2, 2] });
  });

  it('reads a view into a larger buffer', () => {
    const large = new Uint8Array(40);
    large.set(idxBytes(LABELS_MAGIC, [2], [5, 6]), 11);
    expect(parseIdx('labels', large.subarray(11, 21), LABELS_MAGIC).data).toEqual(Uint8Array.of(5, 6));
  });

  it.each([
    ['no byte', new Uint8Array(0), 'is cut off within its header; expected at least 8 bytes, got 0'],
    ['half a header', idxBytes(LABELS_MAGIC, [3], []).subarray(0, 6), 'is cut off within its header'],
    [
      'the magic number of images',
      idxBytes(IMAGES_MAGIC, [1, 1, 1], [1]),
      'has the wrong magic number; expected 2049, got 2051',
    ],
    ['little-endian numbers', Uint8Array.of(1, 8, 0, 0, 1, 0, 0, 0, 5), 'has the wrong magic number'],
    [
      'fewer bytes than labels',
      idxBytes(LABELS_MAGIC, [4], [1, 2, 3]),
      'is cut off; expected 12 bytes for [4], got 11',
    ],
    ['an absurd count', idxBytes(LABELS_MAGIC, [0xffffffff], [1]), 'is cut off; expected 4294967303 bytes'],
    [
      'bytes behind the end',
      idxBytes(LABELS_MAGIC, [2], [1, 2, 3]),
      'has bytes behind its end; expected 10 bytes for [2], got 11',
    ],
    ['no label', idxBytes(LABELS_MAGIC, [0], []), 'is empty'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => parseIdx('some/labels', bytes, LABELS_MAGIC)).toThrow(FileFormatError);
    expect(() => parseIdx('some/labels', bytes, LABELS_MAGIC)).toThrow(`parseIdx: some/labels ${message}`);
  });
});
