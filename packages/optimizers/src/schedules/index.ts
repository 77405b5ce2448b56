// The namespace `schedules`. A rate that stays is a number.
export { CosineDecay, type CosineDecayOptions } from './cosine-decay.js';
export { CosineDecayRestarts, type CosineDecayRestartsOptions } from './cosine-decay-restarts.js';
export { CyclicalLearningRate, type CyclicalLearningRateOptions } from './cyclical-learning-rate.js';
export { ExponentialDecay, type ExponentialDecayOptions } from './exponential-decay.js';
export { InverseSquareRoot, type InverseSquareRootOptions } from './inverse-square-root.js';
export { InverseTimeDecay, type InverseTimeDecayOptions } from './inverse-time-decay.js';
export { NoamSchedule, type NoamScheduleOptions } from './noam-schedule.js';
export { OneCycle, type OneCycleOptions } from './one-cycle.js';
export { PiecewiseConstantDecay } from './piecewise-constant-decay.js';
export { PolynomialDecay, type PolynomialDecayOptions } from './polynomial-decay.js';
export { Schedule } from './schedule.js';
export { StepDecay, type StepDecayOptions } from './step-decay.js';
export { WarmUp, type WarmUpOptions } from './warm-up.js';
