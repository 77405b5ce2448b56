// Divergences of distributions as metrics: the losses of the same names, averaged over all examples.
import type { Tensor } from '@tensorloom/tensor-core';
import { perExample } from '../labels/align-targets.js';
import { klDivergence } from '../losses/kl-divergence.js';
import { poisson } from '../losses/poisson.js';
import { nameOf, PredictionMetric, type MetricOptions } from './metric.js';

/** The mean Kullback-Leibler divergence of predicted distributions from those of the labels, in nats. */
export class KLDivergence<const Name extends string = 'klDivergence'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('KLDivergence', options, 'klDivergence'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return klDivergence(yTrue, yPred);
  }
}

/** The mean Poisson loss of predicted means: yPred - yTrue ln(yPred + 1e-7). */
export class Poisson<const Name extends string = 'poisson'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('Poisson', options, 'poisson'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return poisson(...perExample(yTrue, yPred));
  }
}
