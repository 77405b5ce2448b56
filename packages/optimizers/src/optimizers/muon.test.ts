// Muon: what its iterations do to singular values, published steps, and which variables Adam has.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, variable, zeros, type Variable } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../testing/steps.js';
import { orthogonalized } from '../transforms/orthogonalize.js';
import { Adam } from './adam.js';
import { Muon } from './muon.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

/** What `steps` iterations make of a singular value. */
function iterated(s: number, steps: number, [a, b, c] = [3.4445, -4.775, 2.0315] as const): number {
  for (let step = 0; step < steps; step++) s = a * s + b * s ** 3 + c * s ** 5;
  return s;
}

/** U diag(first, second) Vᵀ with turns by two angles. */
function composed(first: number, second: number): number[][] {
  const [u, v] = [0.3, 1.1].map((angle) => [Math.cos(angle), Math.sin(angle)] as const) as [
    [number, number],
    [number, number],
  ];
  return [
    [u[0] * first * v[0] + u[1] * second * v[1], u[0] * first * v[1] - u[1] * second * v[0]],
    [u[1] * first * v[0] - u[0] * second * v[1], u[1] * first * v[1] + u[0] * second * v[0]],
  ];
}

describe('orthogonalized', () => {
  it.each([1, 3, 5])('takes each singular value through the polynomial, %i times', async (steps) => {
    const expected = composed(iterated(0.6, steps), iterated(0.8, steps)).flat();
    // 3 and 4 have the norm 5; 1e-7 is added to it.
    expectClose(await orthogonalized(tensor(composed(3, 4)), { steps }).data(), expected, 1e-6);
  });

  it('ends between 0.68 and 1.13 in five steps, from a hundredth of the norm on', () => {
    const ends = Array.from({ length: 991 }, (_, index) => iterated(0.01 + index / 1000, 5));
    expect(Math.min(...ends)).toBeGreaterThan(0.67);
    expect(Math.max(...ends)).toBeLessThan(1.14);
  });

  it('treats tall and wide matrices alike', async () => {
    const wide = [
      [1, 2, 3],
      [-4, 5, 0.5],
    ];
    const tall = [
      [1, -4],
      [2, 5],
      [3, 0.5],
    ];
    const [a, b] = [orthogonalized(tensor(wide)), orthogonalized(tensor(tall))];
    expect([a.shape, b.shape]).toEqual([
      [2, 3],
      [3, 2],
    ]);
    expectClose(await a.data(), Array.from(await b.transpose().data()), 1e-14);
  });

  it('gives the figures of Keras (muon_test.py, test_Newton_Schulz)', async () => {
    const matrix = tensor([
      [0.2499, 0.9105],
      [0.2655, 0.8824],
    ]);
    expectClose(await orthogonalized(matrix).data(), [-0.4422, 0.6457, 0.7285, 0.2968], 1e-3);
  });
});

/** One step from [[1, 2], [3, 4]] by [[1, 6], [7, 2]] at a rate of 0.5: muon_test.py, test_muon_single_step. */
it.each([
  ['5 iterations, scaled', { weightDecay: 0 }, [0.988775, 1.887053, 2.873428, 3.97035]],
  ['6 iterations, as they come', { weightDecay: 0, nsSteps: 6, rmsRate: null }, [1.13, 1.51, 2.57, 4.06]],
])('has the first step of Keras: %s', async (_, options, expected) => {
  const w = variable(
    [
      [1, 2],
      [3, 4],
    ],
    { name: 'w' },
  );
  const gradient = tensor([
    [1, 6],
    [7, 2],
  ]);
  new Muon({ learningRate: 0.5, ...options }).update([w], [gradient]);
  expectClose(await w.data(), expected, 1e-2);
});

it('has momentum that looks ahead, scaled by the longer side, and decay', async () => {
  const w = variable([[2, 1, 0]], { name: 'w' });
  const optimizer = new Muon({ learningRate: 0.1, weightDecay: 0.5, momentum: 0.5 });
  optimizer.update([w], [tensor([[1, 0, 0]])]);
  optimizer.update([w], [tensor([[0, 1, 0]])]);
  // After (1, 0, 0) and (0, 1, 0): m = (0.5, 1, 0), and (0.25, 1.5, 0) with a look ahead. A row has one singular value, its norm.
  const size = 0.1 * 0.2 * Math.sqrt(3) * iterated(1, 5);
  const first = [2 - size - 0.1 * 0.5 * 2, 1 - 0.1 * 0.5 * 1, 0];
  const ahead = [0.25, 1.5, 0].map((each) => each / Math.hypot(0.25, 1.5));
  expectClose(
    await w.data(),
    first.map((value, index) => value - size * ahead[index]! - 0.1 * 0.5 * value),
    1e-6,
  );
  expectClose(await optimizer.state().slots['w/momentum']!.data(), [0.5, 1, 0]);
});

describe('which variables are Adam’s', () => {
  const make = (name: string, shape: number[]): Variable => variable(zeros(shape), { name });
  const variables = [
    make('dense/kernel', [2, 3]),
    make('dense/bias', [3]),
    make('conv/kernel', [2, 2, 1, 4]),
    make('Embedding/embeddings', [5, 2]),
    make('head/kernel', [3, 2]),
  ];
  const adams = (optimizer: Muon): string[] => {
    optimizer.build(variables);
    const slots = Object.entries(optimizer.state().slots);
    const velocities = slots.filter(([name, { rank }]) => name.endsWith('/velocity') && rank > 0);
    return velocities.map(([name]) => name.replace('/velocity', ''));
  };

  it('vectors, convolutions and embeddings, and those that are excluded', () => {
    const always = ['dense/bias', 'conv/kernel'];
    expect(adams(new Muon())).toEqual([...always, 'Embedding/embeddings']);
    expect(adams(new Muon({ excludeEmbeddings: false }))).toEqual(always);
    const excludeLayers = (name: string): boolean => name.startsWith('head/');
    expect(adams(new Muon({ excludeLayers }))).toEqual([...always, 'Embedding/embeddings', 'head/kernel']);
  });

  it('they move as Adam moves them, at their share of the rate', async () => {
    const [ours, theirs] = [variable([1, -2], { name: 'bias' }), variable([1, -2], { name: 'bias' })];
    const muon = new Muon({
      learningRate: 0.1,
      adamLrRatio: 0.5,
      adamBeta1: 0.8,
      adamBeta2: 0.9,
      epsilon: 1e-3,
      weightDecay: 0,
    });
    const adam = new Adam({ learningRate: 0.05, beta1: 0.8, beta2: 0.9, epsilon: 1e-3 });
    for (const gradient of [
      [1, 2],
      [-3, 0.5],
    ]) {
      muon.update([ours], [tensor(gradient)]);
      adam.update([theirs], [tensor(gradient)]);
    }
    expectClose(await ours.data(), Array.from(await theirs.data()));
  });
});

it.each([
  [/^Muon: bad momentum; .*got 2/, () => new Muon({ momentum: 2 })],
  [/^Muon: bad nsSteps; .*got 0/, () => new Muon({ nsSteps: 0 })],
  [/^Muon: bad adamBeta1; .*got 1/, () => new Muon({ adamBeta1: 1 })],
  [/^Muon: bad epsilon; .*got -1/, () => new Muon({ epsilon: -1 })],
  [/^Muon: bad muonA; expected a finite number, got NaN/, () => new Muon({ muonA: NaN })],
  [/^Muon: unknown option; .*got 'beta1'/, () => new Muon({ beta1: 0.9 } as never)],
] as const)('refuses: %s', (message, make) => {
  expect(make).toThrow(message);
});
