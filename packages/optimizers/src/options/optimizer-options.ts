// The options that every optimizer has, and their ranges. Knows no update rule.
import { checkCount, checkOptions, checkRange, ConfigError } from '@tensorloom/tensor-core';
import type { LearningRate } from '../schedules/schedule.js';
import type { ParameterGroup } from './parameter-groups.js';

/** The largest number below 1: decays of moments stay under it. */
export const BELOW_ONE: number = 1 - Number.EPSILON / 2;

/** Options of every optimizer. */
export interface OptimizerOptions {
  /** A number, a schedule, or a function of the number of updates made before. */
  readonly learningRate?: LearningRate;
  /** Decoupled decay: each update takes learningRate · weightDecay · w off the weight w as well (default none). */
  readonly weightDecay?: number | undefined;
  /** Scales each gradient whose L2 norm is larger down to this norm. */
  readonly clipnorm?: number | undefined;
  /** Cuts each element of gradients off at ± this. */
  readonly clipvalue?: number | undefined;
  /** Scales all gradients down together if their common L2 norm is larger than this. */
  readonly globalClipnorm?: number | undefined;
  /** Keeps an exponential moving average of each weight (default false); see `finalizeVariableValues`. */
  readonly useEma?: boolean;
  /** Share of the average that stays in each update, in [0, 1] (default 0.99). */
  readonly emaMomentum?: number;
  /** Puts the averages in the place of the weights after every so many updates (default never). */
  readonly emaOverwriteFrequency?: number | undefined;
  /** Weights move once in so many calls of `update`, by the mean of their gradients (default 1: always). */
  readonly gradientAccumulationSteps?: number | undefined;
  /** Variables with rates and decays of their own; the first group that has a variable counts. */
  readonly groups?: readonly ParameterGroup[];
}

/** The names of those options. */
const common: readonly (keyof OptimizerOptions)[] = [
  'learningRate',
  'weightDecay',
  'clipnorm',
  'clipvalue',
  'globalClipnorm',
  'useEma',
  'emaMomentum',
  'emaOverwriteFrequency',
  'gradientAccumulationSteps',
  'groups',
];

const clips = ['clipnorm', 'clipvalue', 'globalClipnorm'] as const;

/** @throws ConfigError for an unknown option, a value outside of its range, or two ways of clipping at once */
export function checkOptimizerOptions(className: string, options: OptimizerOptions, own: readonly string[] = []): void {
  checkOptions(className, options, [...own, ...common]);
  const { weightDecay, emaMomentum, emaOverwriteFrequency, gradientAccumulationSteps } = options;
  if (weightDecay !== undefined) checkRange(className, 'weightDecay', weightDecay, 0, Infinity);
  if (emaMomentum !== undefined) checkRange(className, 'emaMomentum', emaMomentum, 0, 1);
  if (emaOverwriteFrequency !== undefined) checkCount(className, 'emaOverwriteFrequency', emaOverwriteFrequency);
  if (gradientAccumulationSteps !== undefined)
    checkCount(className, 'gradientAccumulationSteps', gradientAccumulationSteps);
  const set = clips.filter((name) => options[name] !== undefined);
  for (const name of set) checkRange(className, name, options[name], 0, Infinity);
  if (set.length > 1) {
    throw new ConfigError(
      `${className}: clips twice; expected one of ${clips.join(', ')}, got ${set.join(' and ')}; drop one`,
    );
  }
}
