// Transformer blocks: the generic test, what they may see, and published counts of parameters.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { ones, setDefaultDevice, tensor, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AnyLayer } from '../../layer.js';
import { setMask } from '../../masks.js';
import { Model } from '../../models/model.js';
import { Sequential } from '../../models/sequential.js';
import { input } from '../../symbolic-tensor.js';
import { checkLayer } from '../../testing/check-layer.js';
import { TransformerDecoder } from './transformer-decoder.js';
import { TransformerEncoder } from './transformer-encoder.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const attention = (name: string, size: number): Record<string, number[]> => ({
  [`${name}/query/kernel`]: [size, 2, size / 2],
  [`${name}/query/bias`]: [2, size / 2],
  [`${name}/key/kernel`]: [size, 2, size / 2],
  [`${name}/key/bias`]: [2, size / 2],
  [`${name}/value/kernel`]: [size, 2, size / 2],
  [`${name}/value/bias`]: [2, size / 2],
  [`${name}/attentionOutput/kernel`]: [2, size / 2, size],
  [`${name}/attentionOutput/bias`]: [size],
});
const norm = (name: string, size: number): Record<string, number[]> => ({
  [`${name}Norm/gamma`]: [size],
  [`${name}Norm/beta`]: [size],
});
const dense = {
  'feedforwardIntermediate/kernel': [4, 8],
  'feedforwardIntermediate/bias': [8],
  'feedforwardOutput/kernel': [8, 4],
  'feedforwardOutput/bias': [4],
};

describe.each([false, true])('with normalizeFirst %s', (normalizeFirst) => {
  checkLayer('TransformerEncoder', {
    make: () => new TransformerEncoder(8, 2, { normalizeFirst, activation: 'gelu', layerNormEpsilon: 1e-3 }),
    inputShape: [2, 3, 4],
    outputShape: [2, 3, 4],
    weights: { ...attention('selfAttention', 4), ...norm('selfAttention', 4), ...dense, ...norm('feedforward', 4) },
    badInputs: [
      [2, 3, 6],
      [2, 4],
    ],
    badArguments: [
      [() => new TransformerEncoder(0, 2), /bad intermediateDim/],
      [() => new TransformerEncoder(8, 2, { dropout: 2 }), /bad dropout/],
      [
        () => new TransformerEncoder(8, 3).apply(ones([1, 2, 4])),
        /heads do not divide the features; expected a divisor of 4/,
      ],
    ],
    valueAndGradients,
  });

  checkLayer('TransformerDecoder with an encoded sequence', {
    make: () => new TransformerDecoder(8, 2, { normalizeFirst, rotary: true }) as AnyLayer,
    inputShape: [
      [2, 3, 4],
      [2, 5, 4],
    ],
    outputShape: [2, 3, 4],
    weights: {
      ...attention('selfAttention', 4),
      ...norm('selfAttention', 4),
      ...attention('crossAttention', 4),
      ...norm('crossAttention', 4),
      ...dense,
      ...norm('feedforward', 4),
    },
    badInputs: [[2, 3, 4]],
    valueAndGradients,
  });
});

const rows = async (output: Tensor): Promise<number[][]> => ((await output.array()) as number[][][])[0] as number[][];

it('a decoder, and a causal encoder, do not see what comes later; an encoder does', async () => {
  const x = [
    [1, 2, 0, 1],
    [0, 1, 1, 3],
    [2, 2, 1, 0],
  ];
  const changed = [x[0]!, x[1]!, [9, -9, 3, 1]];
  const layers = [
    new TransformerDecoder(8, 2) as unknown as TransformerEncoder,
    new TransformerEncoder(8, 2, { useCausalMask: true }),
    new TransformerEncoder(8, 2),
  ];
  const same = await Promise.all(
    layers.map(async (layer) => {
      const [before, after] = [await rows(layer.apply(tensor([x]))), await rows(layer.apply(tensor([changed])))];
      return before
        .slice(0, 2)
        .flat()
        .every((value, at) => Math.abs(value - (after.slice(0, 2).flat()[at] as number)) < 1e-9);
    }),
  );
  expect(same).toEqual([true, true, false]);
});

it('steps that a mask leaves out are not seen, before or after normalization', async () => {
  for (const normalizeFirst of [false, true]) {
    const layer = new TransformerEncoder(8, 2, { normalizeFirst });
    const masked = (last: number[]): Tensor => {
      const x = tensor([[[1, 2, 0, 1], [0, 1, 1, 3], last]]);
      setMask(x, tensor([[true, true, false]]));
      return x;
    };
    const [one, other] = [
      await rows(layer.apply(masked([1, 1, 1, 2]))),
      await rows(layer.apply(masked([7, -3, 0, 5]))),
    ];
    expect(one.slice(0, 2)).toEqual(other.slice(0, 2));
    expect(one[2]).not.toEqual(other[2]);
  }
});

describe('counts of parameters', () => {
  it('of an encoder block of width 512, 8 heads, 2048 hidden: 3,152,384, as nn.TransformerEncoderLayer(512, 8) of PyTorch', () => {
    const model = new Sequential([input([null, 512]), new TransformerEncoder(2048, 8)]);
    expect(model.countParameters()).toBe(3_152_384);
  });

  it('of a decoder block of that width: 4,204,032, as nn.TransformerDecoderLayer(512, 8) of PyTorch', () => {
    const [decoded, encoded] = [input([null, 512]), input([null, 512])];
    const output = new TransformerDecoder(2048, 8).apply([decoded, encoded]);
    expect(new Model({ inputs: [decoded, encoded], outputs: output }).countParameters()).toBe(4_204_032);
  });
});
