// The door of optimizers: the optimizers, their schedules, and the transforms that they are made of.
export { Optimizer, type OptimizerRule, type OptimizerState } from './optimizer.js';
export type { OptimizerOptions } from './options/optimizer-options.js';
export type { ParameterGroup } from './options/parameter-groups.js';
export type { SlotTensors } from './slots.js';
export { globalNorm } from './clip-gradients.js';

export { Adam, type AdamOptions } from './optimizers/adam.js';
export { SGD, type SGDOptions } from './optimizers/sgd.js';

export * as schedules from './schedules/index.js';
export type { LearningRate } from './schedules/schedule.js';

export { adaptiveMoments, type AdaptiveMomentsOptions } from './transforms/adaptive-moments.js';
export { decayWeights } from './transforms/decay-weights.js';
export { scale } from './transforms/scale.js';
export {
  chain,
  type Moment,
  type Rate,
  type Rule,
  type SlotSpec,
  type Transform,
  type Transformed,
} from './transforms/transform.js';
export { velocity } from './transforms/velocity.js';
