// Every activation: published values or values by hand, gradients by differences, gradients at kinks, far inputs in float32.
import { checkGradients, gradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivationName } from '../options/activation-option.js';
import * as activations from './index.js';

const doubles = createCpuDevice({ precision: 'float64' });
const floats = createCpuDevice();
beforeEach(() => setDefaultDevice(doubles));
afterEach(() => setDefaultDevice(doubles));

type Row = readonly [x: readonly number[], y: readonly number[], digits?: number, options?: object];

/**
 * Examples of the documentation of keras.ops and tf.keras.activations where six digits or more are given, of the worked examples
 * where a comment says so, else by hand from the formula.
 */
const examples: Readonly<Record<ActivationName, readonly Row[]>> = {
  linear: [
    [
      [-2, 0.5],
      [-2, 0.5],
    ],
  ],
  identity: [
    [
      [-2, 0.5],
      [-2, 0.5],
    ],
  ],
  binaryStep: [
    [
      [-2, -1e-9, 0, 3],
      [0, 0, 1, 1],
    ],
  ],
  heaviside: [
    [
      [-2, 0, 3],
      [0, 0.5, 1],
    ],
  ],
  sign: [
    [
      [-2, 0, 3],
      [-1, 0, 1],
    ],
  ],
  piecewiseLinear: [
    [
      [-2, -0.5, -0.25, 0, 0.5, 2],
      [0, 0, 0.25, 0.5, 1, 1],
    ],
  ],
  // Worked examples: sigmoid(-2), sigmoid(-3), and the logistic unit at 2.07.
  sigmoid: [
    [[-2, -3, 2.07], [0.11920292, 0.04742587, 0.88795296], 8],
    [[-6, 1, 0, 6], [0.00247262, 0.7310586, 0.5, 0.9975274], 7],
  ],
  hardSigmoid: [
    [[-1, 0, 1], [0.3333333, 0.5, 0.6666667], 7],
    [
      [-4, -3, 3, 4],
      [0, 0, 1, 1],
    ],
  ],
  tanh: [[[-Math.log(3), 0, Math.log(3)], [-0.8, 0, 0.8], 12]],
  sobolevaTanh: [
    [[-Math.log(3), 0, Math.log(3)], [-0.8, 0, 0.8], 12],
    // (2 - 1/8) / (4 + 1/16) and (1/2 - 8) / (1/4 + 16) at ln 2 and -ln 2.
    [[Math.LN2, -Math.LN2], [1.875 / 4.0625, -7.5 / 16.25], 12, { a: 1, b: 3, c: 2, d: 4 }],
  ],
  relu: [
    [
      [-10, -5, 0, 5, 10],
      [0, 0, 0, 5, 10],
    ],
    // Keras's documentation of keras.activations.relu.
    [[-10, -5, 0, 5, 10], [-5, -2.5, 0, 5, 10], 12, { negativeSlope: 0.5 }],
    [[-10, -5, 0, 5, 10], [0, 0, 0, 5, 5], 12, { maxValue: 5 }],
    [[-10, -5, 0, 5, 10], [0, 0, 0, 0, 10], 12, { threshold: 5 }],
    [[-4, 2, 3, 9], [-1.5, 0, 3, 6], 12, { negativeSlope: 0.25, threshold: 2, maxValue: 6 }],
  ],
  relu6: [
    [
      [-3, -2, 0.1, 0.2, 6, 8],
      [0, 0, 0.1, 0.2, 6, 6],
    ],
  ],
  leakyRelu: [
    [
      [-1, 0, 1],
      [-0.2, 0, 1],
    ],
    [[-1, 0, 1], [-0.01, 0, 1], 12, { negativeSlope: 0.01 }],
  ],
  elu: [
    [[-1, 0, 1], [-0.63212055, 0, 1], 7],
    [[-Math.LN2], [-1.5], 12, { alpha: 3 }],
  ],
  selu: [[[-1, 0, 1], [-1.1113307, 0, 1.050701], 6]],
  celu: [
    [[-1, 0, 1], [-0.63212056, 0, 1], 7],
    [[-2 * Math.LN2, 3], [-1, 3], 12, { alpha: 2 }],
  ],
  // tf.keras.activations.gelu, both forms.
  gelu: [
    [[-3, -1, 0, 1, 3], [-0.00404951, -0.15865529, 0, 0.8413447, 2.9959507], 6],
    [[-3, -1, 0, 1, 3], [-0.00363752, -0.15880796, 0, 0.841192, 2.9963627], 6, { approximate: true }],
  ],
  silu: [[[-6, 1, 0, 6], [-0.01483574, 0.7310586, 0, 5.9851646], 6]],
  swish: [[[-6, 1, 0, 6], [-0.01483574, 0.7310586, 0, 5.9851646], 6]],
  hardSilu: [[[-3, -1, 0, 1, 3], [0, -0.3333333, 0, 0.6666667, 3], 7]],
  hardSwish: [
    [
      [-4, 4],
      [0, 4],
    ],
  ],
  // tanh(ln(1 + e)) = ((1 + e)² - 1) / ((1 + e)² + 1) at 1; tanh(ln 2) = 3/5 at 0.
  mish: [[[0, 1], [0, ((1 + Math.E) ** 2 - 1) / ((1 + Math.E) ** 2 + 1)], 12]],
  softplus: [[[-0.555, 0, 0.555], [0.45366603, 0.6931472, 1.008666], 6]],
  softsign: [[[-0.1, -10, 1, 0, 100], [-0.09090909, -0.90909094, 0.5, 0, 0.990099], 7]],
  softmax: [
    [[1, 2, 3, 4, 1, 2, 3], [0.024, 0.064, 0.175, 0.475, 0.024, 0.064, 0.175], 3],
    [[1.78, 0.76, 1.65], [0.44668973, 0.16107406, 0.39223621], 8],
  ],
  logSoftmax: [[[-1, 0, 1], [-2.40760596, -1.40760596, -0.40760596], 8]],
  sparsemax: [
    [
      [-1, 0, 1],
      [0, 0, 1],
    ],
    // Sums to 1 with τ = (0.5 + 0.3 + 0.1 - 1) / 3.
    [[0.5, -3, 0.3, 0.1], [0.5 + 0.1 / 3, 0, 0.3 + 0.1 / 3, 0.1 + 0.1 / 3], 12],
    [
      [2, 2, 2, 2],
      [0.25, 0.25, 0.25, 0.25],
    ],
  ],
  sparsePlus: [
    [
      [-2, -1, 0, 1, 3],
      [0, 0, 0.25, 1, 3],
    ],
  ],
  sparseSigmoid: [
    [
      [-2, -1, 0, 0.5, 1, 3],
      [0, 0, 0.5, 0.75, 1, 1],
    ],
  ],
  exponential: [[[-1, 0, 1], [0.36787944, 1, 2.7182817], 6]],
  gaussian: [[[-1, 0, 2], [1 / Math.E, 1, Math.E ** -4], 12]],
  glu: [[[-1, 0, 1, 1], [-0.73105858, 0], 8]],
  maxout: [
    [
      [1, 4, -2, -3, 0, 0],
      [4, -2, 0],
    ],
    [[1, 4, -2, -3, 0, 0], [4, 0], 12, { pieces: 3 }],
  ],
  tanhShrink: [[[-1, 0, 1], [-0.23840584, 0, 0.23840584], 8]],
  softShrink: [
    [
      [-1, 0, 1],
      [-0.5, 0, 0.5],
    ],
    [[-3, 2, 5], [-1, 0, 3], 12, { threshold: 2 }],
  ],
  hardShrink: [
    [
      [-0.5, 0, 1],
      [0, 0, 1],
    ],
    [[-3, 2, 5], [-3, 0, 5], 12, { threshold: 2 }],
  ],
  hardTanh: [
    [
      [-2, -1, 0, 1, 2],
      [-1, -1, 0, 1, 1],
    ],
  ],
  logSigmoid: [[[-0.541391, 0, 0.5, 5], [-1.0000418, -0.6931472, -0.474077, -0.00671535], 6]],
  squareplus: [
    [[-1, 0, 1], [(Math.sqrt(5) - 1) / 2, 1, (Math.sqrt(5) + 1) / 2], 12],
    [[1.5], [2], 12, { b: 4 }],
    [[4], [4.5], 12, { b: 9 }],
  ],
  threshold: [
    [[-1, 0, 1, 2], [0, 0, 0, 2], 12, { threshold: 1 }],
    [[-1, 3], [7, 3], 12, { defaultValue: 7 }],
  ],
};

