// The best of one rate where another is high enough: precision at recall and its relatives.
import { checkRange, constant, where, type Tensor } from '@tensorloom/tensor-core';
import { nameOf, type MetricOptions } from '../metric.js';
import { ratio } from '../ratio.js';
import { checkClassChoice, type ClassChoice } from './decisions.js';
import { evenThresholds, ThresholdGrid } from './threshold-grid.js';

/** Options of rates at rates. */
export interface RateOptions<Name extends string> extends MetricOptions<Name>, Pick<ClassChoice, 'classId'> {
  /** Thresholds to choose from, at least 1, evenly spaced in [0, 1] (default 200). */
  readonly numThresholds?: number;
}

type Rate = 'precision' | 'recall' | 'specificity';

/** The largest value of one rate over all thresholds at which another is at least `least`; 0 where there is none. */
abstract class RateAtRate<Name extends string> extends ThresholdGrid<Name> {
  readonly least: number;

  constructor(
    className: string,
    fallback: string,
    least: number,
    options: RateOptions<Name>,
    private readonly rates: { readonly of: Rate; readonly at: Rate },
  ) {
    const name = nameOf(className, options, fallback, ['numThresholds', 'classId']);
    super(name, evenThresholds(className, options.numThresholds ?? 200, 1), checkClassChoice(className, options));
    this.least = checkRange(className, 'least', least, 0, 1);
  }

  #rate(rate: Rate): Tensor {
    const { truePositives, falsePositives, trueNegatives, falseNegatives } = this.counts;
    if (rate === 'precision') return ratio(truePositives, truePositives.add(falsePositives));
    if (rate === 'recall') return ratio(truePositives, truePositives.add(falseNegatives));
    return ratio(trueNegatives, trueNegatives.add(falsePositives));
  }

  protected override value(): Tensor {
    const { of, at } = this.rates;
    return where(this.#rate(at).greaterEqual(constant(this.least)), this.#rate(of), constant(0)).max();
  }
}

/** The highest precision at a recall of at least `recall`. Labels 0 and 1, predictions in [0, 1]. */
export class PrecisionAtRecall<const Name extends string = 'precisionAtRecall'> extends RateAtRate<Name> {
  /** @param recall in [0, 1] */
  constructor(recall: number, options: RateOptions<Name> = {}) {
    super('PrecisionAtRecall', 'precisionAtRecall', recall, options, { of: 'precision', at: 'recall' });
  }
}

/** The highest recall at a precision of at least `precision`. Labels 0 and 1, predictions in [0, 1]. */
export class RecallAtPrecision<const Name extends string = 'recallAtPrecision'> extends RateAtRate<Name> {
  /** @param precision in [0, 1] */
  constructor(precision: number, options: RateOptions<Name> = {}) {
    super('RecallAtPrecision', 'recallAtPrecision', precision, options, { of: 'recall', at: 'precision' });
  }
}

/** The highest sensitivity, TP / (TP + FN), at a specificity, TN / (TN + FP), of at least `specificity`. Labels 0 and 1, predictions in [0, 1]. */
export class SensitivityAtSpecificity<const Name extends string = 'sensitivityAtSpecificity'> extends RateAtRate<Name> {
  /** @param specificity in [0, 1] */
  constructor(specificity: number, options: RateOptions<Name> = {}) {
    super('SensitivityAtSpecificity', 'sensitivityAtSpecificity', specificity, options, {
      of: 'recall',
      at: 'specificity',
    });
  }
}

/** The highest specificity, TN / (TN + FP), at a sensitivity, TP / (TP + FN), of at least `sensitivity`. Labels 0 and 1, predictions in [0, 1]. */
export class SpecificityAtSensitivity<const Name extends string = 'specificityAtSensitivity'> extends RateAtRate<Name> {
  /** @param sensitivity in [0, 1] */
  constructor(sensitivity: number, options: RateOptions<Name> = {}) {
    super('SpecificityAtSensitivity', 'specificityAtSensitivity', sensitivity, options, {
      of: 'specificity',
      at: 'recall',
    });
  }
}
