// How many decisions are right or wrong, of each kind.
import type { Tensor, Variable } from '@tensorloom/tensor-core';
import { Metric, nameOf, type MetricLike } from '../metric.js';
import { checkThresholds, countDecisions, questions, type DecisionCounts, type DecisionOptions } from './decisions.js';

/** The weight of the decisions of one kind: float32 [], or [thresholds] for several. */
abstract class DecisionCount<Name extends string> extends Metric<Name> implements MetricLike<Name> {
  readonly thresholds: readonly number[];
  readonly #kind: keyof DecisionCounts;
  readonly #count: Variable;

  constructor(className: string, kind: keyof DecisionCounts, options: DecisionOptions<Name>) {
    super(nameOf(className, options, kind, ['thresholds']));
    this.thresholds = checkThresholds(className, options.thresholds ?? 0.5);
    this.#kind = kind;
    this.#count = this.addState('count', [this.thresholds.length]);
  }

  /** @throws ShapeError where labels, predictions or weights do not fit together */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.noteUpdate();
    const counts = countDecisions(questions(this.name, [yTrue, yPred, sampleWeight]), this.thresholds);
    this.#count.assign(this.#count.add(counts[this.#kind]()));
  }

  protected override value(): Tensor {
    return this.thresholds.length === 1 ? this.#count.reshape([]) : this.#count.add(0);
  }
}

/** How many examples are positive and are called so, weighted. Labels 0 and 1. */
export class TruePositives<const Name extends string = 'truePositives'> extends DecisionCount<Name> {
  constructor(options: DecisionOptions<Name> = {}) {
    super('TruePositives', 'truePositives', options);
  }
}

/** How many examples are negative and are called positive, weighted. Labels 0 and 1. */
export class FalsePositives<const Name extends string = 'falsePositives'> extends DecisionCount<Name> {
  constructor(options: DecisionOptions<Name> = {}) {
    super('FalsePositives', 'falsePositives', options);
  }
}

/** How many examples are negative and are called so, weighted. Labels 0 and 1. */
export class TrueNegatives<const Name extends string = 'trueNegatives'> extends DecisionCount<Name> {
  constructor(options: DecisionOptions<Name> = {}) {
    super('TrueNegatives', 'trueNegatives', options);
  }
}

/** How many examples are positive and are called negative, weighted. Labels 0 and 1. */
export class FalseNegatives<const Name extends string = 'falseNegatives'> extends DecisionCount<Name> {
  constructor(options: DecisionOptions<Name> = {}) {
    super('FalseNegatives', 'falseNegatives', options);
  }
}
