// Precision: the share of what is called positive that is.
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

/** Options of Precision. */
export interface PrecisionOptions<Name extends string> extends DecisionOptions<Name>, ClassChoice {}

/**
 * TP / (TP + FP): the share of what is called positive that is; 0 where nothing is.
 *
 * Labels 0 and 1, predictions of their shape. Float32 [], or [thresholds] for several. With `topK` and no thresholds, the k largest
 * predictions of each example are positive, whatever they are.
 *
 * @example
 * const precision = new Precision();
 * precision.updateState(tensor([0, 1, 1, 1]), tensor([1, 0, 1, 1]));
 * await precision.result().item();   // 2 / 3
 */
export class Precision<const Name extends string = 'precision'> extends Metric<Name> implements MetricLike<Name> {
  readonly thresholds: readonly number[];
  readonly choice: ClassChoice;
  readonly #right: Variable;
  readonly #wrong: Variable;

  constructor(options: PrecisionOptions<Name> = {}) {
    super(nameOf('Precision', options, 'precision', ['thresholds', 'topK', 'classId']));
    this.choice = checkClassChoice('Precision', options);
    const { thresholds, topK } = options;
    const isOpen = thresholds === undefined && topK !== undefined;
    this.thresholds = isOpen ? [-1e20] : checkThresholds('Precision', thresholds ?? 0.5);
    this.#right = this.addState('truePositives', [this.thresholds.length]);
    this.#wrong = this.addState('falsePositives', [this.thresholds.length]);
  }

  /** @throws ShapeError where labels, predictions or weights do not fit together */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.noteUpdate();
    const counts = countDecisions(questions(this.name, [yTrue, yPred, sampleWeight], this.choice), this.thresholds);
    this.#right.assign(this.#right.add(counts.truePositives()));
    this.#wrong.assign(this.#wrong.add(counts.falsePositives()));
  }

  protected override value(): Tensor {
    const shares = ratio(this.#right, this.#right.add(this.#wrong));
    return this.thresholds.length === 1 ? shares.reshape([]) : shares;
  }
}
