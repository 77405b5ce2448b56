// Recall: the share of what is positive that is called so.
import type { Tensor, Variable } from '@tensorloom/tensor-core';
import { Metric, nameOf, type MetricLike } from '../metric.js';
import { ratio } from '../ratio.js';
import {
  checkClassChoice,
  checkThresholds,
  countDecisions,
  questions,
  type ClassChoice,
  type DecisionOptions,
} from './decisions.js';

/** Options of Recall. */
export interface RecallOptions<Name extends string> extends DecisionOptions<Name>, ClassChoice {}

/**
 * TP / (TP + FN): the share of what is positive that is called so; 0 where nothing is. Also sensitivity, true positive rate.
 *
 * Labels 0 and 1, predictions of their shape. Float32 [], or [thresholds] for several. With `topK` and no thresholds, the k largest
 * predictions of each example are positive, whatever they are.
 *
 * @example
 * const recall = new Recall();
 * recall.updateState(tensor([0, 1, 1, 1]), tensor([1, 0, 1, 1]));
 * await recall.result().item();   // 2 / 3
 */
export class Recall<const Name extends string = 'recall'> extends Metric<Name> implements MetricLike<Name> {
  readonly thresholds: readonly number[];
  readonly choice: ClassChoice;
  readonly #right: Variable;
  readonly #missed: Variable;

  constructor(options: RecallOptions<Name> = {}) {
    super(nameOf('Recall', options, 'recall', ['thresholds', 'topK', 'classId']));
    this.choice = checkClassChoice('Recall', options);
    const { thresholds, topK } = options;
    const isOpen = thresholds === undefined && topK !== undefined;
    this.thresholds = isOpen ? [-1e20] : checkThresholds('Recall', thresholds ?? 0.5);
    this.#right = this.addState('truePositives', [this.thresholds.length]);
    this.#missed = this.addState('falseNegatives', [this.thresholds.length]);
  }

  /** @throws ShapeError where labels, predictions or weights do not fit together */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.noteUpdate();
    const counts = countDecisions(questions(this.name, [yTrue, yPred, sampleWeight], this.choice), this.thresholds);
    this.#right.assign(this.#right.add(counts.truePositives()));
    this.#missed.assign(this.#missed.add(counts.falseNegatives()));
  }

  protected override value(): Tensor {
    const shares = ratio(this.#right, this.#right.add(this.#missed));
    return this.thresholds.length === 1 ? shares.reshape([]) : shares;
  }
}
