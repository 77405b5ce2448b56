// The namespace `schedules`.
export { ExponentialDecay, type ExponentialDecayOptions } from './exponential-decay.js';
export { Schedule } from './schedule.js';
