// Layers that change images at random: the generic test, tiny images worked by hand, and the draws.
import { checkGradients, valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { arange, compile, full, setDefaultDevice, setRandomSeed, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Layer } from '../../layer.js';
import { checkLayer, type LayerCase } from '../../testing/check-layer.js';
import { expectClose } from '../../testing/expect-close.js';
import type { FillMode } from './image-sampling.js';
import { RandomBrightness } from './random-brightness.js';
import { RandomContrast } from './random-contrast.js';
import { RandomCrop } from './random-crop.js';
import { RandomFlip } from './random-flip.js';
import { RandomRotation } from './random-rotation.js';
import { RandomTranslation } from './random-translation.js';
import { RandomZoom } from './random-zoom.js';

const device = createCpuDevice({ precision: 'float64' });
beforeAll(() => setDefaultDevice(device));

type Case = Pick<LayerCase, 'badArguments'> & { readonly make: (options?: object) => Layer };

const cases: Readonly<Record<string, Case>> = {
  RandomFlip: {
    make: (options = {}) => new RandomFlip('horizontal', options),
    badArguments: [[() => new RandomFlip('horizontl' as never), /unknown mode; .*did you mean horizontal/]],
  },
  RandomRotation: {
    make: (options = {}) => new RandomRotation(0.2, options),
    badArguments: [
      [() => new RandomRotation(-0.1), /bad factor; expected a number in \[0, 1\], or \[lower, upper\].*got -0.1/],
      [() => new RandomRotation([0.2, 0.1]), /got \[0.2,0.1\]/],
      [
        () => new RandomRotation(0.1, { fillMode: 'mirror' as never }),
        /unknown fillMode; expected one of reflect, wrap/,
      ],
      [() => new RandomRotation(0.1, { fillValue: NaN }), /bad fillValue/],
    ],
  },
  RandomTranslation: {
    make: (options = {}) => new RandomTranslation(0.2, 0.3, { fillMode: 'wrap', ...options }),
    badArguments: [
      [() => new RandomTranslation(2, 0), /bad heightFactor/],
      [() => new RandomTranslation(0, NaN), /bad widthFactor/],
    ],
  },
  RandomZoom: {
    make: (options = {}) => new RandomZoom(0.2, { widthFactor: [0, 0.5], ...options }),
    badArguments: [[() => new RandomZoom(0.1, { widthFactor: -2 }), /bad widthFactor/]],
  },
  RandomContrast: {
    make: (options = {}) => new RandomContrast([0.2, 0.8], { valueRange: [-9, 9], ...options }),
    badArguments: [
      [() => new RandomContrast(1.5), /bad factor; expected a number in \[0, 1\]/],
      [() => new RandomContrast(0.5, { valueRange: [1, 0] }), /bad valueRange; expected \[low, high\]/],
    ],
  },
  RandomBrightness: {
    make: (options = {}) => new RandomBrightness(0.2, { valueRange: [-9, 9], ...options }),
    badArguments: [[() => new RandomBrightness([0] as never), /bad factor/]],
  },
  RandomCrop: {
    make: (options = {}) => new RandomCrop(2, 3, options),
    badArguments: [[() => new RandomCrop(0, 3), /bad height; expected a whole number >= 1, got 0/]],
  },
};

/** Different rows and columns, so that no change of an image goes unseen. */
const images = (batch: number): Tensor =>
  arange(batch * 4 * 5 * 2)
    .reshape([batch, 4, 5, 2])
    .mul(0.37)
    .sin();
const outside = (name: string, batch: number): number[] => [batch, ...(name === 'RandomCrop' ? [2, 3] : [4, 5]), 2];

describe.each(Object.entries(cases))('%s', (name, { make, badArguments = [] }) => {
  checkLayer(name, {
    make: () => make({ seed: 4 }),
    inputShape: [2, 4, 5, 2],
    outputShape: outside(name, 2),
    badInputs: [[4, 5, 2]],
    badArguments,
    valueAndGradients,
  });

  it('draws another change for each image and each call, the same again with the same seed, also compiled', async () => {
    const one = tensor(await images(1).data(), { shape: [1, 4, 5, 2] });
    const same = one.add(full([12, 1, 1, 1], 0));
    const call = (layer: Layer) => layer.apply(same, { training: true });
    const layer = make({ seed: 3 });
    const [first, second] = [await call(layer).array(), await call(layer).array()];
    expect(new Set((first as unknown[]).map((image) => JSON.stringify(image))).size).toBeGreaterThan(1);
    expect(second).not.toEqual(first);
    setRandomSeed(77);
    const again = make({ seed: 3 });
    const compiled = compile((x: Tensor) => again.apply(x, { training: true }));
    expect(await (await compiled(same)).array()).toEqual(first);
    expect(await (await compiled(same)).array()).toEqual(second);
  });

  it('does the same with the channels first', async () => {
    const x = images(3);
    const expected = make({ seed: 5 }).apply(x, { training: true });
    const first = make({ seed: 5, dataFormat: 'channelsFirst' });
    const given = x.transpose([0, 3, 1, 2]);
    expect(first.computeOutputShape([null, 2, 4, 5])).toEqual([null, 2, ...outside(name, 3).slice(1, 3)]);
    expect(await first.apply(given, { training: true }).transpose([0, 2, 3, 1]).array()).toEqual(
      await expected.array(),
    );
  });

  it('passes gradients to the elements that it read', async () => {
    const call = (x: Tensor): Tensor => make({ seed: 9 }).apply(x, { training: true }).sin();
    await checkGradients(call, [{ shape: [2, 4, 5, 2], minimum: -1, maximum: 1 }], { device });
  });

  it('takes bytes, and leaves images alone in inference', async () => {
    const bytes = tensor(new Uint8Array(40), { shape: [1, 4, 5, 2] });
    for (const training of [true, false]) expect(make().apply(bytes, { training }).dtype).toBe('float32');
    const x = images(2);
    if (name !== 'RandomCrop') expect(make().apply(x)).toBe(x);
  });
});

/** What a layer makes of one image of one channel in training. */
async function trained(layer: Layer, rows: readonly (readonly number[])[]): Promise<number[][]> {
  const image = tensor(rows as number[][]).reshape([1, rows.length, rows[0]?.length ?? 0, 1]);
  const output = layer.apply(image, { training: true });
  return (await output.reshape(output.shape.slice(1, 3)).array()) as number[][];
}

const square = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
];

