// Cross-entropies as metrics: the losses of the same names, averaged over all examples.
import type { Tensor } from '@tensorloom/tensor-core';
import { perExample } from '../labels/align-targets.js';
import { binaryCrossentropy } from '../losses/binary-crossentropy.js';
import { categoricalCrossentropy } from '../losses/categorical-crossentropy.js';
import { checkSmoothing } from '../losses/label-smoothing.js';
import { sparseCategoricalCrossentropy } from '../losses/sparse-categorical-crossentropy.js';
import { nameOf, PredictionMetric, type MetricOptions } from './metric.js';

/** Options of cross-entropies. */
export interface LogitsMetricOptions<Name extends string> extends MetricOptions<Name> {
  /** True: predictions are logits. Default false: they are probabilities. */
  readonly fromLogits?: boolean;
}

/** Options of cross-entropies against probabilities. */
export interface SmoothedMetricOptions<Name extends string> extends LogitsMetricOptions<Name> {
  /** Share of each label that is spread over all classes alike, in [0, 1] (default 0). */
  readonly labelSmoothing?: number;
}

/** The mean cross-entropy of yes-or-no questions, in nats. */
export class BinaryCrossentropy<const Name extends string = 'binaryCrossentropy'> extends PredictionMetric<Name> {
  readonly fromLogits: boolean;
  readonly labelSmoothing: number;

  constructor(options: SmoothedMetricOptions<Name> = {}) {
    super(nameOf('BinaryCrossentropy', options, 'binaryCrossentropy', ['fromLogits', 'labelSmoothing']));
    this.fromLogits = options.fromLogits ?? false;
    this.labelSmoothing = checkSmoothing('BinaryCrossentropy', options);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return binaryCrossentropy(...perExample(yTrue, yPred), this);
  }
}

/** The mean cross-entropy against one-hot labels, in nats. */
export class CategoricalCrossentropy<
  const Name extends string = 'categoricalCrossentropy',
> extends PredictionMetric<Name> {
  readonly fromLogits: boolean;
  readonly labelSmoothing: number;

  constructor(options: SmoothedMetricOptions<Name> = {}) {
    super(nameOf('CategoricalCrossentropy', options, 'categoricalCrossentropy', ['fromLogits', 'labelSmoothing']));
    this.fromLogits = options.fromLogits ?? false;
    this.labelSmoothing = checkSmoothing('CategoricalCrossentropy', options);
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalCrossentropy(yTrue, yPred, this);
  }
}

/** The mean cross-entropy against class indices, in nats. */
export class SparseCategoricalCrossentropy<
  const Name extends string = 'sparseCategoricalCrossentropy',
> extends PredictionMetric<Name> {
  readonly fromLogits: boolean;

  constructor(options: LogitsMetricOptions<Name> = {}) {
    super(nameOf('SparseCategoricalCrossentropy', options, 'sparseCategoricalCrossentropy', ['fromLogits']));
    this.fromLogits = options.fromLogits ?? false;
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return sparseCategoricalCrossentropy(yTrue, yPred, this);
  }
}
