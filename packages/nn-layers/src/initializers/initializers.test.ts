// Initializers: their ranges and moments, seeds, names and functions.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { full, setDefaultDevice, setRandomSeed, zeros, type Shape } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fansOf } from './fans.js';
import * as initializers from './index.js';
import { firstValue, initializerKind, type InitializerOption } from './initializer.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

async function draw(option: InitializerOption, shape: Shape): Promise<readonly number[]> {
  setRandomSeed(1);
  return Array.from(await firstValue('test', initializerKind.resolve('test', option), shape, 'float32').data());
}

function moments(values: readonly number[]): { mean: number; stddev: number; largest: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, stddev: Math.sqrt(variance), largest: Math.max(...values.map(Math.abs)) };
}

describe('constants', () => {
  it.each([
    ['zeros', 0],
    ['ones', 1],
    [{ name: 'constant', value: 0.25 }, 0.25],
    [initializers.constant({ value: -2 }), -2],
  ] as const)('%o', async (option, value) => {
    expect(await draw(option, [2, 3])).toEqual(new Array(6).fill(value));
  });

  it('take the dtype asked for', () => {
    expect(firstValue('test', initializers.ones(), [2], 'int32').dtype).toBe('int32');
    expect(firstValue('test', (shape) => full(shape, 1.5), [2], 'int32').dtype).toBe('int32');
  });
});

// A dense kernel of 300 to 100, 30,000 draws: the standard error of a standard deviation is 0.4%.
describe.each([
  { name: 'randomUniform', stddev: 0.05 / Math.sqrt(3), limit: 0.05 },
  { name: 'randomNormal', stddev: 0.05, limit: Infinity },
  { name: 'glorotUniform', stddev: Math.sqrt(2 / 400), limit: Math.sqrt(6 / 400) },
  { name: 'truncatedNormal', stddev: 0.05 * 0.8796256610342398, limit: 0.1 },
  { name: 'lecunUniform', stddev: Math.sqrt(1 / 300), limit: Math.sqrt(3 / 300) },
  { name: 'lecunNormal', stddev: Math.sqrt(1 / 300), limit: (2 * Math.sqrt(1 / 300)) / 0.8796256610342398 },
  { name: 'varianceScaling', stddev: Math.sqrt(1 / 300), limit: (2 * Math.sqrt(1 / 300)) / 0.8796256610342398 },
  {
    name: 'varianceScaling',
    scale: 3,
    mode: 'fanOut',
    distribution: 'uniform',
    stddev: Math.sqrt(3 / 100),
    limit: 0.3,
  },
  {
    name: 'varianceScaling',
    mode: 'fanAvg',
    distribution: 'untruncatedNormal',
    stddev: Math.sqrt(1 / 200),
    limit: Infinity,
  },
  { name: 'heUniform', stddev: Math.sqrt(2 / 300), limit: Math.sqrt(6 / 300) },
  { name: 'glorotNormal', stddev: Math.sqrt(2 / 400), limit: (2 * Math.sqrt(2 / 400)) / 0.8796256610342398 },
  { name: 'heNormal', stddev: Math.sqrt(2 / 300), limit: (2 * Math.sqrt(2 / 300)) / 0.8796256610342398 },
])('$name', ({ stddev, limit, ...part }) => {
  it('has the spread that it promises', async () => {
    const got = moments(await draw(part, [300, 100]));
    expect(Math.abs(got.mean)).toBeLessThan((4 * stddev) / Math.sqrt(30_000));
    expect(Math.abs(got.stddev / stddev - 1)).toBeLessThan(0.016);
    expect(got.largest).toBeLessThanOrEqual(limit * (1 + 1e-9));
    if (limit < Infinity) expect(got.largest).toBeGreaterThan(0.98 * limit);
    else expect(got.largest).toBeGreaterThan(3 * stddev);
  });

  it('gives the same for the same seed of its own, whatever the stream', async () => {
    const option = { ...part, seed: 5 };
    const first = await draw(option, [4, 4]);
    setRandomSeed(99);
    const again = await firstValue('test', initializerKind.resolve('test', option), [4, 4], 'float32').data();
    expect(Array.from(again)).toEqual(first);
    expect(await draw({ ...part, seed: 6 }, [4, 4])).not.toEqual(first);
  });
});

it.each([
  [[], 1, 1],
  [[7], 7, 7],
  [[20, 16], 20, 16],
  [[5, 5, 3, 10], 75, 250],
])('fans of %o are %d and %d', (shape, fanIn, fanOut) => {
  expect(fansOf(shape)).toEqual({ fanIn, fanOut });
});

describe('as options', () => {
  it('are written down with the options that were given', () => {
    const { randomNormal, zeros: zerosOf } = initializers;
    expect(initializerKind.configOf('test', randomNormal({ stddev: 0.1 }))).toEqual({
      name: 'randomNormal',
      stddev: 0.1,
    });
    expect(initializerKind.configOf('test', zerosOf())).toEqual({ name: 'zeros' });
  });

  it('may be functions', async () => {
    expect(await draw((shape) => full(shape, 3), [2])).toEqual([3, 3]);
  });

  it.each([
    [
      () => initializerKind.resolve('d', 'glorot_uniform' as never),
      /^d: unknown initializer; .*did you mean glorotUniform/,
    ],
    [() => initializerKind.resolve('d', null as never), /unknown initializer; .*got 'null'/],
    [() => initializerKind.resolve('d', { name: 'constant', valu: 1 }), /got 'valu'; did you mean value\?/],
    [() => initializers.randomNormal({ stddev: NaN }), /bad stddev; expected a finite number/],
    [
      () => firstValue('d/kernel', initializers.zeros as never, [2], 'float32'),
      /expected options, got a shape; call it/,
    ],
    [
      () => firstValue('d/kernel', () => zeros([3]), [2], 'float32'),
      /^d\/kernel: bad initializer; expected a tensor of shape \[2\], got shape \[3\]/,
    ],
    [() => firstValue('d', (() => 0) as never, [2], 'float32'), /got a number; return tensors/],
  ] as const)('refuses: $1', (make, message) => {
    expect(make).toThrow(message);
  });
});
