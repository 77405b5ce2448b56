// What all losses share: options, weights and reduction. Knows no formula.
import { checkChoice, checkOptions, type HostTensor, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { reduceLoss, type Reduction } from './reduction.js';

const reductions: readonly Reduction[] = ['sumOverBatchSize', 'sum', 'none'];

/** Options of every loss. */
export interface LossOptions {
  /** Default `'sumOverBatchSize'`: the mean over all examples. A Trainer needs a scalar, so not `'none'`. */
  readonly reduction?: Reduction;
}

/** Options of the cross-entropies. */
export interface CrossentropyOptions extends LossOptions {
  /** True: predictions are logits, the better choice in number and speed. Default false: they are probabilities. */
  readonly fromLogits?: boolean;
}

/** Options of the cross-entropies against probabilities. */
export interface SmoothingOptions extends CrossentropyOptions {
  /** Share of each label that is spread over all classes alike, in [0, 1] (default 0). Szegedy et al. 2016. */
  readonly labelSmoothing?: number;
}

/** A function of labels and predictions that gives one loss for each example. */
export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

/**
 * Base class of losses. One of your own gives `values`; or wrap a function: `Loss.of((yTrue, yPred) => ...)`.
 */
export abstract class Loss {
  readonly reduction: Reduction;

  /**
   * @param own names of the options that only this class has
   * @throws ConfigError for an unknown option or reduction
   */
  constructor(options: LossOptions = {}, own: readonly string[] = []) {
    const where = this.constructor.name || 'loss';
    checkOptions(where, options, [...own, 'reduction']);
    this.reduction = checkChoice(where, 'reduction', options.reduction ?? 'sumOverBatchSize', reductions);
  }

  /** A loss made of a function. */
  static of(values: LossFunction, options?: LossOptions): Loss {
    return new (class extends Loss {
      protected override values(yTrue: Tensor, yPred: Tensor): Tensor {
        return values(yTrue, yPred);
      }
    })(options);
  }

  /** The loss of each example, before weights and reduction: [batch, ...]. */
  protected abstract values(yTrue: Tensor, yPred: Tensor): Tensor;

  /**
   * The loss of a batch.
   *
   * @param yTrue labels
   * @param yPred predictions of the model
   * @param sampleWeight [batch], factor on each example's loss
   * @param mask [batch, steps], which examples count; the mean is over those alone (`model.maskOf(yPred)`)
   * @returns a scalar, or [batch, ...] where the reduction is `'none'`
   * @throws ShapeError where labels, predictions or weights do not fit together
   */
  call(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor, mask?: Tensor): Tensor {
    const values = this.values(yTrue, yPred);
    return reduceLoss(this.constructor.name || 'loss', values, { reduction: this.reduction, sampleWeight, mask });
  }

  /**
   * Looks at labels while they are on the host, where a device could not complain: Trainer calls it for each batch.
   *
   * @param predictionShape shape of the model's predictions
   * @throws IndexRangeError for labels that this loss has no meaning for
   */
  checkLabels(_op: string, _labels: HostTensor, _predictionShape: Shape): void {}
}