const call = (name: string, x: Tensor, options?: object): Tensor =>
  (activations[name as ActivationName] as (x: Tensor, options?: object) => Tensor)(x, options);

const rows = Object.entries(examples).flatMap(([name, cases]) =>
  cases.map(([x, y, digits = 12, options = undefined]) => ({ name, x, y, digits, options })),
);

it('has a row for each', () => {
  expect(Object.keys(examples).sort()).toEqual(Object.keys(activations).sort());
});

it.each(rows)('$name($x) is $y', async ({ name, x, y, digits, options }) => {
  const values = await call(name, tensor([x]), options).data();
  expect(values).toHaveLength(y.length);
  y.forEach((each, index) => expect(values[index]).toBeCloseTo(each, digits));
});

it.each(rows)('$name: the gradient agrees with differences ($options)', async ({ name, options }) => {
  // Away from all kinks: those are at multiples of 1/2.
  const points = [-6.3, -3.2, -2.6, -1.3, -0.7, -0.2, 0.1, 0.3, 0.8, 1.2, 2.7, 6.4];
  await checkGradients((x) => call(name, x, options), [[points]], { device: doubles });
});

/** What the docstrings say of the gradient at kinks. */
const kinks: [name: ActivationName, at: number, slope: number, options: object][] = [
  ['relu', 0, 0, {}],
  ['relu', 2, 0.5, { negativeSlope: 0.5, threshold: 2 }],
  ['relu', 4, 0, { maxValue: 4 }],
  ['relu6', 0, 0, {}],
  ['relu6', 6, 0, {}],
  ['leakyRelu', 0, 0.2, {}],
  ['threshold', 0, 0, {}],
  ['elu', 0, 3, { alpha: 3 }],
  ['selu', 0, 1.7580993408473766, {}],
  ['celu', 0, 1, { alpha: 3 }],
  ['hardSigmoid', 3, 0, {}],
  ['hardSilu', -3, 0, {}],
  ['hardSilu', 3, 1, {}],
  ['hardTanh', 1, 0, {}],
  ['piecewiseLinear', 0.5, 0, {}],
  ['sparsePlus', 1, 1, {}],
  ['sparsePlus', -1, 0, {}],
  ['sparseSigmoid', 1, 0, {}],
  ['softShrink', 0.5, 0, {}],
  ['hardShrink', -0.5, 0, {}],
  ['squareplus', 0, 0.5, {}],
  ['softplus', 0, 0.5, {}],
  ['binaryStep', 0, 0, {}],
  ['heaviside', 0.5, 0, {}],
  ['sign', -1, 0, {}],
];

