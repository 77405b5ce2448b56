// Convolution and both of its gradients on a bare device, against loops over the definition: stride, padding, dilation, groups.
import { describe, expect, it } from 'vitest';
import {
  convLoaders,
  convLoaderWords,
  convSizes,
  gemmKernel,
  gemmWords,
  gemmWorkgroups,
  type ConvExtents,
  type ConvWindow,
  type GemmSchedule,
} from '@tensorloom/wgsl-kernels';
import { randomNumbers, worstElement, type Reference } from './compare.js';
import { compile, device, noDevice, run, SENTINEL } from './raw-device.js';
import { scheduleName, smallSchedules } from './schedules.js';

type ConvProduct = Parameters<typeof convSizes>[0];
type ConvLayout = Parameters<typeof convLoaderWords>[3];

interface Row extends ConvWindow {
  readonly batch: number;
  readonly input: readonly [number, number];
}

const plain = {
  strides: [1, 1],
  dilation: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  groups: 1,
} as const;
const rows: Record<string, Row> = {
  'one pixel': { ...plain, kernel: [1, 1], channels: 1, filters: 1, batch: 1, input: [1, 1] },
  pointwise: { ...plain, kernel: [1, 1], channels: 5, filters: 7, batch: 2, input: [5, 3] },
  '3x3 valid': { ...plain, kernel: [3, 3], channels: 3, filters: 9, batch: 3, input: [9, 11] },
  '5x5 on one channel': { ...plain, kernel: [5, 5], channels: 1, filters: 8, batch: 2, input: [12, 12] },
  'same padding': {
    ...plain,
    kernel: [3, 3],
    padding: [
      [1, 1],
      [1, 1],
    ],
    channels: 4,
    filters: 8,
    batch: 2,
    input: [8, 8],
  },
  'uneven padding': {
    ...plain,
    kernel: [2, 4],
    padding: [
      [0, 1],
      [1, 2],
    ],
    channels: 2,
    filters: 3,
    batch: 2,
    input: [6, 5],
  },
  'stride 2': { ...plain, kernel: [3, 3], strides: [2, 2], channels: 3, filters: 4, batch: 2, input: [9, 8] },
  'stride 3 and 2, padded': {
    ...plain,
    kernel: [3, 5],
    strides: [3, 2],
    padding: [
      [1, 2],
      [2, 2],
    ],
    channels: 2,
    filters: 6,
    batch: 2,
    input: [10, 11],
  },
  'stride beyond the kernel': {
    ...plain,
    kernel: [1, 2],
    strides: [2, 3],
    channels: 2,
    filters: 2,
    batch: 1,
    input: [7, 9],
  },
  dilation: {
    ...plain,
    kernel: [3, 2],
    dilation: [2, 3],
    padding: [
      [2, 2],
      [0, 1],
    ],
    channels: 2,
    filters: 5,
    batch: 2,
    input: [9, 9],
  },
  groups: {
    ...plain,
    kernel: [3, 3],
    groups: 3,
    padding: [
      [1, 1],
      [1, 1],
    ],
    channels: 6,
    filters: 9,
    batch: 2,
    input: [6, 7],
  },
  'depthwise, everything at once': {
    kernel: [3, 2],
    strides: [2, 1],
    dilation: [1, 2],
    padding: [
      [1, 0],
      [1, 2],
    ],
    groups: 4,
    channels: 4,
    filters: 8,
    batch: 3,
    input: [9, 7],
  },
};

function extentsOf({ batch, input, kernel, strides, dilation, padding }: Row): ConvExtents {
  const along = (axis: 0 | 1) => {
    const free = input[axis] + padding[axis][0] + padding[axis][1] - (kernel[axis] - 1) * dilation[axis] - 1;
    return Math.floor(free / strides[axis]) + 1;
  };
  return { batch, input, output: [along(0), along(1)] };
}

/** Calls `visit` with the places of input, kernel and output in every product of the definition. */
function eachProduct(row: Row, visit: (input: number, kernel: number, output: number) => void): void {
  const { batch, input, kernel, strides, dilation, padding, groups, channels, filters } = row;
  const { output } = extentsOf(row);
  const [perGroup, filtersOfGroup] = [channels / groups, filters / groups];
  for (let b = 0; b < batch; b++)
    for (let y = 0; y < output[0]; y++)
      for (let x = 0; x < output[1]; x++)
        for (let i = 0; i < kernel[0]; i++)
          for (let j = 0; j < kernel[1]; j++) {
            const down = y * strides[0] + i * dilation[0] - padding[0][0];
            const across = x * strides[1] + j * dilation[1] - padding[1][0];
            if (down < 0 || down >= input[0] || across < 0 || across >= input[1]) continue;
            for (let f = 0; f < filters; f++)
              for (let c = 0; c < perGroup; c++) {
                const channel = Math.floor(f / filtersOfGroup) * perGroup + c;
                visit(
                  ((b * input[0] + down) * input[1] + across) * channels + channel,
                  ((i * kernel[1] + j) * perGroup + c) * filters + f,
                  ((b * output[0] + y) * output[1] + x) * filters + f,
                );
              }
          }
}