describe('worked by hand', () => {
  it.each([
    [0.25, [[3, 6, 9], [2, 5, 8], [1, 4, 7]]], // prettier-ignore
    [-0.25, [[7, 4, 1], [8, 5, 2], [9, 6, 3]]], // prettier-ignore
    [0.5, [[9, 8, 7], [6, 5, 4], [3, 2, 1]]], // prettier-ignore
  ])('%d of a full turn, counterclockwise', async (turn, expected) => {
    const layer = new RandomRotation([turn, turn], { fillMode: 'nearest' });
    await expectClose(tensor(await trained(layer, square)), tensor(expected));
  });

  it.each<[FillMode, number[]]>([
    ['reflect', [2, 1, 1, 2]],
    ['wrap', [3, 4, 1, 2]],
    ['nearest', [1, 1, 1, 2]],
    ['constant', [9, 9, 1, 2]],
  ])('two places to the right with %s', async (fillMode, expected) => {
    const right = new RandomTranslation(0, [0.5, 0.5], { fillMode, fillValue: 9 });
    expect(await trained(right, [[1, 2, 3, 4]])).toEqual([expected]);
    const down = new RandomTranslation([0.5, 0.5], 0, { fillMode, fillValue: 9 });
    expect((await trained(down, [[1], [2], [3], [4]])).flat()).toEqual(expected);
    const left = new RandomTranslation(0, [-0.5, -0.5], { fillMode, fillValue: 9 });
    expect(await trained(left, [[4, 3, 2, 1]])).toEqual([expected.toReversed()]);
  });

  it('half a place: between two elements, or the nearest', async () => {
    const move = [-0.125, -0.125] as const;
    expect(await trained(new RandomTranslation(0, move), [[1, 2, 4, 8]])).toEqual([[1.5, 3, 6, 8]]);
    const nearest = new RandomTranslation(0, move, { interpolation: 'nearest' });
    expect(await trained(nearest, [[1, 2, 4, 8]])).toEqual([[2, 4, 8, 8]]);
    const edge = new RandomTranslation(0, move, { fillMode: 'constant' });
    expect(await trained(edge, [[1, 2, 4, 8]])).toEqual([[1.5, 3, 6, 4]]);
  });

  it('zooms out where the factor is positive, and in where it is negative', async () => {
    const row = [[1, 2, 3, 4]];
    expect(await trained(new RandomZoom([1, 1], { fillMode: 'constant' }), row)).toEqual([[0, 1.5, 3.5, 0]]);
    expect(await trained(new RandomZoom([-0.5, -0.5]), row)).toEqual([[1.75, 2.25, 2.75, 3.25]]);
    const tall = new RandomZoom([-0.5, -0.5], { widthFactor: 0 });
    expect(await trained(tall, [[1, 9], [3, 9]])).toEqual([[1.5, 9], [2.5, 9]]); // prettier-ignore
  });

  it('contrast: distances from the mean of each channel, within the range of values', async () => {
    expect(await trained(new RandomContrast(0), [[10, 20, 60]])).toEqual([[10, 20, 60]]);
    const rows = await trained(new RandomContrast([0, 1], { seed: 8 }), [[10, 20, 60]]);
    const [low, middle, high] = rows[0] as [number, number, number];
    expect((high - middle) / (middle - low)).toBeCloseTo(4, 5);
    expect(low + middle + high).toBeCloseTo(90, 4);
    expect(
      (await trained(new RandomContrast([0, 1], { seed: 8, valueRange: [0, 25] }), [[10, 20, 60]])).flat()[2],
    ).toBe(25);
  });

  it('brightness: a share of the range of values is added', async () => {
    expect(await trained(new RandomBrightness([0.2, 0.2]), [[0, 100, 230]])).toEqual([[51, 151, 255]]);
    expect(await trained(new RandomBrightness([-1, -1], { valueRange: [0, 1] }), [[0.2, 1]])).toEqual([[0, 0]]);
  });
});

