// The three compiled functions of a Trainer: one plan each for a training step, an evaluation step, a prediction.
import { valueAndGradients } from '@tensorloom/autograd';
import { compile, ConfigError, isTensor, ShapeError, type HostTensor, type Tensor } from '@tensorloom/tensor-core';
import type { Loss } from '../losses/loss.js';
import type { HostStructure } from './host-structure.js';
import type { DeviceLogs } from './logs.js';
import type { ModelOptimizer, TrainableModel } from './model.js';
import type { RunningResults } from './running-results.js';

/** A compiled step over a batch; gives the running results. `isFirst` (1, else 0) starts them anew. */
export type Step = (
  x: HostStructure,
  y: HostTensor,
  sampleWeight: HostTensor | undefined,
  isFirst: number,
) => Promise<DeviceLogs>;

/** The steps. */
export interface CompiledSteps {
  readonly train: Step;
  readonly evaluate: Step;
  readonly predict: (x: HostStructure) => Promise<Tensor>;
  /** Records the model's predictions, building it; runs nothing. */
  readonly record: (x: unknown, training: boolean) => Tensor;
}

/** What a Trainer is made of. */
export interface StepParts {
  readonly model: TrainableModel;
  readonly optimizer: ModelOptimizer;
  readonly loss: Loss;
  readonly results: RunningResults;
}

/** The arguments of a step while it is traced: host tensors and numbers have become tensors. */
type Traced = Parameters<Step>;
const asTensor = (value: HostTensor | number): Tensor => value as unknown as Tensor;

/** @throws ConfigError, ShapeError where the model does not give predictions [batch, ...] */
function predictions(value: unknown): Tensor {
  if (!isTensor(value)) {
    throw new ConfigError(
      `Trainer: the model gives no tensor; expected one output, got ${Array.isArray(value) ? 'several' : typeof value}; give it one output`,
    );
  }
  if (value.rank === 0)
    throw new ShapeError(
      'Trainer: predictions have no batch axis; expected [batch, ...], got []; leave the batch axis to the loss',
    );
  return value;
}

/** Makes the steps. Nothing is traced before the first call. */
export function compileSteps({ model, optimizer, loss, results }: StepParts): CompiledSteps {
  const record = (x: unknown, training: boolean): Tensor => predictions(model.apply(x as never, { training }));
  const lossOfBatch = ([, y, weight]: Traced, predicted: Tensor): Tensor => {
    const own = loss.call(asTensor(y), predicted, weight && asTensor(weight), model.maskOf?.(predicted));
    return (model.losses ?? []).reduce((sum, each) => sum.add(each), own);
  };
  const track = ([, y, , isFirst]: Traced, predicted: Tensor, value: Tensor): DeviceLogs =>
    results.track({ yTrue: asTensor(y), yPred: predicted, mask: model.maskOf?.(predicted) }, value, asTensor(isFirst));
  const train = compile((...batch: Traced): DeviceLogs => {
    let predicted!: Tensor;
    const variables = model.trainableVariables;
    const { value, gradients } = valueAndGradients(() => {
      predicted = record(batch[0], true);
      return lossOfBatch(batch, predicted);
    }, variables);
    optimizer.update(variables, gradients);
    return track(batch, predicted, value);
  });
  const evaluate = compile((...batch: Traced): DeviceLogs => {
    const predicted = record(batch[0], false);
    return track(batch, predicted, lossOfBatch(batch, predicted));
  });
  const predict = compile((x: HostStructure): Tensor => record(x, false));
  return { train, evaluate, predict, record };
}
