// The elementwise optimizers against the recurrences of their papers, worked out here in doubles, element by element.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, setDefaultDevice, tensor, variable } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Optimizer } from '../optimizer.js';
import { byElement, expectClose, gradientsByStep } from '../testing/steps.js';
import { Adadelta } from './adadelta.js';
import { Adagrad } from './adagrad.js';
import { Adam } from './adam.js';
import { Adamax } from './adamax.js';
import { AdamW } from './adamw.js';
import { Ftrl } from './ftrl.js';
import { Lion } from './lion.js';
import { Nadam } from './nadam.js';
import { RMSprop } from './rmsprop.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** One element: where it goes from `w` by its gradients. */
type Walk = (w: number, gradients: number[]) => number;

const { abs, max, sign, sqrt } = Math;

/** Duchi et al. 2011, with Keras's epsilon under the root. */
const adagrad =
  (rate: number, initial: number, epsilon: number): Walk =>
  (w, gradients) => {
    let n = initial;
    for (const g of gradients) w -= (rate * g) / sqrt((n += g * g) + epsilon);
    return w;
  };

/** Zeiler 2012, algorithm 1, times a rate. */
const adadelta =
  (rate: number, rho: number, epsilon: number): Walk =>
  (w, gradients) => {
    let [squares, updates] = [0, 0];
    for (const g of gradients) {
      squares = rho * squares + (1 - rho) * g ** 2;
      const update = (-sqrt(updates + epsilon) / sqrt(squares + epsilon)) * g;
      updates = rho * updates + (1 - rho) * update ** 2;
      w += rate * update;
    }
    return w;
  };

/** Hinton's lecture 6e; centered: Graves 2013, equations 38 to 40. */
const rmsprop =
  (rate: number, rho: number, momentum: number, epsilon: number, centered: boolean): Walk =>
  (w, gradients) => {
    let [squares, mean, step] = [0, 0, 0];
    for (const g of gradients) {
      squares = rho * squares + (1 - rho) * g ** 2;
      mean = rho * mean + (1 - rho) * g;
      step = momentum * step + (rate * g) / sqrt(squares - (centered ? mean ** 2 : 0) + epsilon);
      w -= step;
    }
    return w;
  };

/** Reddi et al. 2018, algorithm 2, with Adam's correction in the rate; decayed as in Loshchilov and Hutter 2019, algorithm 2. */
const amsgrad =
  (rate: number, beta1: number, beta2: number, epsilon: number, decay = 0, isMaximal = true): Walk =>
  (w, gradients) => {
    let [m, v, largest] = [0, 0, 0];
    gradients.forEach((g, index) => {
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      largest = isMaximal ? max(largest, v) : v;
      const alpha = (rate * sqrt(1 - beta2 ** (index + 1))) / (1 - beta1 ** (index + 1));
      w -= (alpha * m) / (sqrt(largest) + epsilon) + rate * decay * w;
    });
    return w;
  };

/** Kingma and Ba 2014, algorithm 2, with Keras's epsilon. */
const adamax =
  (rate: number, beta1: number, beta2: number, epsilon: number): Walk =>
  (w, gradients) => {
    let [m, u] = [0, 0];
    gradients.forEach((g, index) => {
      m = beta1 * m + (1 - beta1) * g;
      u = max(beta2 * u, abs(g));
      w -= ((rate / (1 - beta1 ** (index + 1))) * m) / (u + epsilon);
    });
    return w;
  };

/** Dozat 2016, algorithm 2, with the schedule of momentum that Keras has. */
const nadam =
  (rate: number, beta1: number, beta2: number, epsilon: number): Walk =>
  (w, gradients) => {
    let [m, v, product] = [0, 0, 1];
    gradients.forEach((g, index) => {
      const t = index + 1;
      const [now, next] = [beta1 * (1 - 0.5 * 0.96 ** t), beta1 * (1 - 0.5 * 0.96 ** (t + 1))];
      product *= now;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const ahead = (next * m) / (1 - product * next) + ((1 - now) * g) / (1 - product);
      w -= (rate * ahead) / (sqrt(v / (1 - beta2 ** t)) + epsilon);
    });
    return w;
  };

/** Chen et al. 2023, program 1. */
const lion =
  (rate: number, beta1: number, beta2: number): Walk =>
  (w, gradients) => {
    let m = 0;
    for (const g of gradients) {
      w -= rate * sign(beta1 * m + (1 - beta1) * g);
      m = beta2 * m + (1 - beta2) * g;
    }
    return w;
  };

/** McMahan et al. 2013, algorithm 1, with a power in the place of the root, and shrinkage as Keras has it. */
const ftrl =
  (rate: number, power = 0.5, initial = 0.1, l1 = 0, l2 = 0, shrinkage = 0, beta = 0): Walk =>
  (w, gradients) => {
    let [n, z] = [initial, 0];
    for (const g of gradients) {
      const sigma = ((n + g * g) ** power - n ** power) / rate;
      z += g + 2 * shrinkage * w - sigma * w;
      n += g * g;
      w = abs(z) <= l1 ? 0 : -(z - sign(z) * l1) / ((beta + n ** power) / rate + 2 * l2);
    }
    return w;
  };

