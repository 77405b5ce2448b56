// Convolution and both gradients against the definition: strides, uneven padding, dilation, groups, many chunks, zero batch.
import { hostRandom, record, rules, sizeOf, tensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { createCpuDevice } from '../cpu-device.js';
import { valuesOf } from '../testing/evaluate.js';
import { eachProduct, type ConvCase } from '../testing/naive-conv2d.js';

const device = createCpuDevice({ precision: 'float64' });
const random = hostRandom(2);
const normals = (shape: Shape): number[] => Array.from({ length: sizeOf(shape) }, () => random.normal());
const of = (values: readonly number[], shape: Shape): Tensor => tensor(values, { shape });

function convCase(
  input: ConvCase['input'],
  kernel: ConvCase['kernel'],
  {
    strides = [1, 1],
    padding = [
      [0, 0],
      [0, 0],
    ],
    dilation = [1, 1],
    groups = 1,
  }: Partial<ConvCase> = {},
): ConvCase {
  const attributes = { strides, padding, dilation, groups };
  const specs = [input, kernel].map((shape) => ({ shape, dtype: 'float32' as const }));
  const output = rules.conv2d(specs, attributes).shape as unknown as ConvCase['output'];
  return { ...attributes, input, kernel, output };
}

const cases: readonly (readonly [what: string, ConvCase])[] = [
  ['1 x 1', convCase([2, 3, 3, 4], [1, 1, 4, 5])],
  ['5 x 5', convCase([2, 7, 8, 3], [5, 5, 3, 4])],
  ['strides', convCase([1, 9, 8, 2], [3, 2, 2, 3], { strides: [2, 3] })],
  [
    'uneven padding',
    convCase([2, 5, 5, 2], [3, 3, 2, 3], {
      padding: [
        [2, 0],
        [0, 3],
      ],
    }),
  ],
  [
    'dilation with padding',
    convCase([1, 9, 9, 2], [3, 3, 2, 2], {
      dilation: [2, 3],
      padding: [
        [1, 2],
        [3, 3],
      ],
    }),
  ],
  ['three groups', convCase([2, 5, 4, 6], [3, 2, 2, 9], { groups: 3, strides: [2, 1] })],
  [
    'depthwise',
    convCase([1, 6, 6, 4], [3, 3, 1, 8], {
      groups: 4,
      padding: [
        [1, 1],
        [1, 1],
      ],
    }),
  ],
  ['stride beyond the kernel', convCase([1, 7, 7, 1], [2, 2, 1, 1], { strides: [3, 3] })],
  [
    'several chunks of images',
    convCase([5, 40, 40, 4], [5, 5, 4, 2], {
      padding: [
        [2, 2],
        [2, 2],
      ],
    }),
  ],
  ['no images', convCase([0, 5, 5, 2], [3, 3, 2, 3])],
];

function expectClose(got: readonly number[], expected: Float64Array): void {
  expect(got.length).toBe(expected.length);
  const worst = got.reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (expected[index] as number))),
    0,
  );
  expect(worst).toBeLessThan(1e-10);
}

describe.each(cases)('conv2d: %s', (_what, c) => {
  const [input, kernel, gradient] = [normals(c.input), normals(c.kernel), normals(c.output)];
  const { strides, padding, dilation, groups } = c;
  const attributes = { strides, padding, dilation, groups };

  it('forward', async () => {
    const expected = new Float64Array(sizeOf(c.output));
    eachProduct(c, (i, k, o) => (expected[o] = (expected[o] as number) + (input[i] as number) * (kernel[k] as number)));
    expectClose(
      await valuesOf(device, record('conv2d', [of(input, c.input), of(kernel, c.kernel)], attributes)),
      expected,
    );
  });

  it('gradient of the input', async () => {
    const expected = new Float64Array(sizeOf(c.input));
    eachProduct(
      c,
      (i, k, o) => (expected[i] = (expected[i] as number) + (gradient[o] as number) * (kernel[k] as number)),
    );
    const operands = [of(gradient, c.output), of(kernel, c.kernel)];
    expectClose(
      await valuesOf(device, record('conv2dInputGradient', operands, { ...attributes, inputShape: c.input })),
      expected,
    );
  });

  it('gradient of the kernel', async () => {
    const expected = new Float64Array(sizeOf(c.kernel));
    eachProduct(
      c,
      (i, k, o) => (expected[k] = (expected[k] as number) + (gradient[o] as number) * (input[i] as number)),
    );
    const operands = [of(input, c.input), of(gradient, c.output)];
    expectClose(
      await valuesOf(device, record('conv2dKernelGradient', operands, { ...attributes, kernelShape: c.kernel })),
      expected,
    );
  });
});

describe('conv2d', () => {
  it('takes operands that are views', async () => {
    const c = convCase([1, 4, 3, 2], [2, 2, 2, 3]);
    const [input, kernel] = [normals(c.input), normals(c.kernel)];
    const attributes = { strides: c.strides, padding: c.padding, dilation: c.dilation, groups: 1 };
    const channelsFirst = of(input, [1, 2, 4, 3]).transpose([0, 2, 3, 1]);
    const moved = (await valuesOf(device, channelsFirst)) as readonly number[];
    const expected = new Float64Array(sizeOf(c.output));
    eachProduct(c, (i, k, o) => (expected[o] = (expected[o] as number) + (moved[i] as number) * (kernel[k] as number)));
    expectClose(await valuesOf(device, record('conv2d', [channelsFirst, of(kernel, c.kernel)], attributes)), expected);
  });
});
