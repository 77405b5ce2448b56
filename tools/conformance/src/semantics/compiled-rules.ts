// Compiled equals uncompiled, bit for bit on one device.
import {
  compile,
  flush,
  hostValue,
  onEachRun,
  random,
  setRandomSeed,
  sparseSoftmaxCrossEntropy,
  sub,
  tensor,
  variable,
  where,
  zeros,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { valueAndGradients } from '@tensorloom/autograd';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

interface Model {
  readonly weights: readonly Variable[];
  readonly step: (x: Tensor, y: Tensor) => Tensor;
}

/** A network with dropout and a running mean, trained by Adam written out. */
function network(): Model {
  const weights = [
    variable(random.normal([6, 8], { key: random.key(1), stddev: 0.3 })),
    variable(zeros([8])),
    variable(random.normal([8, 3], { key: random.key(2), stddev: 0.3 })),
  ] as const;
  const moments = weights.map(({ shape }) => ({ first: variable(zeros(shape)), second: variable(zeros(shape)) }));
  const mean = variable(zeros([8]));
  let iteration = 0;
  const step = (x: Tensor, y: Tensor): Tensor => {
    const { value, gradients } = valueAndGradients(() => {
      const hidden = x.matmul(weights[0]).add(weights[1]).relu();
      mean.assign(mean.mul(0.9).add(hidden.mean(0).mul(0.1)));
      const dropped = where(random.bernoulli(hidden.shape, 0.8), hidden.div(0.8), 0);
      return sparseSoftmaxCrossEntropy(y, dropped.matmul(weights[2])).mean();
    }, weights);
    onEachRun(() => iteration++);
    weights.forEach((weight, index) => {
      const { first, second } = moments[index] as (typeof moments)[number];
      const gradient = gradients[index] as Tensor;
      first.assign(first.mul(0.9).add(gradient.mul(0.1)));
      second.assign(second.mul(0.999).add(gradient.square().mul(0.001)));
      const scale = hostValue(() => (0.01 * Math.sqrt(1 - 0.999 ** iteration)) / (1 - 0.9 ** iteration));
      weight.assign(sub(weight, first.mul(scale).div(second.sqrt().add(1e-7))));
    });
    return value;
  };
  return { weights: [...weights, mean], step };
}

const batches = Array.from({ length: 6 }, (_, at) => ({
  x: Float32Array.from({ length: 30 }, (_value, i) => Math.sin(i * 1.7 + at)),
  y: Int32Array.from({ length: 5 }, (_value, i) => (i + at) % 3),
}));

export const compiledRules: Rules = (watch) =>
  describe('a compiled step', () => {
    it('gives the same numbers as the same step uncompiled, bit for bit', async () => {
      const inputs = batches.map(({ x, y }) => [tensor(x, { shape: [5, 6] }), tensor(y)] as const);
      setRandomSeed(5);
      const plain = network();
      const expected: unknown[] = [];
      for (const [x, y] of inputs) expected.push(await plain.step(x, y).data());
      setRandomSeed(5);
      const traced = network();
      const step = compile(traced.step);
      const got: unknown[] = [];
      for (const [x, y] of inputs) got.push(await (await step(x, y)).data());
      expect(got).toEqual(expected);
      for (const [index, weight] of traced.weights.entries()) {
        expect(await weight.data()).toEqual(await (plain.weights[index] as Variable).data());
      }
    });

    it('is traced once for each signature and planned once', async () => {
      let traces = 0;
      const step = compile((x: Tensor, mode: string) => {
        traces++;
        return mode === 'sum' ? x.sum() : x.max();
      });
      for (let i = 0; i < 3; i++) {
        expect(await (await step(tensor([i, 1]), 'sum')).item()).toBe(i + 1);
        expect(await (await step(tensor([i, 1]), 'max')).item()).toBe(Math.max(i, 1));
        expect(await (await step(tensor([i, 1, 2]), 'sum')).item()).toBe(i + 3);
      }
      expect(traces).toBe(3);
      expect(watch().prepared.length).toBeLessThanOrEqual(3);
    });

    it('sees what uncompiled code assigned before it, and shows its own assignments after', async () => {
      const w = variable(1);
      const step = compile(() => w.assign(w.mul(10)));
      w.assign(w.add(1));
      await step();
      w.assign(w.add(3));
      await step();
      w.assign(w.add(4));
      expect(await w.item()).toBe(234);
      await flush();
    });
  });
