// The options that every optimizer has: decay, clipping, accumulation, averages, groups, constraints, schedules.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, relu, setDefaultDevice, tensor, variable, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { Adam } from './optimizers/adam.js';
import { AdamW } from './optimizers/adamw.js';
import { SGD, type SGDOptions } from './optimizers/sgd.js';
import { ExponentialDecay } from './schedules/exponential-decay.js';
import { expectClose } from './testing/steps.js';

beforeEach(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** Where SGD of rate 1 goes from `start` by one gradient for each variable. */
async function afterStep(options: SGDOptions, start: number[][], gradients: number[][]): Promise<number[][]> {
  const variables = start.map((values, index) => variable(values, { name: `w${index}` }));
  new SGD({ learningRate: 1, ...options }).update(
    variables,
    gradients.map((values) => tensor(values)),
  );
  return (await Promise.all(variables.map((each) => each.array()))) as number[][];
}

describe('clipping', () => {
  it('by value cuts each element off', async () => {
    expect(await afterStep({ clipvalue: 0.5 }, [[0, 0, 0]], [[2, -0.25, -9]])).toEqual([[-0.5, 0.25, 0.5]]);
  });

  it('by norm scales each gradient down to the norm, and leaves a shorter one', async () => {
    const [long, short] = await afterStep({ clipnorm: 1 }, [[0, 0], [0]], [[3, 4], [0.5]]);
    expectClose(long!, [-0.6, -0.8]);
    expect(short).toEqual([-0.5]);
  });

  it('by global norm scales all alike: (3, 4) and 12 have the norm 13', async () => {
    const [first, second] = await afterStep({ globalClipnorm: 6.5 }, [[0, 0], [0]], [[3, 4], [12]]);
    expectClose([...first!, ...second!], [-1.5, -2, -6]);
    expect(await afterStep({ globalClipnorm: 20 }, [[0, 0], [0]], [[3, 4], [12]])).toEqual([[-3, -4], [-12]]);
  });
});

it('weight decay takes learningRate · weightDecay · w off, whatever the gradient', async () => {
  expect(await afterStep({ weightDecay: 0.25 }, [[8, -4]], [[0, 1]])).toEqual([[6, -4]]);
  const w = variable([2], { name: 'w' });
  const optimizer = new Adam({ learningRate: 0.1, weightDecay: 0.5 });
  optimizer.update([w], [tensor([3])]);
  // Adam's first step is the rate, against the sign of the gradient.
  expectClose(await w.data(), [2 - 0.1 - 0.1 * 0.5 * 2], 1e-6);
});

describe('gradient accumulation', () => {
  it('moves weights in the last of its calls alone, by the mean of the gradients', async () => {
    const [w, whole] = [variable([1, -2], { name: 'w' }), variable([1, -2], { name: 'whole' })];
    const [parts, one] = [new Adam({ gradientAccumulationSteps: 3 }), new Adam()];
    const step = compile((gradient: Tensor) => parts.update([w], [gradient]));
    for (let round = 0; round < 4; round++) {
      const before = await w.array();
      const gradients = [1, 2, 6].map((factor) => [factor * (round + 1), -factor]);
      for (const gradient of gradients.slice(0, 2)) {
        await step(tensor(gradient));
        expect(await w.array()).toEqual(before);
      }
      await step(tensor(gradients[2] as number[]));
      one.update([whole], [tensor([3 * (round + 1), -3])]);
      expectClose(await w.data(), Array.from(await whole.data()), 1e-12);
      expect(parts.iterations).toBe(round + 1);
    }
  });

  it('goes on from a state in the middle of an update', async () => {
    const make = (): SGD => new SGD({ learningRate: 1, gradientAccumulationSteps: 2 });
    const w = variable([0], { name: 'w' });
    const [first, second] = [make(), make()];
    first.update([w], [tensor([3])]);
    second.loadState(first.state());
    second.update([w], [tensor([5])]);
    expect(await w.array()).toEqual([-4]);
  });
});

describe('averages of weights', () => {
  it('start from the first value, follow by the share, and take its place in the end', async () => {
    const w = variable([0], { name: 'w' });
    const optimizer = new SGD({ learningRate: 1, useEma: true, emaMomentum: 0.75 });
    for (const gradient of [-4, -8, 0]) optimizer.update([w], [tensor([gradient])]);
    expect(await w.array()).toEqual([12]);
    // 4; 0.75 · 4 + 0.25 · 12 = 6; 0.75 · 6 + 0.25 · 12 = 7.5
    optimizer.finalizeVariableValues([w]);
    expect(await w.array()).toEqual([7.5]);
  });

  it('overwrite the weights every so often', async () => {
    const w = variable([0], { name: 'w' });
    const optimizer = new SGD({ learningRate: 1, useEma: true, emaMomentum: 0.75, emaOverwriteFrequency: 2 });
    const seen = [];
    for (const gradient of [-4, -8, -2]) {
      optimizer.update([w], [tensor([gradient])]);
      seen.push(await w.item());
    }
    expect(seen).toEqual([4, 6, 8]);
  });

  it('are asked for in vain where there are none', async () => {
    const w = variable([0], { name: 'w' });
    expect(() => new SGD().finalizeVariableValues([w])).toThrow(/SGD: no averages; expected useEma/);
    expect(() => new SGD({ useEma: true }).finalizeVariableValues([w])).toThrow(/no average of w/);
  });
});

it('groups have rates and decays of their own, by variable or by name', async () => {
  const names = ['body/kernel', 'head/kernel', 'head/bias'];
  const variables = names.map((name) => variable([4], { name }));
  const optimizer = new SGD({
    learningRate: 1,
    weightDecay: 0.5,
    groups: [
      { variables: [variables[0] as Variable], rateScale: 0 },
      { variables: (name) => name.endsWith('bias'), rateScale: 0.5, weightDecay: 0 },
    ],
  });
  const step = compile(() =>
    optimizer.update(
      variables,
      variables.map(() => tensor([1])),
    ),
  );
  await step();
  expect(await Promise.all(variables.map((each) => each.item()))).toEqual([4, 4 - 1 - 2, 3.5]);
});

it('groups may go by what a variable is: no decay for vectors and scalars', async () => {
  const [kernel, bias] = [variable([[4]], { name: 'kernel' }), variable([4], { name: 'bias' })];
  const optimizer = new AdamW({
    learningRate: 1,
    weightDecay: 0.5,
    groups: [{ variables: (_, { rank }) => rank < 2, weightDecay: 0 }],
  });
  optimizer.update([kernel, bias], [tensor([[0]]), tensor([0])]);
  expect([await kernel.item(), await bias.item()]).toEqual([2, 4]);
});

it('knows the variables of its first update, or those that it was built with', async () => {
  const [seen, unseen] = [variable([1], { name: 'seen' }), variable([1], { name: 'unseen' })];
  const optimizer = new Adam();
  optimizer.update([seen], [tensor([1])]);
  const update = (): void => optimizer.update([seen, unseen], [tensor([1]), tensor([1])]);
  expect(update).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(update).toThrow(/Adam.update: unknown variable; expected the 1 of the first update, got unseen too/);
  const built = new SGD({ learningRate: 1 });
  built.build([seen, unseen]);
  built.update([unseen], [tensor([1])]);
  expect(await unseen.array()).toEqual([0]);
});

it('constraints have the last word on a new value', async () => {
  const w = variable([1, 1], { name: 'w', constraint: relu });
  new SGD({ learningRate: 1 }).update([w], [tensor([3, 0.5])]);
  expect(await w.array()).toEqual([0, 0.5]);
});

it('a schedule gives the rate of each update, compiled too', async () => {
  const w = variable([0], { name: 'w' });
  const optimizer = new SGD({ learningRate: new ExponentialDecay(8, { decaySteps: 1, decayRate: 0.5 }) });
  const step = compile(() => optimizer.update([w], [tensor([-1])]));
  const seen = [];
  for (let count = 0; count < 3; count++) {
    await step();
    seen.push(await w.item());
  }
  expect(seen).toEqual([8, 12, 14]);
  expect(optimizer.learningRate).toBe(1);
});

it.each([
  [() => new SGD({ clipnorm: 1, clipvalue: 1 }), /SGD: clips twice; .*got clipnorm and clipvalue/],
  [() => new SGD({ clipnorm: -1 }), /bad clipnorm/],
  [() => new SGD({ weightDecay: NaN }), /bad weightDecay/],
  [
    () => new SGD({ gradientAccumulationSteps: 0 }),
    /bad gradientAccumulationSteps; expected a whole number >= 1, got 0/,
  ],
  [() => new SGD({ emaMomentum: 2 }), /bad emaMomentum/],
  [() => new SGD({ learningRate: 'fast' as never }), /SGD: bad learningRate/],
  [() => new SGD({ clip_norm: 1 } as never), /got 'clip_norm'; did you mean clipnorm/],
  [() => new SGD({ groups: [{ variables: 3 as never }] }), /SGD.groups: no variables/],
  [() => new SGD({ groups: [{ variables: [], rate: 3 } as never] }), /SGD.groups: unknown option/],
  [() => new ExponentialDecay(0.1, { decaySteps: 0, decayRate: 1 }), /schedules.ExponentialDecay: bad decaySteps/],
] as const)('refuses: %s', (make, message) => {
  expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(make).toThrow(message);
});
