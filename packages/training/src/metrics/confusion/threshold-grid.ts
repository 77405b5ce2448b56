// Decisions at many thresholds at once: what curves are made of.
import { checkCount, ConfigError, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { Metric, type MetricLike } from '../metric.js';
import { countDecisions, questions, type ClassChoice, type DecisionCounts } from './decisions.js';

/** How far the outermost thresholds lie outside of [0, 1], so that all and none are positive there. */
const EPSILON = 1e-7;

/** Thresholds from just below 0 to just above 1, evenly spaced. @throws ConfigError for less than `least` */
export function evenThresholds(where: string, count: number, least: number): readonly number[] {
  checkCount(where, 'numThresholds', count);
  if (count < least) {
    throw new ConfigError(`${where}: bad numThresholds; expected at least ${least}, got ${count}; give more`);
  }
  if (count === 1) return [0.5];
  const inner = Array.from({ length: count - 2 }, (_, index) => (index + 1) / (count - 1));
  return [-EPSILON, ...inner, 1 + EPSILON];
}

/** Weights of the four kinds of decisions at each threshold, [thresholds] each. */
export abstract class ThresholdGrid<Name extends string> extends Metric<Name> implements MetricLike<Name> {
  protected readonly counts: Readonly<Record<keyof DecisionCounts, Variable>>;

  constructor(
    name: Name,
    readonly thresholds: readonly number[],
    readonly choice: ClassChoice = {},
  ) {
    super(name);
    const state = (kind: string): Variable => this.addState(kind, [thresholds.length]);
    this.counts = {
      truePositives: state('truePositives'),
      falsePositives: state('falsePositives'),
      trueNegatives: state('trueNegatives'),
      falseNegatives: state('falseNegatives'),
    };
  }

  /** @throws ShapeError where labels, predictions or weights do not fit together */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.noteUpdate();
    const batch = countDecisions(questions(this.name, [yTrue, yPred, sampleWeight], this.choice), this.thresholds);
    for (const kind of Object.keys(this.counts) as (keyof DecisionCounts)[]) {
      this.counts[kind].assign(this.counts[kind].add(batch[kind]()));
    }
  }
}
