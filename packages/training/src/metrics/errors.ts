// Errors of predicted numbers, as metrics: the losses of the same names, averaged over all examples.
import type { Tensor } from '@tensorloom/tensor-core';
import { perExample } from '../labels/align-targets.js';
import { logCosh } from '../losses/log-cosh.js';
import { meanAbsoluteError } from '../losses/mean-absolute-error.js';
import { meanAbsolutePercentageError } from '../losses/mean-absolute-percentage-error.js';
import { meanBiasError } from '../losses/mean-bias-error.js';
import { meanSquaredError } from '../losses/mean-squared-error.js';
import { meanSquaredLogarithmicError } from '../losses/mean-squared-logarithmic-error.js';
import { nameOf, PredictionMetric, type MetricOptions } from './metric.js';

/** The mean of (yTrue - yPred)² over all examples since the last reset, whatever the batches. */
export class MeanSquaredError<const Name extends string = 'meanSquaredError'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('MeanSquaredError', options, 'meanSquaredError'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanSquaredError(...perExample(yTrue, yPred));
  }
}

/** The mean of |yTrue - yPred| over all examples. */
export class MeanAbsoluteError<const Name extends string = 'meanAbsoluteError'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('MeanAbsoluteError', options, 'meanAbsoluteError'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanAbsoluteError(...perExample(yTrue, yPred));
  }
}

/** The mean of 100 |yTrue - yPred| / max(|yTrue|, 1e-7) over all examples, in percent. */
export class MeanAbsolutePercentageError<
  const Name extends string = 'meanAbsolutePercentageError',
> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('MeanAbsolutePercentageError', options, 'meanAbsolutePercentageError'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanAbsolutePercentageError(...perExample(yTrue, yPred));
  }
}

/** The mean of (ln(1 + yTrue) - ln(1 + yPred))² over all examples. */
export class MeanSquaredLogarithmicError<
  const Name extends string = 'meanSquaredLogarithmicError',
> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('MeanSquaredLogarithmicError', options, 'meanSquaredLogarithmicError'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanSquaredLogarithmicError(...perExample(yTrue, yPred));
  }
}

/** The mean of yPred - yTrue over all examples: which way predictions err. */
export class MeanBiasError<const Name extends string = 'meanBiasError'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('MeanBiasError', options, 'meanBiasError'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanBiasError(...perExample(yTrue, yPred));
  }
}

/** The mean of ln cosh(yPred - yTrue) over all examples. */
export class LogCosh<const Name extends string = 'logCosh'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('LogCosh', options, 'logCosh'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return logCosh(...perExample(yTrue, yPred));
  }
}

/** The root of the mean of (yTrue - yPred)² over all examples, in the unit of the labels. */
export class RootMeanSquaredError<const Name extends string = 'rootMeanSquaredError'> extends PredictionMetric<Name> {
  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('RootMeanSquaredError', options, 'rootMeanSquaredError'));
  }

  protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
    return meanSquaredError(...perExample(yTrue, yPred));
  }

  protected override value(): Tensor {
    return super.value().sqrt();
  }
}
