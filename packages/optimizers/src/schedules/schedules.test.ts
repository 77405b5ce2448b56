// Schedules against values that stand in papers and in the tests of others, or follow from a formula by hand, mostly at kinks.
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/steps.js';
import {
  CosineDecay,
  CosineDecayRestarts,
  CyclicalLearningRate,
  ExponentialDecay,
  InverseSquareRoot,
  InverseTimeDecay,
  NoamSchedule,
  OneCycle,
  PiecewiseConstantDecay,
  PolynomialDecay,
  StepDecay,
  WarmUp,
  type Schedule,
} from './index.js';

type Values = readonly (readonly [iteration: number, rate: number])[];

/** Values from iteration 0 on. */
const fromZero = (rates: readonly number[]): Values => rates.map((rate, index) => [index, rate]);

const half = Math.SQRT1_2;

describe.each([
  [
    'ExponentialDecay',
    new ExponentialDecay(8, { decaySteps: 10, decayRate: 0.25 }),
    [
      [0, 8],
      [5, 4],
      [10, 2],
      [20, 0.5],
    ],
  ],
  [
    // Keras, learning_rate_schedule_test.py, test_staircase
    'ExponentialDecay in steps',
    new ExponentialDecay(0.1, { decaySteps: 3, decayRate: 0.96, staircase: true }),
    [
      [1, 0.1],
      [2, 0.1],
      [3, 0.096],
      [100, 0.1 * 0.96 ** 33],
    ],
  ],
  [
    // PyTorch's documentation of StepLR: 0.05 below 30, 0.005 below 60, 0.0005 below 90
    'StepDecay',
    new StepDecay(0.05, { stepSize: 30 }),
    [
      [0, 0.05],
      [29, 0.05],
      [30, 0.005],
      [59, 0.005],
      [60, 0.0005],
    ],
  ],
  [
    'InverseTimeDecay',
    new InverseTimeDecay(0.12, { decaySteps: 10, decayRate: 1 }),
    [
      [0, 0.12],
      [5, 0.08],
      [10, 0.06],
      [30, 0.03],
    ],
  ],
  [
    'InverseTimeDecay in steps',
    new InverseTimeDecay(0.12, { decaySteps: 10, decayRate: 0.5, staircase: true }),
    [
      [9, 0.12],
      [10, 0.08],
      [19, 0.08],
      [20, 0.06],
    ],
  ],
  [
    // Keras, test_piecewise_values
    'PiecewiseConstantDecay',
    new PiecewiseConstantDecay([100, 110, 120], [1, 0.1, 0.01, 0.001]),
    [
      [0, 1],
      [100, 1],
      [105, 0.1],
      [110, 0.1],
      [120, 0.01],
      [121, 0.001],
      [999, 0.001],
    ],
  ],
  [
    // Keras, LinearDecayTest
    'PolynomialDecay of power 1',
    new PolynomialDecay(0.05, { decaySteps: 10, endLearningRate: 0.001 }),
    [
      [0, 0.05],
      [5, 0.0255],
      [10, 0.001],
      [15, 0.001],
    ],
  ],
  [
    'PolynomialDecay of power 2',
    new PolynomialDecay(1, { decaySteps: 10, endLearningRate: 0, power: 2 }),
    [
      [0, 1],
      [5, 0.25],
      [9, 0.01],
      [10, 0],
    ],
  ],
  [
    // Keras, SqrtDecayTest, test_beyond_end_with_cycle, at 15; 20 and 30 end cycles, and what follows them is longer
    'PolynomialDecay in cycles',
    new PolynomialDecay(0.05, { decaySteps: 10, endLearningRate: 0.001, power: 0.5, cycle: true }),
    [
      [0, 0.05],
      [10, 0.001],
      [15, 0.049 * Math.sqrt(0.25) + 0.001],
      [20, 0.001],
      [24, 0.049 * Math.sqrt(0.2) + 0.001],
      [30, 0.001],
    ],
  ],
  [
    'CosineDecay',
    new CosineDecay(2, { decaySteps: 100 }),
    [
      [0, 2],
      [25, 1 + half],
      [50, 1],
      [75, 1 - half],
      [100, 0],
      [1000, 0],
    ],
  ],
  [
    'CosineDecay to a tenth',
    new CosineDecay(2, { decaySteps: 100, alpha: 0.1 }),
    [
      [0, 2],
      [50, 1.1],
      [100, 0.2],
      [1000, 0.2],
    ],
  ],
  [
    // Keras, test_warmup_decay: 10 · step / 2000, then 10 · (1 + cos(π (step - 2000) / 1000)) / 2
    'CosineDecay with a warm-up',
    new CosineDecay(0, { decaySteps: 1000, warmupTarget: 10, warmupSteps: 2000 }),
    [
      [0, 0],
      [250, 1.25],
      [2000, 10],
      [2250, 5 + 5 * half],
      [2500, 5],
      [3000, 0],
      [4000, 0],
    ],
  ],
  [
    'CosineDecayRestarts',
    new CosineDecayRestarts(1, { firstDecaySteps: 10 }),
    [
      [0, 1],
      [5, 0.5],
      [10, 1],
      [20, 0.5],
      [30, 1],
      [50, 0.5],
      [70, 1],
    ],
  ],
  [
    'CosineDecayRestarts with weaker ones of one length',
    new CosineDecayRestarts(1, { firstDecaySteps: 10, tMul: 1, mMul: 0.5, alpha: 0.2 }),
    [
      [0, 1],
      [5, 0.8 * 0.5 + 0.2],
      [10, 0.8 * 0.5 + 0.2],
      [15, 0.8 * 0.25 + 0.2],
      [20, 0.8 * 0.25 + 0.2],
      [1005, 0.2],
    ],
  ],
  [
    // 1 + 3 + 9 + 27 + 81 = 121 and 243 more: where a logarithm of base 3 rounds down
    'CosineDecayRestarts of lengths 1, 3, 9 ...',
    new CosineDecayRestarts(1, { firstDecaySteps: 1, tMul: 3, mMul: 0.5 }),
    [
      [1, 0.5],
      [4, 0.25],
      [121, 0.5 ** 5],
      [364, 0.5 ** 6],
    ],
  ],
  [
    'WarmUp to a number',
    new WarmUp(0.5, { warmupSteps: 4 }),
    [
      [0, 0],
      [1, 0.125],
      [4, 0.5],
      [100, 0.5],
    ],
  ],
  [
    'WarmUp to a schedule',
    new WarmUp(new StepDecay(1, { stepSize: 10 }), { warmupSteps: 5, initialLearningRate: 0.5 }),
    [
      [0, 0.5],
      [1, 0.6],
      [5, 1],
      [14, 1],
      [15, 0.1],
    ],
  ],
  [
    'WarmUp to a function',
    new WarmUp((iteration) => 2 + iteration, { warmupSteps: 2 }),
    [
      [1, 1],
      [2, 2],
      [5, 5],
    ],
  ],
  [
    // PyTorch, test_lrscheduler.py, test_onecycle_lr_linear_annealing
    'OneCycle in straight lines',
    new OneCycle(25, { totalSteps: 10, finalDivFactor: 2, annealStrategy: 'linear' }),
    fromZero([1, 13, 25, 21.5, 18, 14.5, 11, 7.5, 4, 0.5, 0.5]),
  ],
  [
    // PyTorch, test_onecycle_lr_linear_annealing_three_phases
    'OneCycle in three phases',
    new OneCycle(25, {
      totalSteps: 10,
      pctStart: 0.4,
      finalDivFactor: 4,
      annealStrategy: 'linear',
      threePhase: true,
    }),
    fromZero([1, 9, 17, 25, 17, 9, 1, 0.75, 0.5, 0.25]),
  ],
  [
    // 3 - 1 = 2 updates up from 1 to 25, 8 down to 0.5; quarters of the falling wave by hand
    'OneCycle in half waves',
    new OneCycle(25, { totalSteps: 11, pctStart: 3 / 11, finalDivFactor: 2 }),
    [
      [0, 1],
      [1, 13],
      [2, 25],
      [4, 0.5 + 24.5 * ((1 + half) / 2)],
      [6, 12.75],
      [8, 0.5 + 24.5 * ((1 - half) / 2)],
      [10, 0.5],
    ],
  ],
  [
    'OneCycle without a rise',
    new OneCycle(1, { totalSteps: 4, pctStart: 0.25, finalDivFactor: 1, divFactor: 4, annealStrategy: 'linear' }),
    fromZero([1, 0.75, 0.5, 0.25]),
  ],
  [
    // PyTorch, test_cycle_lr_triangular_mode_one_lr
    'CyclicalLearningRate',
    new CyclicalLearningRate(1, 5, { stepSize: 4 }),
    fromZero([1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3]),
  ],
  [
    // PyTorch, test_cycle_lr_triangular2_mode_one_lr
    'CyclicalLearningRate, halved',
    new CyclicalLearningRate(1, 5, { stepSize: 4, mode: 'triangular2' }),
    fromZero([1, 2, 3, 4, 5, 4, 3, 2, 1, 1.5, 2, 2.5, 3, 2.5, 2, 1.5, 1, 1.25, 1.5, 1.75, 2, 1.75]),
  ],
  [
    // PyTorch, test_cycle_lr_exp_range_mode_one_lr
    'CyclicalLearningRate, shrinking',
    new CyclicalLearningRate(1, 5, { stepSize: 4, mode: 'expRange', gamma: 0.9 }),
    fromZero([0, 0.25, 0.5, 0.75, 1, 0.75, 0.5, 0.25, 0, 0.25, 0.5].map((x, index) => 1 + x * 4 * 0.9 ** index)),
  ],
  [
    'InverseSquareRoot',
    new InverseSquareRoot(0.8, { warmupSteps: 4 }),
    [
      [0, 0.2],
      [1, 0.4],
      [3, 0.8],
      [15, 0.4],
      [63, 0.2],
    ],
  ],
  [
    // The base model of the paper: 512 wide, 4000 warm-up steps; its peak is 1 / √(512 · 4000) = 6.98771e-4
    'NoamSchedule',
    new NoamSchedule(512),
    [
      [0, 6.98771242968684e-4 / 4000],
      [1999, 6.98771242968684e-4 / 2],
      [3999, 6.98771242968684e-4],
      [15_999, 6.98771242968684e-4 / 2],
    ],
  ],
  [
    'NoamSchedule, scaled',
    new NoamSchedule(4, { warmupSteps: 4, scale: 2 }),
    [
      [0, 0.125],
      [3, 0.5],
      [15, 0.25],
    ],
  ],
] satisfies [string, Schedule, Values][])('%s', (_, schedule, values) => {
  it('has the rates that stand here', () => {
    expectClose(
      values.map(([iteration]) => schedule.at(iteration)),
      values.map(([, rate]) => rate),
    );
  });
});

