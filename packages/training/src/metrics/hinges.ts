// Hinge losses as metrics, averaged over all examples.
import type { Tensor } from '@tensorloom/tensor-core';
import { perExample } from '../labels/align-targets.js';
import { categoricalHinge } from '../losses/categorical-hinge.js';
import { hinge } from '../losses/hinge.js';
import { squaredHinge } from '../losses/squared-hinge.js';
import { nameOf, PredictionMetric, type MetricOptions } from './metric.js';

/** The mean of max(1 - yTrue · yPred, 0), for labels -1 and 1 (0 counts as -1). */
export class Hinge<const Name extends string = 'hinge'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('Hinge', options, 'hinge'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return hinge(...perExample(yTrue, yPred));
  }
}

/** The mean of max(1 - yTrue · yPred, 0)², for labels -1 and 1 (0 counts as -1). */
export class SquaredHinge<const Name extends string = 'squaredHinge'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('SquaredHinge', options, 'squaredHinge'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return squaredHinge(...perExample(yTrue, yPred));
  }
}

/** The mean hinge loss of several classes, for one-hot labels. */
export class CategoricalHinge<const Name extends string = 'categoricalHinge'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('CategoricalHinge', options, 'categoricalHinge'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return categoricalHinge(yTrue, yPred);
  }
}
