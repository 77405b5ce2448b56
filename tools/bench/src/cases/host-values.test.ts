// The values of each case fit its network, and come again from the same seed.
import { describe, expect, it } from 'vitest';
import { hostValues, type HostValues } from './host-values.js';
import { caseNamed, trainingCases } from './step-case.js';
import { weightSpecs } from './weight-specs.js';

const shapesOf = (name: string): readonly (readonly number[])[] =>
  weightSpecs(caseNamed(trainingCases, name)).map(({ shape }) => shape);

describe('weightSpecs', () => {
  it('follows the layers', () => {
    expect(shapesOf('cnn-lenet-b64')).toEqual([[5, 5, 1, 8], [8], [5, 5, 8, 16], [16], [256, 10], [10]]);
    expect(shapesOf('lstm-64-t28-b64')).toEqual([[28, 256], [64, 256], [256], [64, 10], [10]]);
  });

  it('has a block of a transformer with norms before attention and before its dense layers', () => {
    const norm = [[128], [128]];
    const attention = [[128, 384], [384], [128, 128], [128]];
    const dense = [[128, 512], [512], [512, 128], [128]];
    expect(shapesOf('transformer-block-b8')).toEqual([...norm, ...attention, ...norm, ...dense, [128, 10], [10]]);
  });
});

describe.each(trainingCases)('$name', (spec) => {
  const { x, y, weights } = hostValues(spec);

  it('has as many numbers as its shapes say', () => {
    const sizes = [x, y, ...weights].map(({ shape }) => shape.reduce((size, extent) => size * extent, 1));
    expect([x, y, ...weights].map(({ data }) => data.length)).toEqual(sizes);
    expect(x.shape).toEqual([spec.batch, ...spec.inputShape]);
  });

  it('has inputs in [0, 1], labels of all classes at most, kernels that are not zero', () => {
    expect(Math.min(...x.data)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...x.data)).toBeLessThanOrEqual(1);
    expect(Math.max(...y.data)).toBeLessThan(spec.classes);
    expect(new Set(y.data).size).toBeGreaterThan(Math.min(spec.batch, spec.classes) / 2);
    expect(weights.every(({ data, shape }) => shape.length === 1 || data.every((value) => value !== 0))).toBe(true);
  });

  it('is the same for the same seed alone', () => {
    const bytesOf = (values: HostValues): Buffer[] =>
      [values.x, values.y, ...values.weights].map(({ data }) => Buffer.from(data.buffer));
    const [again, other] = [bytesOf(hostValues(spec)), bytesOf(hostValues(spec, 2))];
    const same = (others: readonly Buffer[]): readonly boolean[] =>
      bytesOf({ x, y, weights }).map((bytes, at) => bytes.equals(others[at] as Buffer));
    expect(same(again)).not.toContain(false);
    expect(same(other).slice(0, 2)).toEqual([false, false]);
    expect(same(other).slice(2)).toContain(false);
  });
});
