// Rows of the optimizers: where three compiled steps move three variables, and what they leave in the slots.
import * as optimizers from '@tensorloom/optimizers';
import {
  compile,
  hostRandom,
  tensor,
  variable,
  type HostTensor,
  type Shape,
  type Tensor,
} from '@tensorloom/tensor-core';
import { inputData } from '../ops/op-row.js';
import { classesOf, type CatalogueRow, type CatalogueRowOptions, type Results } from './catalogue-row.js';

const shapes: readonly Shape[] = [[4, 3], [3], [2, 3, 2]];
const STEPS = 3;

/**
 * Gradients of both signs, away from 0: near it the ratios that adaptive optimizers take are ill-conditioned. An element keeps its
 * sign from step to step, or its moments would cancel.
 */
function gradientData(shape: Shape, step: number, seed: number): HostTensor {
  const { data } = inputData({ shape, low: 0.3, high: 1.5 }, 10 * seed + step);
  const sign = hostRandom(seed);
  return {
    data: Float32Array.from(data, (value) => (sign.integer(2) === 0 ? -value : value)),
    shape,
    dtype: 'float32',
  };
}

async function threeSteps(optimizer: optimizers.Optimizer): Promise<Results> {
  const starts = shapes.map((shape, index) => tensor(inputData({ shape }, index + 1)));
  const weights = starts.map((start, index) => variable(start, { name: `w${index}` }));
  const update = compile((...gradients: Tensor[]) => optimizer.update(weights, gradients));
  for (let step = 0; step < STEPS; step++) {
    await update(...shapes.map((shape, index) => tensor(gradientData(shape, step, index + 1))));
  }
  const moves = weights.map((weight, index) => {
    const start = tensor(inputData({ shape: weight.shape }, index + 1));
    return [`move of ${weight.name}`, weight.sub(start)] as const;
  });
  return { ...Object.fromEntries(moves), ...optimizer.state().slots };
}

function optimizerRow(make: () => optimizers.Optimizer, options: CatalogueRowOptions = {}): CatalogueRow {
  return { ...options, of: make().constructor.name, run: () => threeSteps(make()) };
}

const learningRate = 0.05;
const { Adam, SGD } = optimizers;

/** All of them. */
export const optimizerRows: readonly CatalogueRow[] = [
  optimizerRow(() => new optimizers.Adadelta({ learningRate: 1, epsilon: 0.01 })),
  optimizerRow(() => new optimizers.Adafactor({ learningRate })),
  optimizerRow(() => new optimizers.Adagrad({ learningRate })),
  optimizerRow(() => new Adam({ learningRate })),
  optimizerRow(() => new Adam({ learningRate, amsgrad: true, globalClipnorm: 0.5 }), {
    about: 'amsgrad, clipped together',
  }),
  optimizerRow(() => new Adam({ learningRate, useEma: true, emaMomentum: 0.9, emaOverwriteFrequency: 2 }), {
    about: 'with averages in the place of weights',
  }),
  optimizerRow(() => new optimizers.Adamax({ learningRate })),
  optimizerRow(
    () => new optimizers.AdamW({ learningRate, groups: [{ variables: (name) => name === 'w1', weightDecay: 0 }] }),
  ),
  optimizerRow(
    () => new optimizers.Ftrl({ learningRate, l1RegularizationStrength: 0.01, l2RegularizationStrength: 0.1 }),
  ),
  optimizerRow(() => new optimizers.Lamb({ learningRate })),
  optimizerRow(() => new optimizers.Lion({ learningRate })),
  optimizerRow(() => new optimizers.Muon({ learningRate })),
  optimizerRow(() => new optimizers.Nadam({ learningRate })),
  optimizerRow(() => new optimizers.RMSprop({ learningRate, momentum: 0.5, centered: true })),
  optimizerRow(
    () => new SGD({ learningRate: new optimizers.schedules.ExponentialDecay(0.1, { decaySteps: 2, decayRate: 0.5 }) }),
    {
      about: 'with a schedule',
    },
  ),
  optimizerRow(() => new SGD({ learningRate, momentum: 0.9, nesterov: true, clipnorm: 0.7, weightDecay: 0.1 }), {
    about: 'with momentum, clipped, with decay',
  }),
  optimizerRow(() => new SGD({ learningRate, clipvalue: 0.9, gradientAccumulationSteps: 2 }), {
    about: 'with gradients of two steps in one',
  }),
];

/** Names of the exported optimizers. */
export const optimizerNames: readonly string[] = classesOf(optimizers, optimizers.Optimizer);
