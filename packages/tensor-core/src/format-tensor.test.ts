// Values as nested arrays and as text.
import { describe, expect, it } from 'vitest';
import { formatTensor, nest } from './format-tensor.js';

const counting = (length: number): Float32Array => Float32Array.from({ length }, (_, index) => index);

describe('nest', () => {
  it('follows the shape', () => {
    expect(nest(counting(6), [2, 3], 'float32')).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(nest(counting(4), [2, 1, 2], 'float32')).toEqual([[[0, 1]], [[2, 3]]]);
    expect(nest(Float32Array.of(7), [], 'float32')).toBe(7);
    expect(nest(Uint8Array.of(1, 0), [2], 'bool')).toEqual([true, false]);
    expect(nest(new Float32Array(0), [2, 0], 'float32')).toEqual([[], []]);
    expect(nest(new Float32Array(0), [0, 2], 'float32')).toEqual([]);
  });
});

describe('formatTensor', () => {
  it('lays out columns as NumPy does', () => {
    expect(formatTensor(Float32Array.of(1, -20.5, 3, 4), [2, 2], 'float32')).toBe('[[    1 -20.5]\n [    3     4]]');
    expect(formatTensor(counting(8), [2, 2, 2], 'float32')).toBe('[[[0 1]\n  [2 3]]\n\n [[4 5]\n  [6 7]]]');
    expect(formatTensor(Float32Array.of(5), [], 'float32')).toBe('5');
    expect(formatTensor(Uint8Array.of(1, 0), [2], 'bool')).toBe('[ true false]');
    expect(formatTensor(new Float32Array(0), [0], 'float32')).toBe('[]');
    expect(formatTensor(new Float32Array(0), [2, 0], 'float32')).toBe('[[]\n []]');
  });

  it('shortens numbers that float32 does not know better, and keeps integers whole', () => {
    expect(formatTensor(Float32Array.of(0.1, 1e-7, 1e9, NaN, -Infinity), [5], 'float32')).toBe(
      '[      0.1 1.0000e-7 1.0000e+9       NaN -Infinity]',
    );
    expect(formatTensor(Int32Array.of(123456789), [1], 'int32')).toBe('[123456789]');
  });

  it('leaves the middle of long axes out', () => {
    expect(formatTensor(counting(1001), [1001], 'float32')).toBe('[   0    1    2 ...  998  999 1000]');
    expect(formatTensor(counting(1000), [1000], 'float32')).not.toContain('...');
    const rows = formatTensor(counting(2000), [1000, 2], 'float32').split('\n');
    expect(rows).toHaveLength(7);
    expect(rows[3]?.trim()).toBe('...');
  });
});
