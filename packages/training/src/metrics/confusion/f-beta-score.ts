// The harmonic mean of precision and recall.
import { checkChoice, checkRange, constant, sub, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../../labels/align-targets.js';
import { fitWeight } from '../../labels/fit-weight.js';
import { Metric, nameOf, type MetricLike, type MetricOptions } from '../metric.js';
import { ratio } from '../ratio.js';

const averages = ['none', 'micro', 'macro', 'weighted'] as const;

/** Options of F1Score. */
export interface F1ScoreOptions<Name extends string> extends MetricOptions<Name> {
  /**
   * 'none': a score for each class; 'macro': their mean; 'weighted': their mean, weighted by how often each class is right;
   * 'micro': one score over all decisions (default 'none', Keras's None; a Trainer needs one of the others).
   */
  readonly average?: (typeof averages)[number];
  /** Predictions above it are positive, in [0, 1] (default: the largest of each example is). */
  readonly threshold?: number | undefined;
}

/** Options of FBetaScore. */
export interface FBetaScoreOptions<Name extends string> extends F1ScoreOptions<Name> {
  /** How much more recall counts than precision, above 0 (default 1). */
  readonly beta?: number;
}

/** Weights of decisions, [classes] each. */
interface Counts {
  readonly truePositives: Variable;
  readonly falsePositives: Variable;
  readonly falseNegatives: Variable;
  readonly positives: Variable;
}

/**
 * (1 + beta²) precision · recall / (beta² precision + recall) of each class; 0 where a class never comes up.
 *
 * Labels [batch, classes], one-hot or several of 1; predictions [batch, classes].
 */
export class FBetaScore<const Name extends string = 'fbetaScore'> extends Metric<Name> implements MetricLike<Name> {
  readonly average: (typeof averages)[number];
  readonly beta: number;
  readonly threshold: number | undefined;
  #counts: Counts | undefined;

  constructor(options: FBetaScoreOptions<Name> = {}, className = 'FBetaScore', fallback = 'fbetaScore') {
    super(nameOf(className, options, fallback, ['average', 'beta', 'threshold']));
    const { threshold } = options;
    this.average = checkChoice(className, 'average', options.average ?? 'none', averages);
    this.beta = checkRange(className, 'beta', options.beta ?? 1, Number.MIN_VALUE, Infinity);
    this.threshold = threshold === undefined ? undefined : checkRange(className, 'threshold', threshold, 0, 1);
  }

  build(yTrue: Tensor, yPred: Tensor): void {
    const { target } = alignTargets(this.name, ...perExample(yTrue, yPred));
    const shape = this.average === 'micro' ? [] : target.shape.slice(1);
    const state = (name: string): Variable => this.addState(name, shape);
    this.#counts ??= {
      truePositives: state('truePositives'),
      falsePositives: state('falsePositives'),
      falseNegatives: state('falseNegatives'),
      positives: state('positives'),
    };
  }

  /** @throws ShapeError where labels, predictions or weights do not fit together */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.build(yTrue, yPred);
    this.noteUpdate();
    const { target, prediction } = alignTargets(this.name, ...perExample(yTrue, yPred));
    const positive = this.#decide(prediction).cast('float32');
    const weight = sampleWeight && fitWeight(this.name, target, sampleWeight);
    const axes = this.average === 'micro' ? null : 0;
    const count = (value: Tensor): Tensor => (weight ? value.mul(weight) : value).sum(axes);
    const { truePositives, falsePositives, falseNegatives, positives } = this.#counts as Counts;
    const one = constant(1);
    truePositives.assign(truePositives.add(count(positive.mul(target))));
    falsePositives.assign(falsePositives.add(count(positive.mul(sub(one, target)))));
    falseNegatives.assign(falseNegatives.add(count(sub(one, positive).mul(target))));
    positives.assign(positives.add(count(target)));
  }

  /** Without a threshold, the largest prediction of each example is positive, unless it is 0. */
  #decide(prediction: Tensor): Tensor {
    if (this.threshold !== undefined) return prediction.greater(constant(this.threshold));
    const largest = prediction.max(-1, { keepDims: true });
    return prediction.greaterEqual(largest).logicalAnd(prediction.abs().greater(constant(1e-9)));
  }

  protected override value(): Tensor {
    const { truePositives, falsePositives, falseNegatives, positives } = this.#counts as Counts;
    const squared = constant(this.beta ** 2);
    const precision = ratio(truePositives, truePositives.add(falsePositives));
    const recall = ratio(truePositives, truePositives.add(falseNegatives));
    const scores = ratio(precision.mul(recall).mul(constant(1 + this.beta ** 2)), precision.mul(squared).add(recall));
    if (this.average === 'macro') return scores.mean();
    return this.average === 'weighted' ? ratio(scores.mul(positives).sum(), positives.sum()) : scores;
  }
}

/** 2 precision · recall / (precision + recall): `FBetaScore` with beta 1. */
export class F1Score<const Name extends string = 'f1Score'> extends FBetaScore<Name> {
  constructor(options: F1ScoreOptions<Name> = {}) {
    super(options, 'F1Score', 'f1Score');
  }
}
