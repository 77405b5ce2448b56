// Steps of ops that are composed of others: windows of any rank, resize, normalizations, attention, cells.
import * as tl from '@tensorloom/tensor-core';
import { derived, fitted, limited, type Value, type Workbench } from '../workbench.js';
import type { StepFunction } from './step.js';

/** Operands are kept within this, so that sums stay benign. */
const MOST = 4;

function operand(bench: Workbench, { tensor, bound }: Value, shape: readonly number[], dial: number): tl.Tensor {
  return bench.disturb(fitted(limited(tensor, bound, MOST, dial), shape, dial));
}

const formats = ['channelsLast', 'channelsFirst'] as const;
const paddings = ['valid', 'same'] as const;

/** [batch, ...spatial, channels] in one of both layouts. */
function imageShape(spatial: readonly number[], channels: number, first: boolean): readonly number[] {
  return first ? [2, channels, ...spatial] : [2, ...spatial, channels];
}

const convolution: StepFunction = (bench, [imageAt, kernelAt], [form, channels, window, steps, padding, fit]) => {
  const [image, kernel] = [bench.float(imageAt), bench.float(kernelAt)];
  const [size, strides, inner] = [1 + (window % 3), 1 + (steps % 2), 1 + (channels % 3)];
  const dataFormat = formats[fit % 2] as (typeof formats)[number];
  const options = { strides, dataFormat, padding: paddings[padding % 2] as (typeof paddings)[number] };
  const of = (...spatial: number[]): tl.Tensor =>
    operand(bench, image, imageShape(spatial, inner, dataFormat === 'channelsFirst'), fit);
  const by = (...shape: number[]): tl.Tensor => operand(bench, kernel, shape, fit);
  const kinds = [
    () => tl.conv1d(of(7), by(size, inner, 3), options),
    () => tl.conv1d(of(6), by(size, inner, 2), { dataFormat, padding: 'causal', dilation: strides }),
    () => tl.conv3d(of(3, 4, 3), by(size, 2, size, inner, 2), options),
    () => tl.depthwiseConv2d(of(4, 5), by(size, 2, inner, 2), options),
    () => tl.convTranspose1d(of(4), by(size, 2, inner), options),
    () => tl.convTranspose2d(of(3, 2), by(size, 2, 3, inner), options),
    () => tl.convTranspose3d(of(2, 3, 2), by(2, size, 1, 2, inner), options),
  ];
  const result = (kinds[form % kinds.length] as () => tl.Tensor)();
  const bound = MOST * MOST * 2 * size * size * inner;
  bench.push(derived(bench.disturb(result), [image, kernel], { bound, rounds: true }));
};

const pooling: StepFunction = (bench, [at], [form, channels, window, steps, padding, fit]) => {
  const value = bench.float(at);
  const dataFormat = formats[fit % 2] as (typeof formats)[number];
  const pad = paddings[padding % 2] as (typeof paddings)[number];
  const options = { strides: 1 + (steps % 3), dataFormat, padding: pad };
  const [size, count] = [1 + (window % 3), 1 + (steps % 4)];
  const of = (...spatial: number[]): tl.Tensor =>
    fitted(value.tensor, imageShape(spatial, 1 + (channels % 2), dataFormat === 'channelsFirst'), fit);
  const kinds = [
    () => tl.maxPool1d(of(6), size, options),
    () => tl.maxPool3d(of(3, 4, 3), size, options),
    () => tl.adaptiveMaxPool2d(of(5, 3), count, { dataFormat }),
    () => tl.resize(of(3, 4), [count, 6], { method: 'nearest', dataFormat }),
    () => tl.averagePool1d(bench.disturb(of(6)), size, { ...options, countPadding: form % 2 === 0 }),
    () => tl.averagePool3d(bench.disturb(of(3, 4, 3)), size, options),
    () => tl.adaptiveAveragePool2d(bench.disturb(of(5, 3)), count, { dataFormat }),
    () => tl.resize(bench.disturb(of(3, 4)), [count, 6], { dataFormat, alignCorners: form % 2 === 0 }),
  ];
  const kind = form % kinds.length;
  const rounds = kind > 3;
  const result = (kinds[kind] as () => tl.Tensor)();
  bench.push(derived(rounds ? bench.disturb(result) : result, [value], { bound: value.bound, rounds }));
};

const normalization: StepFunction = (bench, [at, scaleAt], [form, dial, , , , fit]) => {
  const [value, scale] = [bench.float(at, { filled: true }), bench.float(scaleAt)];
  const x = operand(bench, value, [2, 3, 4], fit);
  const by = operand(bench, scale, [4], fit);
  const epsilon = 0.1;
  const kinds = [
    () => tl.layerNorm(x, by, null, { epsilon }),
    () => tl.layerNorm(x, null, null, { axes: [0, 2], epsilon }),
    () => tl.rmsNorm(x, by, { epsilon }),
    () => tl.groupNorm(x, 1 + (dial % 2), by, by, { epsilon }),
    () => tl.batchNorm(x, tl.batchMoments(x), by, null, { epsilon }),
  ];
  const result = (kinds[form % kinds.length] as () => tl.Tensor)();
  bench.push(derived(bench.disturb(result), [value, scale], { bound: 6 * MOST, rounds: true }));
};

const attention: StepFunction = (bench, [queryAt, keyAt, maskAt], [form, heads, , , , fit]) => {
  const [query, key, mask] = [bench.float(queryAt), bench.float(keyAt), bench.of('bool', maskAt)];
  const shared = 1 + (heads % 2);
  const q = operand(bench, query, [1, 2, 3, 2], fit);
  const k = operand(bench, key, [1, shared, 4, 2], fit);
  const options = form % 3 === 0 ? { mask: fitted(mask.tensor, [3, 4], fit) } : { causal: form % 3 === 1 };
  const result = tl.scaledDotProductAttention(q, k, k, options);
  bench.push(derived(bench.disturb(result), [query, key, mask], { bound: MOST, rounds: true }));
};

const cell: StepFunction = (bench, [inputAt, stateAt, weightAt], [form, , , , , fit]) => {
  const [input, state, weight] = [bench.float(inputAt), bench.float(stateAt), bench.float(weightAt)];
  const [x, hidden] = [operand(bench, input, [2, 3], fit), operand(bench, state, [2, 2], fit)];
  const gates = [4, 3, 1][form % 3] as number;
  const kernel = operand(bench, weight, [3, 2 * gates], fit);
  const weights = { kernel, recurrentKernel: operand(bench, weight, [2, 2 * gates], fit + 1) };
  const next = [
    () => tl.lstmCell(x, { hidden, cell: hidden }, weights).hidden,
    () => tl.gruCell(x, hidden, weights, { resetAfter: form % 2 === 0 }),
    () => tl.rnnCell(x, hidden, weights),
  ][form % 3] as () => tl.Tensor;
  bench.push(derived(bench.disturb(next()), [input, state, weight], { bound: MOST, rounds: true }));
};

export const composedSteps = {
  convolution,
  pooling,
  normalization,
  attention,
  cell,
} as const satisfies Record<string, StepFunction>;
