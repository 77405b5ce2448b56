// What all metrics share: states that live on the device, and their reset. Knows no formula.
import {
  checkOptions,
  ConfigError,
  constant,
  full,
  onEachRun,
  outsideTrace,
  sizeOf,
  variable,
  where,
  type Shape,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { fitWeight } from '../labels/fit-weight.js';

/** Options of every metric. */
export interface MetricOptions<Name extends string> {
  /** Key of the results. */
  readonly name?: Name;
}

/** The name of a metric: its option, else `fallback`. @throws ConfigError for options that the class does not have */
export function nameOf<Name extends string>(
  className: string,
  options: MetricOptions<Name>,
  fallback: string,
  own: readonly string[] = [],
): Name {
  checkOptions(className, options, [...own, 'name']);
  return options.name ?? (fallback as Name);
}

/** What Trainer asks of a metric; write one of your own with this shape, or extend `metrics.Metric`. */
export interface MetricLike<Name extends string = string> {
  readonly name: Name;
  /** Makes states whose shapes depend on the predictions; called before the first update, and before `resetWhere`. */
  build?(yTrue: Tensor, yPred: Tensor): void;
  /** Takes a batch in. Only records ops and assigns: Trainer compiles it into its steps. */
  updateState(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): void;
  /** The value since the last reset: a scalar. */
  result(): Tensor;
  /** Forgets everything. */
  resetState(): void;
  /** Forgets everything where a scalar is not 0: recorded in a step, a reset needs no run of its own. */
  resetWhere?(condition: Tensor): void;
}

interface State {
  readonly variable: Variable;
  readonly initial: number;
}

/** Base class of all metrics: variables that a pass fills, and the value that is worked out from them. */
export abstract class Metric<Name extends string = string> {
  // Name comes from the options alone: a list of metrics that wants "some name" must not widen it.
  readonly name: NoInfer<Name>;
  readonly #states: State[] = [];
  #isUpdated = false;

  constructor(name: Name) {
    this.name = name;
  }

  /** A variable that a reset sets to `initial`, float32; its name is `metric/state`. */
  protected addState(state: string, shape: Shape = [], initial = 0): Variable {
    const first = outsideTrace(() => full(shape, initial));
    const made = variable(first, { name: `${this.name}/${state}`, trainable: false });
    this.#states.push({ variable: made, initial });
    return made;
  }

  /** Every update says so: what was never updated has no result. */
  protected noteUpdate(): void {
    this.#isUpdated = true;
    onEachRun(() => {
      this.#isUpdated = true;
    });
  }

  /** The value, from the states. */
  protected abstract value(): Tensor;

  /**
   * The value since the last reset, float32: a scalar, unless the metric says otherwise.
   *
   * @throws ConfigError before any update
   */
  result(): Tensor {
    if (this.#isUpdated) return this.value();
    throw new ConfigError(
      `${this.name}: no result yet; expected an update since the last reset, got none; call updateState(...) first`,
    );
  }

  /** Forgets everything. */
  resetState(): void {
    this.#isUpdated = false;
    for (const { variable: state, initial } of this.#states) state.assign(initial);
  }

  /** Forgets everything where a scalar is not 0: recorded in a step, a reset needs no run of its own. */
  resetWhere(condition: Tensor): void {
    for (const { variable: state, initial } of this.#states) state.assign(where(condition, constant(initial), state));
  }
}

/** Base class: the weighted mean of values, total / count. */
export abstract class MeanMetric<Name extends string = string> extends Metric<Name> {
  /** Σ weight · value. */
  readonly total: Variable = this.addState('total');
  /** Σ weight. */
  readonly count: Variable = this.addState('count');

  /** Adds values, any shape, each with its weight (1 without weights). */
  protected accumulate(values: Tensor, sampleWeight?: Tensor): void {
    this.noteUpdate();
    const value = values.cast('float32');
    const weight = sampleWeight && fitWeight(this.name, value, sampleWeight).broadcastTo(value.shape);
    this.total.assign(this.total.add((weight ? value.mul(weight) : value).sum()));
    this.count.assign(this.count.add(weight ? weight.sum() : constant(sizeOf(value.shape))));
  }

  /** total / count, float32 []; 0 where all weights were 0. */
  protected override value(): Tensor {
    return where(this.count.equal(constant(0)), constant(0), this.total.div(this.count));
  }
}

/** Base class of means over examples that are compared with their labels: one of your own gives `values`. */
export abstract class PredictionMetric<Name extends string = string>
  extends MeanMetric<Name>
  implements MetricLike<Name>
{
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