it.each([
  [
    /^schedules.ExponentialDecay: bad decayRate; .*got -1/,
    () => new ExponentialDecay(1, { decaySteps: 1, decayRate: -1 }),
  ],
  [/^schedules.StepDecay: bad stepSize; .*got 0/, () => new StepDecay(1, { stepSize: 0 })],
  [/^schedules.StepDecay: bad initialLearningRate; .*got NaN/, () => new StepDecay(NaN, { stepSize: 1 })],
  [
    /^schedules.InverseTimeDecay: unknown option; .*got 'decay_steps'; did you mean decaySteps/,
    () => new InverseTimeDecay(1, { decay_steps: 1, decayRate: 1 } as never),
  ],
  [/lengths do not match; .*got 1 boundaries and 1 values/, () => new PiecewiseConstantDecay([1], [1])],
  [/bad boundaries; .*got 5, 5; sort them/, () => new PiecewiseConstantDecay([5, 5], [1, 2, 3])],
  [/bad boundaries; .*got -1/, () => new PiecewiseConstantDecay([-1], [1, 2])],
  [/^schedules.PolynomialDecay: bad power; .*got -1/, () => new PolynomialDecay(1, { decaySteps: 1, power: -1 })],
  [/^schedules.CosineDecay: bad alpha; .*got 2/, () => new CosineDecay(1, { decaySteps: 1, alpha: 2 })],
  [/a warm-up without a target; expected warmupTarget/, () => new CosineDecay(1, { decaySteps: 1, warmupSteps: 5 })],
  [/bad tMul; .*>= 1, got 0.5/, () => new CosineDecayRestarts(1, { firstDecaySteps: 1, tMul: 0.5 })],
  [/^schedules.WarmUp: bad rate; .*got -1/, () => new WarmUp(-1, { warmupSteps: 1 })],
  [/bad pctStart; expected a number in \[0, 1\], got 1.1/, () => new OneCycle(1, { totalSteps: 10, pctStart: 1.1 })],
  [/bad pctStart; .*\[0, 0.5\], got 0.6/, () => new OneCycle(1, { totalSteps: 10, pctStart: 0.6, threePhase: true })],
  [
    /unknown annealStrategy; expected one of cos, linear, got CATS/,
    () => new OneCycle(1, { totalSteps: 10, annealStrategy: 'CATS' as never }),
  ],
  [
    /unknown mode; expected one of triangular, triangular2, expRange, got triangular3; did you mean/,
    () => new CyclicalLearningRate(0, 1, { stepSize: 1, mode: 'triangular3' as never }),
  ],
  [/bad warmupSteps; .*got 0/, () => new InverseSquareRoot(1, { warmupSteps: 0 })],
  [/^schedules.NoamSchedule: bad modelSize; .*got 1.5/, () => new NoamSchedule(1.5)],
] as const)('refuses: %s', (message, make) => {
  expect(make).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(make).toThrow(message);
});
