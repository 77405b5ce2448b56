// Conv2D: the generic test, the worked examples of section 5, shapes for every padding and stride.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, zeros } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Conv2D } from './conv-2d.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Conv2D', {
  make: () => new Conv2D(4, 3, { activation: 'relu' }),
  inputShape: [2, 6, 5, 3],
  outputShape: [2, 4, 3, 4],
  weights: { kernel: [3, 3, 3, 4], bias: [4] },
  badInputs: [
    [2, 6, 5],
    [2, 6, 5, 2],
    [2, 2, 5, 3],
  ],
  badArguments: [
    [() => new Conv2D(0, 3), /bad filters; expected a whole number >= 1, got 0/],
    [() => new Conv2D(3, [3] as never), /bad kernelSize; expected .* \[height, width\], got \[3\]/],
    [() => new Conv2D(3, undefined as never), /bad kernelSize/],
    [
      () => new Conv2D(3, 3, { padding: 'Same' as never }),
      /unknown padding; expected one of valid, same, got Same; did you mean same\?/,
    ],
    [() => new Conv2D(3, 3, { strides: 0 }), /bad strides/],
    [() => new Conv2D(3, 3, { groups: 2 }), /bad groups; expected a divisor of 3 filters, got 2/],
    [() => new Conv2D(3, 3, { dilation: 2 } as never), /got 'dilation'/],
  ],
  valueAndGradients,
});

checkLayer('Conv2D with strides, dilation, groups and padding', {
  make: () =>
    new Conv2D(6, [3, 2], { strides: [2, 1], padding: 'same', dilationRate: [1, 2], groups: 2, useBias: false }),
  inputShape: [1, 7, 6, 4],
  outputShape: [1, 4, 6, 6],
  weights: { kernel: [3, 2, 2, 6] },
  badInputs: [[1, 7, 6, 3]],
  valueAndGradients,
});

it('worked example: one channel, kernel 101/010/101', async () => {
  const rows = ['11100', '01110', '00111', '00110', '01100'].map((row) => [...row].map((digit) => [Number(digit)]));
  const kernel = ['101', '010', '101'].map((row) => [...row].map((digit) => [[Number(digit)]]));
  const layer = new Conv2D(1, 3);
  layer.build([null, 5, 5, 1]);
  layer.kernel.assign(kernel);
  const output = await layer
    .apply(tensor([rows]))
    .squeeze()
    .array();
  expect(output).toEqual([
    [4, 3, 4],
    [2, 4, 3],
    [2, 3, 4],
  ]);
});

it('worked example: three channels, the padding in the picture, bias 1', async () => {
  const parse = (text: string): number[][] => text.split(' / ').map((row) => row.split(' ').map(Number));
  const channels = [
    '0 0 0 0 0 0 / 0 156 155 156 158 158 / 0 153 154 157 159 159 / 0 149 151 155 158 159 / 0 146 146 149 153 158 / 0 145 143 143 148 158',
    '0 0 0 0 0 0 / 0 167 166 167 169 169 / 0 164 165 168 170 170 / 0 160 162 166 169 170 / 0 156 156 159 163 168 / 0 155 153 153 158 168',
    '0 0 0 0 0 0 / 0 163 162 163 165 165 / 0 160 161 164 166 166 / 0 156 158 162 165 166 / 0 155 155 158 162 167 / 0 154 152 152 157 167',
  ].map(parse);
  const kernels = ['-1 -1 1 / 0 1 -1 / 0 1 1', '1 0 0 / 1 -1 -1 / 1 0 -1', '0 1 1 / 0 1 0 / 1 -1 1'].map(parse);
  const interleave = (planes: number[][][]): number[][][] =>
    (planes[0] as number[][]).map((row, y) =>
      row.map((_, x) => planes.map((plane) => (plane[y] as number[])[x] as number)),
    );
  const layer = new Conv2D(1, 3, { biasInitializer: 'ones' });
  layer.build([null, 6, 6, 3]);
  layer.kernel.assign(interleave(kernels).map((row) => row.map((taps) => taps.map((tap) => [tap]))));
  const output = await layer
    .apply(tensor([interleave(channels)]))
    .squeeze()
    .array();
  expect(output).toEqual([
    [-25, 466, 466, 475],
    [295, 787, 798, 812],
    [291, 776, 784, 800],
    [293, 771, 773, 782],
  ]);
});

it.each(['valid', 'same'] as const)('foretells the shapes of padding %s', (padding) => {
  for (const kernel of [1, 2, 3, 4, 5]) {
    for (const strides of [1, 2, 3]) {
      for (const dilationRate of [1, 2]) {
        for (const extent of [9, 10, 11]) {
          const layer = new Conv2D(1, kernel, { strides, padding, dilationRate });
          const { shape } = layer.apply(zeros([1, extent, 12, 1]));
          expect(layer.computeOutputShape([null, extent, null, 1])).toEqual([null, shape[1], null, 1]);
        }
      }
    }
  }
});

it('counts as the lecture does: 260 weights, 7,840 outputs, 203,840 connections', () => {
  const layer = new Conv2D(10, 5);
  layer.build([null, 32, 32, 1]);
  const shape = layer.computeOutputShape([null, 32, 32, 1]);
  expect(shape).toEqual([null, 28, 28, 10]);
  expect(layer.countParameters()).toBe(260);
  expect(layer.countConnections(shape)).toBe(203_840);
});