it.each(kinks)('%s has at %d the slope %d', async (name, at, slope, options) => {
  const x = variable([at]);
  const [gradient] = gradients(call(name, x, options).sum(), [x], { unused: 'zeros' });
  expect((await gradient.data())[0]).toBeCloseTo(slope, 12);
});

describe('in float32, far from 0', () => {
  const far = [-100, -30, -1e-4, 1e-4, 30, 100, -1, 1];
  const names = Object.keys(examples).filter((name) => name !== 'exponential');

  it.each(names)('%s stays right and its gradient finite', async (name) => {
    const truth = await call(name, tensor([far])).data();
    setDefaultDevice(floats);
    const x = variable([far]);
    const output = call(name, x);
    const [gradient] = gradients(output.sum(), [x], { unused: 'zeros' });
    const [values, slopes] = await Promise.all([output.data(), gradient.data()]);
    values.forEach((value, index) => {
      const expected = truth[index] as number;
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(2e-6 * Math.max(Math.abs(expected), 1e-2));
    });
    expect([...slopes].every(Number.isFinite)).toBe(true);
  });

  it('squareplus keeps its digits far below 0', async () => {
    setDefaultDevice(floats);
    const [value] = await activations.squareplus(tensor([-1000])).data();
    // b / 4 / |x| but for parts in a million.
    expect((value as number) / 1e-3).toBeCloseTo(1, 5);
  });
});

it('works along other axes', async () => {
  const x = tensor([
    [0, 1],
    [0, 3],
  ]);
  const [left, right] = await activations.softmax(x, { axis: 0 }).sum(0).data();
  expect([left, right].map((each) => each?.toFixed(12))).toEqual(['1.000000000000', '1.000000000000']);
  expect(await activations.sparsemax(x, { axis: 0 }).array()).toEqual([
    [0.5, 0],
    [0.5, 1],
  ]);
  expect(await activations.glu(x, { axis: 0 }).array()).toEqual([[0, 1 / (1 + Math.exp(-3))]]);
  expect(await activations.maxout(x, { axis: 0 }).array()).toEqual([[0, 3]]);
});

it('keeps NaN', async () => {
  const x = tensor([NaN, NaN]);
  for (const name of Object.keys(examples).filter((each) => each !== 'sparsemax')) {
    const values = await call(name, x).data();
    expect({ name, nan: values.every(Number.isNaN) }).toEqual({ name, nan: true });
  }
});

it.each([
  [
    () => activations.relu(tensor([1]), { negative_slope: 1 } as never),
    /activations\.relu: .*did you mean negativeSlope/,
  ],
  [() => activations.relu(tensor([1]), { maxValue: -1 }), /bad maxValue; expected a finite number >= 0, got -1/],
  [() => activations.celu(tensor([1]), { alpha: 0 }), /bad alpha; expected a number above 0, got 0/],
  [() => activations.squareplus(tensor([1]), { b: -1 }), /bad b; expected a number above 0, got -1/],
  [() => activations.glu(tensor([1, 2, 3])), /axis -1 does not divide; expected a multiple of 2, got \[3\]/],
  [() => activations.maxout(tensor([1, 2, 3]), { pieces: 0 }), /bad pieces/],
  [() => activations.softShrink(tensor([1]), { threshold: NaN }), /bad threshold/],
])('refuses what makes no sense: %#', (make, message) => {
  expect(make).toThrow(message);
});
