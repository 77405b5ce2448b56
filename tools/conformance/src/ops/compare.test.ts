// The comparison itself: what it lets pass, and the words for what it does not.
import { describe, expect, it } from 'vitest';
import { compareValues } from './compare.js';

const compare = (got: number[], expected: number[], tolerance = 1e-5) =>
  compareValues(Float32Array.from(got), Float64Array.from(expected) as never, 'float32', tolerance);

describe('compareValues', () => {
  it('holds small elements against the largest, and large ones against themselves', () => {
    expect(compare([100, 0.0009], [100, 0]).failure).toBeUndefined();
    expect(compare([100, 0.0011], [100, 0]).failure).toBe(
      'element 1 is 0.0010999999940395355; expected 0 within 0.00100 (tolerance 0.00001)',
    );
    expect(compare([1e8, 1e5], [1e8, 1.00002e5]).failure).toMatch(/^element 1/);
  });

  it('names the worst element and gives its error', () => {
    const { failure, relativeError } = compare([1, 1.5, 1.25], [1, 1, 1]);
    expect(failure).toMatch(/^element 1 is 1.5; expected 1 within 0.0000100/);
    expect(relativeError).toBe(0.5);
  });

  it('wants NaN and infinities where the reference has them', () => {
    expect(compare([NaN, Infinity, -Infinity], [NaN, Infinity, -1e300]).failure).toBeUndefined();
    expect(compare([0], [NaN]).failure).toMatch(/^element 0 is 0; expected NaN/);
    expect(compare([Infinity], [-Infinity]).failure).toMatch(/^element 0 is Infinity; expected -Infinity/);
  });

  it('takes integers exactly, and counts elements', () => {
    expect(compareValues(Int32Array.of(3), Int32Array.of(4), 'int32', 1).failure).toMatch(
      /^element 0 is 3; expected 4/,
    );
    expect(compare([1], [1, 2]).failure).toBe('1 values; expected 2');
  });
});