describe('draws', () => {
  it('mirrors half of the images, both ways by themselves', async () => {
    const image = tensor([[1, 2], [3, 4]]).reshape([1, 2, 2, 1]); // prettier-ignore
    const many = image.add(full([4000, 1, 1, 1], 0));
    const flipped = (await new RandomFlip(undefined, { seed: 1 })
      .apply(many, { training: true })
      .array()) as number[][][][];
    const counts = new Map<string, number>();
    for (const each of flipped) counts.set(String(each), (counts.get(String(each)) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(['1,2,3,4', '2,1,4,3', '3,4,1,2', '4,3,2,1']);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt(4000 * 0.25 * 0.75));
  });

  it('takes its range evenly', async () => {
    const grey = full([4000, 1, 1, 1], 0);
    const layer = new RandomBrightness([-0.5, 0.3], { valueRange: [-1, 1], seed: 2 });
    const values = [...(await layer.apply(grey, { training: true }).data())].map((value) => value / 2);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = 0.8 / Math.sqrt(12);
    expect(Math.abs(mean + 0.1)).toBeLessThan((4 * spread) / Math.sqrt(4000));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-0.5);
    expect(Math.max(...values)).toBeLessThanOrEqual(0.3);
  });

  it('crops at every place alike often, and never beyond the edges', async () => {
    const rows = arange(12)
      .reshape([1, 3, 4, 1])
      .add(full([3000, 1, 1, 1], 0));
    const crops = (await new RandomCrop(2, 2, { seed: 6 }).apply(rows, { training: true }).array()) as number[][][][];
    const counts = new Map<number, number>();
    for (const crop of crops) {
      const corner = (crop[0]?.[0] as number[])[0] as number;
      expect(crop.flat(2)).toEqual([corner, corner + 1, corner + 4, corner + 5]);
      counts.set(corner, (counts.get(corner) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([0, 1, 2, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(4 * Math.sqrt(3000 / 6));
  });
});