const regularized = {
  learningRate: 0.5,
  learningRatePower: -0.3,
  initialAccumulatorValue: 0.2,
  l1RegularizationStrength: 0.05,
  l2RegularizationStrength: 0.15,
  l2ShrinkageRegularizationStrength: 0.01,
  beta: 0.3,
};

describe.each([
  ['Adagrad', () => new Adagrad(), adagrad(0.001, 0.1, 1e-7)],
  [
    'Adagrad from 0',
    () => new Adagrad({ learningRate: 0.5, initialAccumulatorValue: 0, epsilon: 1e-3 }),
    adagrad(0.5, 0, 1e-3),
  ],
  ['Adadelta', () => new Adadelta(), adadelta(0.001, 0.95, 1e-7)],
  ['Adadelta of rate 1', () => new Adadelta({ learningRate: 1, rho: 0.9, epsilon: 1e-3 }), adadelta(1, 0.9, 1e-3)],
  ['RMSprop', () => new RMSprop(), rmsprop(0.001, 0.9, 0, 1e-7, false)],
  [
    'RMSprop with momentum',
    () => new RMSprop({ learningRate: 0.1, rho: 0.5, momentum: 0.9, epsilon: 0.01 }),
    rmsprop(0.1, 0.5, 0.9, 0.01, false),
  ],
  ['centered RMSprop', () => new RMSprop({ centered: true }), rmsprop(0.001, 0.9, 0, 1e-7, true)],
  [
    'centered RMSprop with momentum',
    () => new RMSprop({ learningRate: 0.1, momentum: 0.5, centered: true }),
    rmsprop(0.1, 0.9, 0.5, 1e-7, true),
  ],
  ['Adam with amsgrad', () => new Adam({ amsgrad: true, beta2: 0.5 }), amsgrad(0.001, 0.9, 0.5, 1e-7)],
  ['AdamW', () => new AdamW({ learningRate: 0.1 }), amsgrad(0.1, 0.9, 0.999, 1e-7, 0.004, false)],
  [
    'AdamW with amsgrad',
    () => new AdamW({ learningRate: 0.1, weightDecay: 0.5, beta2: 0.5, amsgrad: true }),
    amsgrad(0.1, 0.9, 0.5, 1e-7, 0.5),
  ],
  ['Adamax', () => new Adamax(), adamax(0.001, 0.9, 0.999, 1e-7)],
  [
    'Adamax with other decays',
    () => new Adamax({ learningRate: 0.2, beta1: 0.5, beta2: 0.3, epsilon: 0.01 }),
    adamax(0.2, 0.5, 0.3, 0.01),
  ],
  ['Nadam', () => new Nadam(), nadam(0.001, 0.9, 0.999, 1e-7)],
  [
    'Nadam with other decays',
    () => new Nadam({ learningRate: 0.5, beta1: 0.5, beta2: 0.67, epsilon: 1e-3 }),
    nadam(0.5, 0.5, 0.67, 1e-3),
  ],
  ['Lion', () => new Lion(), lion(0.001, 0.9, 0.99)],
  ['Lion with other decays', () => new Lion({ learningRate: 0.1, beta1: 0.2, beta2: 0.5 }), lion(0.1, 0.2, 0.5)],
  ['Ftrl', () => new Ftrl(), ftrl(0.001)],
  ['regularized Ftrl', () => new Ftrl(regularized), ftrl(0.5, 0.3, 0.2, 0.05, 0.15, 0.01, 0.3)],
] satisfies [string, () => Optimizer, Walk][])('%s', (_, make, walk) => {
  it('follows its recurrence for three steps', async () => {
    const starts = [1, -2, 0.5];
    const w = variable(starts, { name: 'w' });
    const optimizer = make();
    for (const gradient of gradientsByStep) optimizer.update([w], [tensor(gradient)]);
    expectClose(await w.data(), byElement(starts, walk));
  });
});