/** Lengths of input, kernel and output. */
function lengthsOf(row: Row): Record<'input' | 'kernel' | 'output', number> {
  const { batch, input, kernel, groups, channels, filters } = row;
  const { output } = extentsOf(row);
  return {
    input: batch * input[0] * input[1] * channels,
    kernel: kernel[0] * kernel[1] * (channels / groups) * filters,
    output: batch * output[0] * output[1] * filters,
  };
}

/** Which tensors a product takes as A and B, and which one it gives. */
const roles = {
  conv2d: ['input', 'kernel', 'output'],
  conv2dInputGradient: ['output', 'kernel', 'input'],
  conv2dKernelGradient: ['input', 'output', 'kernel'],
} as const;

function truth(product: ConvProduct, row: Row, a: Float32Array, b: Float32Array): Reference {
  const [nameA, nameB, nameC] = roles[product];
  const length = lengthsOf(row)[nameC];
  const [values, magnitudes] = [new Float64Array(length), new Float64Array(length)];
  eachProduct(row, (input, kernel, output) => {
    const places = { input, kernel, output };
    const term = (a[places[nameA]] as number) * (b[places[nameB]] as number);
    const place = places[nameC];
    values[place] = (values[place] as number) + term;
    magnitudes[place] = (magnitudes[place] as number) + Math.abs(term);
  });
  return { values, magnitudes };
}

// Names that the kernels use themselves: a caller's bindings must not be hidden by them.
const declarations = `@group(0) @binding(0) var<storage, read> P: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> result: array<f32>;
`;
const store = `fn store(z: u32, m: u32, n: u32, value: f32) { result[(m * P[1] + z) * P[3] + n] = value; }`;

async function convolve(
  product: ConvProduct,
  schedule: GemmSchedule,
  row: Row,
  a: Float32Array,
  b: Float32Array,
  layout?: ConvLayout,
) {
  const extents = extentsOf(row);
  const sizes = convSizes(product, row, extents);
  const loaders = convLoaders(product, row, { a: 'x', b: 'y' }, 8);
  const { wgsl } = gemmKernel({ schedule, ...loaders, store, declarations });
  const pipeline = await compile(wgsl, [false, false, false, true]);
  const words = convLoaderWords(product, row, extents, layout);
  expect(words).toHaveLength(loaders.loadA.words + loaders.loadB.words);
  const bindings = [
    { data: Uint32Array.from([...gemmWords(schedule, sizes), ...words]) },
    { data: a },
    { data: b },
    { data: new Float32Array(lengthsOf(row)[roles[product][2]]).fill(SENTINEL), write: true },
  ];
  const [result] = (await run(pipeline, bindings, gemmWorkgroups(schedule, sizes))) as [Float32Array];
  return { result, depth: sizes.k };
}

const products = ['conv2d', 'conv2dInputGradient', 'conv2dKernelGradient'] as const;
// The first schedule runs all rows; the loaders are the same for the others, which run those that need most of them.
const hardest = 'depthwise, everything at once';
const hard = ['same padding', 'stride 3 and 2, padded', hardest];
const cases = smallSchedules.flatMap((schedule, index) =>
  Object.entries(rows)
    .filter(([name]) => index === 0 || name === hardest || (schedule.variant !== 'staged' && hard.includes(name)))
    .flatMap(([name, row]) =>
      products.map((product) => ({ product, name, row, schedule, kind: scheduleName(schedule) })),
    ),
);

const test = it.skipIf(device === undefined);
const note = device === undefined ? ` (skipped: ${noDevice})` : '';

describe('convolution', () => {
  test.each(cases)(`$product, $name, $kind${note}`, async ({ product, row, schedule }) => {
    const lengths = lengthsOf(row);
    const [a, b] = [randomNumbers(lengths[roles[product][0]], 3), randomNumbers(lengths[roles[product][1]], 4)];
    const { result, depth } = await convolve(product, schedule, row, a, b);
    expect(worstElement(result, truth(product, row, a, b), depth)).toBeUndefined();
  });

  test(`reads channels-first images where the strides say so${note}`, async () => {
    const row = rows['stride 3 and 2, padded'] as Row;
    const [height, width] = row.input;
    const { channels } = row;
    const last = randomNumbers(lengthsOf(row).input, 8);
    const b = randomNumbers(lengthsOf(row).kernel, 9);
    const first = new Float32Array(last.length);
    for (let i = 0; i < last.length; i++) {
      const image = Math.floor(i / (height * width * channels));
      const place = Math.floor(i / channels) % (height * width);
      first[(image * channels + (i % channels)) * height * width + place] = last[i] as number;
    }
    const images = { batch: channels * height * width, row: width, column: 1, channel: height * width };
    const { result, depth } = await convolve('conv2d', smallSchedules[0] as GemmSchedule, row, first, b, { images });
    expect(worstElement(result, truth('conv2d', row, last, b), depth)).toBeUndefined();
  });
});
