// The door of optimizers: the optimizers, their schedules, and the transforms that they are made of.
export { Optimizer, type OptimizerRule, type OptimizerState } from './optimizer.js';
export type { MomentOptions } from './options/moment-options.js';
export type { OptimizerOptions } from './options/optimizer-options.js';
export type { ParameterGroup } from './options/parameter-groups.js';
export type { SlotTensors } from './slots.js';
export { globalNorm } from './clip-gradients.js';

export { Adadelta, type AdadeltaOptions } from './optimizers/adadelta.js';
export { Adafactor, type AdafactorOptions } from './optimizers/adafactor.js';
export { Adagrad, type AdagradOptions } from './optimizers/adagrad.js';
export { Adam, type AdamOptions } from './optimizers/adam.js';
export { Adamax, type AdamaxOptions } from './optimizers/adamax.js';
export { AdamW, type AdamWOptions } from './optimizers/adamw.js';
export { Ftrl, type FtrlOptions } from './optimizers/ftrl.js';
export { Lamb, type LambOptions } from './optimizers/lamb.js';
export { Lion, type LionOptions } from './optimizers/lion.js';
export { Muon, type MuonOptions } from './optimizers/muon.js';
export { Nadam, type NadamOptions } from './optimizers/nadam.js';
export { RMSprop, type RMSpropOptions } from './optimizers/rmsprop.js';
export { SGD, type SGDOptions } from './optimizers/sgd.js';

export * as schedules from './schedules/index.js';
export type { LearningRate } from './schedules/schedule.js';

export { accumulatedSquares, type AccumulatedSquaresOptions } from './transforms/accumulated-squares.js';
export { adaptiveMoments, type AdaptiveMomentsOptions } from './transforms/adaptive-moments.js';
export { adaptiveUpdates, type AdaptiveUpdatesOptions } from './transforms/adaptive-updates.js';
export { decayWeights } from './transforms/decay-weights.js';
export { factoredSquares, type FactoredSquaresOptions } from './transforms/factored-squares.js';
export { followTheLeader, type FollowTheLeaderOptions } from './transforms/follow-the-leader.js';
export { lookAhead, type LookAheadOptions } from './transforms/look-ahead.js';
export { maximumMoments } from './transforms/maximum-moments.js';
export { meanSquares, type MeanSquaresOptions } from './transforms/mean-squares.js';
export { momentumSign, type MomentumSignOptions } from './transforms/momentum-sign.js';
export { nesterovMoments } from './transforms/nesterov-moments.js';
export { orthogonalize, orthogonalized, type OrthogonalizeOptions } from './transforms/orthogonalize.js';
export { limitUpdates, scaleByWeights } from './transforms/root-mean-square.js';
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
export { trustRatio } from './transforms/trust-ratio.js';
export { velocity } from './transforms/velocity.js';
