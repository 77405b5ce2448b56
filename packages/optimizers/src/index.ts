// The door of optimizers: the optimizers, and the transforms that they are made of.
export { Adam, type AdamOptions } from './adam.js';
export { Optimizer, type LearningRate, type OptimizerState } from './optimizer.js';
export { SGD, type SGDOptions } from './sgd.js';
export type { SlotTensors } from './slots.js';
export { adaptiveMoments, type AdaptiveMomentsOptions } from './transforms/adaptive-moments.js';
export { scale } from './transforms/scale.js';
export { chain, type Moment, type Rule, type Transform, type Transformed } from './transforms/transform.js';
export { velocity } from './transforms/velocity.js';
