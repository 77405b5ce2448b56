// The three compiled functions of a Trainer: one plan each for a training step, an evaluation step, a prediction.
import { valueAndGradients } from '@tensorloom/autograd';
import {
  compile,
  ConfigError,
  constant,
  flush,
  isTensor,
  ShapeError,
  type HostTensor,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { Loss } from '../losses/loss.js';
import { Mean } from '../metrics/mean.js';
import type { MetricLike } from '../metrics/metric.js';
import type { HostStructure } from './host-structure.js';
import type { DeviceLogs } from './logs.js';
import type { ModelOptimizer, TrainableModel } from './model.js';

/** A compiled step over a batch; gives the running results since the last reset. */
export type Step = (x: HostStructure, y: HostTensor, sampleWeight: HostTensor | undefined) => Promise<DeviceLogs>;

/** The steps, and the running results that they write. */
export interface CompiledSteps {
  readonly train: Step;
  readonly evaluate: Step;
  readonly predict: (x: HostStructure) => Promise<Tensor>;
  /** Records the model's predictions, building it; runs nothing. */
  readonly record: (x: unknown, training: boolean) => Tensor;
  /** Sets the running results to nothing; not left pending, so that a run that fails leaves nothing behind. */
  readonly reset: () => Promise<void>;
}

/** What a Trainer is made of. */
export interface StepParts {
  readonly model: TrainableModel;
  readonly optimizer: ModelOptimizer;
  readonly loss: Loss;
  readonly metrics: readonly MetricLike[];
}

/** The arguments of a step while it is traced: host tensors have become tensors. */
type Traced = [x: HostStructure, y: HostTensor, sampleWeight: HostTensor | undefined];
const asTensor = (value: HostTensor): Tensor => value as unknown as Tensor;

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
export function compileSteps({ model, optimizer, loss, metrics }: StepParts): CompiledSteps {
  const meanLoss = new Mean({ name: 'loss' });
  const record = (x: unknown, training: boolean): Tensor => predictions(model.apply(x as never, { training }));
  const lossOfBatch = ([, y, weight]: Traced, predicted: Tensor): Tensor =>
    loss.call(asTensor(y), predicted, weight && asTensor(weight));
  const track = ([, y]: Traced, value: Tensor, predicted: Tensor): DeviceLogs => {
    meanLoss.updateState(value, constant(predicted.shape[0] as number));
    for (const metric of metrics) metric.updateState(asTensor(y), predicted);
    return Object.fromEntries([meanLoss, ...metrics].map((metric) => [metric.name, metric.result()]));
  };
  const train = compile((...batch: Traced): DeviceLogs => {
    let predicted!: Tensor;
    const variables = model.trainableVariables;
    const { value, gradients } = valueAndGradients(() => {
      predicted = record(batch[0], true);
      return lossOfBatch(batch, predicted);
    }, variables);
    optimizer.update(variables, gradients);
    return track(batch, value, predicted);
  });
  const evaluate = compile((...batch: Traced): DeviceLogs => {
    const predicted = record(batch[0], false);
    return track(batch, lossOfBatch(batch, predicted), predicted);
  });
  const predict = compile((x: HostStructure): Tensor => record(x, false));
  const reset = async (): Promise<void> => {
    for (const metric of [meanLoss, ...metrics]) metric.resetState();
    await flush();
  };
  return { train, evaluate, predict, record, reset };
}
