// What all metrics share: a total and a count that live on the device. Knows no formula.
import { constant, sizeOf, variable, where, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { fitWeight } from '../labels/fit-weight.js';

/** Options of every metric. */
export interface MetricOptions<Name extends string> {
  /** Key of the results. */
  readonly name?: Name;
}

/** What Trainer asks of a metric; write one of your own with this shape, or extend `metrics.Metric`. */
export interface MetricLike<Name extends string = string> {
  readonly name: Name;
  /** Takes a batch in. Only records ops and assigns: Trainer compiles it into its steps. */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void;
  /** The value since the last reset: a scalar. */
  result(): Tensor;
  /** Forgets everything. */
  resetState(): void;
  /** Forgets everything where a scalar is not 0: recorded in a step, a reset needs no run of its own. */
  resetWhere?(condition: Tensor): void;
}

/** Base class: the weighted mean of values, total / count, kept in two variables. */
export abstract class Metric<Name extends string = string> {
  // Name comes from the options alone: a list of metrics that wants "some name" must not widen it.
  readonly name: NoInfer<Name>;
  /** Σ weight · value. */
  readonly total: Variable;
  /** Σ weight. */
  readonly count: Variable;

  constructor(name: Name) {
    this.name = name;
    this.total = variable(0, { name: `${name}/total`, trainable: false });
    this.count = variable(0, { name: `${name}/count`, trainable: false });
  }

  /** Adds values, any shape, each with its weight (1 without weights). */
  protected accumulate(values: Tensor, sampleWeight?: Tensor): void {
    const value = values.cast('float32');
    const weight = sampleWeight && fitWeight(this.name, value, sampleWeight).broadcastTo(value.shape);
    this.total.assign(this.total.add((weight ? value.mul(weight) : value).sum()));
    this.count.assign(this.count.add(weight ? weight.sum() : constant(sizeOf(value.shape))));
  }

  /** total / count, float32 []; 0 where nothing was counted. */
  result(): Tensor {
    return where(this.count.equal(constant(0)), constant(0), this.total.div(this.count));
  }

  /** Sets total and count to 0. */
  resetState(): void {
    this.total.assign(0);
    this.count.assign(0);
  }

  /** Sets total and count to 0 where a scalar is not 0: recorded in a step, a reset needs no run of its own. */
  resetWhere(condition: Tensor): void {
    for (const state of [this.total, this.count]) state.assign(where(condition, constant(0), state));
  }
}

/** Base class of metrics that compare predictions with labels: one of your own gives `values`. */
export abstract class PredictionMetric<Name extends string = string> extends Metric<Name> implements MetricLike<Name> {
  /** The value of each example: [batch, ...]. */
  protected abstract values(yTrue: Tensor, yPred: Tensor): Tensor;

  /**
   * Takes a batch in.
   *
   * @param sampleWeight [batch]
   * @throws ShapeError where labels, predictions or weights do not fit together
   */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void {
    this.accumulate(this.values(yTrue, yPred), sampleWeight);
  }
}
