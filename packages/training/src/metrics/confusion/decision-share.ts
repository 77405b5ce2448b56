// The share of right decisions among those of two kinds: what precision and recall have in common.
import type { Tensor, Variable } from '@tensorloom/tensor-core';
import { Metric, nameOf, type MetricLike } from '../metric.js';
import { ratio } from '../ratio.js';
import {
  checkClassChoice,
  checkThresholds,
  countDecisions,
  questions,
  type ClassChoice,
  type DecisionCounts,
  type DecisionOptions,
} from './decisions.js';

/** Options of precision and recall. */
export interface ShareOptions<Name extends string> extends DecisionOptions<Name>, ClassChoice {}

/** TP / (TP + decisions of another kind), 0 where there are none: float32 [], or [thresholds] for several. */
export abstract class DecisionShare<Name extends string> extends Metric<Name> implements MetricLike<Name> {
  readonly thresholds: readonly number[];
  readonly choice: ClassChoice;
  readonly #others: keyof DecisionCounts;
  readonly #right: Variable;
  readonly #wrong: Variable;

  /** @param others the decisions that right ones are compared with */
  constructor(className: string, fallback: string, others: keyof DecisionCounts, options: ShareOptions<Name>) {
    super(nameOf(className, options, fallback, ['thresholds', 'topK', 'classId']));
    this.choice = checkClassChoice(className, options);
    const { thresholds, topK } = options;
    // The k largest predictions are positive, whatever they are.
    const isOpen = thresholds === undefined && topK !== undefined;
    this.thresholds = isOpen ? [-1e20] : checkThresholds(className, thresholds ?? 0.5);
    this.#others = others;
    this.#right = this.addState('truePositives', [this.thresholds.length]);
    this.#wrong = this.addState(others, [this.thresholds.length]);
  }

  /** @throws ShapeError where labels, predictions or weights do not fit together */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.noteUpdate();
    const counts = countDecisions(questions(this.name, [yTrue, yPred, sampleWeight], this.choice), this.thresholds);
    this.#right.assign(this.#right.add(counts.truePositives()));
    this.#wrong.assign(this.#wrong.add(counts[this.#others]()));
  }

  protected override value(): Tensor {
    const shares = ratio(this.#right, this.#right.add(this.#wrong));
    return this.thresholds.length === 1 ? shares.reshape([]) : shares;
  }
}