describe('slots', () => {
  it.each([
    [new Adagrad({ initialAccumulatorValue: 0.25 }), { accumulator: 4.25 }],
    [new Adadelta({ rho: 0.5, epsilon: 0 }), { accumulatedGrad: 2, accumulatedDeltaVar: 0 }],
    [new RMSprop({ rho: 0.5 }), { velocity: 2 }],
    [
      new RMSprop({ rho: 0.5, momentum: 0.5, centered: true, learningRate: 1, epsilon: 0 }),
      { velocity: 2, averageGradient: 1, momentum: -2 },
    ],
    [new Adam({ beta1: 0.5, beta2: 0.5, amsgrad: true }), { momentum: 1, velocity: 2, velocityHat: 2 }],
    [new Adamax({ beta1: 0.5 }), { momentum: 1, norm: 2 }],
    [new Nadam({ beta1: 0.5, beta2: 0.5 }), { momentum: 1, velocity: 2 }],
    [new Lion({ beta2: 0.75 }), { momentum: 0.5 }],
    [new Ftrl({ learningRate: 1, initialAccumulatorValue: 2.25 }), { accumulator: 6.25, linear: 2 - (2.5 - 1.5) * 3 }],
  ])('%#: by the first gradient of 2 at a weight of 3', async (optimizer, expected) => {
    const w = variable([3], { name: 'w' });
    optimizer.update([w], [tensor([2])]);
    const slots = Object.entries(optimizer.state().slots);
    expect(slots.map(([name]) => name)).toEqual(Object.keys(expected).map((name) => `w/${name}`));
    for (const [name, slot] of slots)
      expectClose(await slot.data(), [(expected as Record<string, number>)[name.slice(2)]!]);
  });
});

it('Adamax and Lion take first steps of the learning rate, whatever the size of the gradient', async () => {
  for (const optimizer of [new Adamax({ learningRate: 0.25 }), new Lion({ learningRate: 0.25 })]) {
    const w = variable([0, 0, 0], { name: 'w' });
    optimizer.update([w], [tensor([1e-2, -5, 1e4])]);
    expectClose(await w.data(), [-0.25, 0.25, -0.25], 1e-5);
  }
});

describe('centered RMSprop', () => {
  it('stays finite for large equal gradients in float32, whose variance rounds below 0', async () => {
    setDefaultDevice(createCpuDevice({ precision: 'float32' }));
    const w = variable([0], { name: 'w' });
    const optimizer = new RMSprop({ centered: true });
    const step = compile(() => optimizer.update([w], [tensor([1234.567])]));
    for (let count = 0; count < 200; count++) await step();
    expect(await w.item()).toBeLessThan(0);
    setDefaultDevice(createCpuDevice({ precision: 'float64' }));
  });
});

describe('Ftrl', () => {
  it('has weights of exactly 0 where the pull is below l1, and none of NaN where there was no gradient yet', async () => {
    const w = variable([0.3, 0.3, 0], { name: 'w' });
    const optimizer = new Ftrl({ learningRate: 0.1, l1RegularizationStrength: 5, initialAccumulatorValue: 0 });
    for (let step = 0; step < 3; step++) optimizer.update([w], [tensor([-3, -0.5, 0])]);
    const [large, small, unseen] = await w.data();
    expect(large).toBeGreaterThan(0);
    expect([small, unseen]).toEqual([0, 0]);
  });

  it('leaves weights and slots as they are at a rate of 0', async () => {
    const w = variable([3, -1], { name: 'w' });
    const optimizer = new Ftrl({ learningRate: (iteration) => iteration % 2, l2ShrinkageRegularizationStrength: 1 });
    const slots = async (): Promise<number[]> =>
      (await Promise.all(Object.values(optimizer.state().slots).map((slot) => slot.data()))).flatMap((each) => [
        ...each,
      ]);
    optimizer.update([w], [tensor([1, 2])]);
    expect(await w.array()).toEqual([3, -1]);
    optimizer.update([w], [tensor([1, 2])]);
    const before = [await w.array(), await slots()];
    optimizer.update([w], [tensor([5, 6])]);
    expect([await w.array(), await slots()]).toEqual(before);
  });
});

it.each([
  [/^Adagrad: bad initialAccumulatorValue; .*got -1/, () => new Adagrad({ initialAccumulatorValue: -1 })],
  [/^Adadelta: bad rho; expected a number in \[0, 1\], got 1.5/, () => new Adadelta({ rho: 1.5 })],
  [/^RMSprop: bad momentum; .*got -0.1/, () => new RMSprop({ momentum: -0.1 })],
  [/^RMSprop: unknown option; .*got 'rh'; did you mean rho/, () => new RMSprop({ rh: 0.9 } as never)],
  [/^AdamW: bad beta1; .*got 1/, () => new AdamW({ beta1: 1 })],
  [/^AdamW: bad weightDecay; .*got -1/, () => new AdamW({ weightDecay: -1 })],
  [/^Adamax: unknown option; .*got 'amsgrad'/, () => new Adamax({ amsgrad: true } as never)],
  [/^Nadam: bad epsilon; .*got NaN/, () => new Nadam({ epsilon: NaN })],
  [/^Lion: bad beta1; .*got 0;/, () => new Lion({ beta1: 0 })],
  [/^Ftrl: bad learningRatePower; .*got 0.5/, () => new Ftrl({ learningRatePower: 0.5 })],
  [/^Ftrl: bad l1RegularizationStrength; .*got -1/, () => new Ftrl({ l1RegularizationStrength: -1 })],
] as const)('refuses: %s', (message, make) => {
  expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(make).toThrow(message);
});
