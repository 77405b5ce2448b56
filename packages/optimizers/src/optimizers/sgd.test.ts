// SGD against its formulas, worked out here in doubles.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, variable } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { SGD, type SGDOptions } from './sgd.js';
import { expectClose, gradientsByStep } from '../testing/steps.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** The formulas of Keras, element by element; with momentum 0 they are w - rate · g. */
function byHand(
  { learningRate = 0.01, momentum = 0, nesterov = false }: SGDOptions,
  start: number,
  gradients: readonly number[],
): number {
  let [w, v] = [start, 0];
  for (const g of gradients) {
    v = momentum * v - (learningRate as number) * g;
    w = nesterov ? w + momentum * v - (learningRate as number) * g : w + v;
  }
  return w;
}

describe.each([
  { options: {} },
  { options: { learningRate: 0.5 } },
  { options: { learningRate: 0.1, momentum: 0.9 } },
  { options: { learningRate: 0.1, momentum: 0.9, nesterov: true } },
] satisfies { options: SGDOptions }[])('$options', ({ options }) => {
  it('follows its formula for three steps', async () => {
    const w = variable([1, -2, 0.5], { name: 'w' });
    const optimizer = new SGD(options);
    for (const gradient of gradientsByStep) optimizer.update([w], [tensor(gradient)]);
    const expected = [1, -2, 0.5].map((start, index) =>
      byHand(
        options,
        start,
        gradientsByStep.map((gradient) => gradient[index] as number),
      ),
    );
    expectClose(await w.data(), expected);
    expect(optimizer.iterations).toBe(3);
  });
});

it('has no slots without momentum, and one with it', async () => {
  const w = variable([1, 2], { name: 'dense/kernel' });
  const plain = new SGD();
  plain.update([w], [tensor([1, 1])]);
  expect(plain.state().slots).toEqual({});
  const heavy = new SGD({ learningRate: 0.5, momentum: 0.9 });
  heavy.update([w], [tensor([1, 2])]);
  const { slots } = heavy.state();
  expect(Object.keys(slots)).toEqual(['dense/kernel/momentum']);
  expect(await slots['dense/kernel/momentum']?.array()).toEqual([-0.5, -1]);
});

it.each([
  [
    /^SGD: unknown option; expected one of momentum, nesterov, learningRate, .*got 'lr'/,
    () => new SGD({ lr: 0.1 } as never),
  ],
  [/^SGD: bad learningRate; expected a finite number >= 0, got -1/, () => new SGD({ learningRate: -1 })],
  [/bad learningRate; .*got NaN/, () => new SGD({ learningRate: NaN })],
  [/bad learningRate; .*got 0.1/, () => new SGD({ learningRate: '0.1' as never })],
  [/bad momentum; expected a number in \[0, 1\], got 1.5/, () => new SGD({ momentum: 1.5 })],
] as const)('refuses: %s', (message, make) => {
  expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(make).toThrow(message);
});
