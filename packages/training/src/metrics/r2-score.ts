// The coefficient of determination.
import { checkChoice, checkRange, constant, sub, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { alignTargets, perExample } from '../labels/align-targets.js';
import { fitWeight } from '../labels/fit-weight.js';
import { Metric, nameOf, type MetricLike, type MetricOptions } from './metric.js';
import { ratio } from './ratio.js';

const aggregations = ['uniformAverage', 'varianceWeightedAverage', 'none'] as const;

/** Options of R2Score. */
export interface R2ScoreOptions<Name extends string> extends MetricOptions<Name> {
  /** How the scores of several outputs become one (default 'uniformAverage'); 'none' gives one for each. */
  readonly classAggregation?: (typeof aggregations)[number];
  /** Number of inputs of the model, for the adjusted score (default 0: not adjusted). */
  readonly numRegressors?: number;
}

/** Sums that the score is made of, each [outputs]. */
interface Sums {
  readonly squares: Variable;
  readonly labels: Variable;
  readonly residuals: Variable;
  readonly count: Variable;
}

/**
 * 1 - Σ (yTrue - yPred)² / Σ (yTrue - mean(yTrue))²: the share of the labels' variance that predictions explain; 1 is perfect, 0 as
 * good as the mean. Adjusted, 1 - (1 - r2) (n - 1) / (n - numRegressors - 1).
 *
 * Labels and predictions [batch, outputs] or [batch].
 */
export class R2Score<const Name extends string = 'r2Score'> extends Metric<Name> implements MetricLike<Name> {
  readonly classAggregation: (typeof aggregations)[number];
  readonly numRegressors: number;
  #sums: Sums | undefined;

  constructor(options: R2ScoreOptions<Name> = {}) {
    super(nameOf('R2Score', options, 'r2Score', ['classAggregation', 'numRegressors']));
    this.classAggregation = checkChoice(
      'R2Score',
      'classAggregation',
      options.classAggregation ?? 'uniformAverage',
      aggregations,
    );
    this.numRegressors = checkRange('R2Score', 'numRegressors', options.numRegressors ?? 0, 0, Infinity);
  }

  build(yTrue: Tensor, yPred: Tensor): void {
    const { target } = alignTargets('r2Score', ...perExample(yTrue, yPred));
    const outputs = target.shape.slice(1);
    const state = (name: string): Variable => this.addState(name, outputs);
    this.#sums ??= {
      squares: state('squares'),
      labels: state('labels'),
      residuals: state('residuals'),
      count: this.addState('count'),
    };
  }

  /** @throws ShapeError where labels, predictions or weights do not fit together */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.build(yTrue, yPred);
    this.noteUpdate();
    const { target, prediction } = alignTargets('r2Score', ...perExample(yTrue, yPred));
    const weight = sampleWeight && fitWeight(this.name, target, sampleWeight);
    const weighted = (value: Tensor): Tensor => (weight ? value.mul(weight) : value).sum(0);
    const { squares, labels, residuals, count } = this.#sums as Sums;
    squares.assign(squares.add(weighted(target.square())));
    labels.assign(labels.add(weighted(target)));
    residuals.assign(residuals.add(weighted(target.sub(prediction).square())));
    count.assign(count.add(weight ? weight.sum() : constant(target.shape[0] as number)));
  }

  protected override value(): Tensor {
    const { squares, labels, residuals, count } = this.#sums as Sums;
    const spread = squares.sub(ratio(labels.square(), count));
    const score = sub(constant(1), ratio(residuals, spread));
    return this.#adjusted(this.#aggregated(score, spread), count);
  }

  #aggregated(score: Tensor, spread: Tensor): Tensor {
    if (this.classAggregation === 'none') return score;
    if (this.classAggregation === 'uniformAverage') return score.mean();
    return ratio(score.mul(spread).sum(), spread.sum());
  }

  #adjusted(score: Tensor, count: Tensor): Tensor {
    if (this.numRegressors === 0) return score;
    const free = count.sub(constant(this.numRegressors + 1));
    return sub(constant(1), sub(constant(1), score).mul(ratio(count.sub(constant(1)), free)));
  }
}
