// Intersection over union: how well predicted regions cover those of the labels.
import { checkRange, ConfigError, constant, tensor, type Tensor } from '@tensorloom/tensor-core';
import { nameOf, type MetricOptions } from '../metric.js';
import { ratio } from '../ratio.js';
import { asClasses, ConfusionMetric } from './confusion-matrix.js';

/** Options of IoU and MeanIoU. */
export interface IoUOptions<Name extends string> extends MetricOptions<Name> {
  /** True: labels are class indices (default true). False: they have a last axis of classes. */
  readonly sparseYTrue?: boolean;
  /** True: predictions are class indices (default true). False: they have a last axis of classes. */
  readonly sparseYPred?: boolean;
}

const own = ['sparseYTrue', 'sparseYPred'];

/** The mean of TP / (TP + FP + FN) over some classes; those that never come up do not count. */
abstract class RegionMetric<Name extends string> extends ConfusionMetric<Name> {
  readonly #isSparse: readonly [boolean, boolean];
  readonly #targets: readonly number[] | undefined;

  constructor(
    className: string,
    name: Name,
    numClasses: number,
    { sparseYTrue = true, sparseYPred = true }: IoUOptions<Name>,
    targets?: readonly number[],
  ) {
    super(className, name, numClasses);
    this.#isSparse = [sparseYTrue, sparseYPred];
    this.#targets = targets;
    const odd = targets?.find((target) => !(Number.isSafeInteger(target) && target >= 0 && target < numClasses));
    if (odd === undefined && targets?.length !== 0) return;
    throw new ConfigError(
      `${className}: bad targetClassIds; expected whole numbers in [0, ${numClasses}), got ${String(odd ?? 'none')}; change them`,
    );
  }

  protected override classes(yTrue: Tensor, yPred: Tensor): readonly [Tensor, Tensor] {
    const [labels, predictions] = this.#isSparse;
    return [asClasses(yTrue, !labels), asClasses(yPred, !predictions)];
  }

  protected override value(): Tensor {
    const shared = this.matrix.diagonal();
    const either = this.matrix.sum(0).add(this.matrix.sum(1)).sub(shared);
    const chosen = (value: Tensor): Tensor =>
      this.#targets ? value.take(tensor([...this.#targets], { dtype: 'int32' }), 0) : value;
    const counts = chosen(either).greater(constant(0)).cast('float32').sum();
    return ratio(chosen(ratio(shared, either)).sum(), counts);
  }
}

/** The mean over all classes of TP / (TP + FP + FN). */
export class MeanIoU<const Name extends string = 'meanIoU'> extends RegionMetric<Name> {
  /** @param numClasses number of classes */
  constructor(numClasses: number, options: IoUOptions<Name> = {}) {
    super('MeanIoU', nameOf('MeanIoU', options, 'meanIoU', own), numClasses, options);
  }
}

/** The mean over some classes of TP / (TP + FP + FN). */
export class IoU<const Name extends string = 'iou'> extends RegionMetric<Name> {
  /**
   * @param numClasses number of classes
   * @param targetClassIds the classes that count
   */
  constructor(numClasses: number, targetClassIds: readonly number[], options: IoUOptions<Name> = {}) {
    super('IoU', nameOf('IoU', options, 'iou', own), numClasses, options, targetClassIds);
  }
}

/** `IoU` for labels and predictions that both have a last axis of classes. */
export class OneHotIoU<const Name extends string = 'oneHotIoU'> extends RegionMetric<Name> {
  /**
   * @param numClasses number of classes
   * @param targetClassIds the classes that count
   */
  constructor(numClasses: number, targetClassIds: readonly number[], options: MetricOptions<Name> = {}) {
    const sparse = { sparseYTrue: false, sparseYPred: false };
    super('OneHotIoU', nameOf('OneHotIoU', options, 'oneHotIoU'), numClasses, sparse, targetClassIds);
  }
}

/** `MeanIoU` for labels and predictions that both have a last axis of classes. */
export class OneHotMeanIoU<const Name extends string = 'oneHotMeanIoU'> extends RegionMetric<Name> {
  /** @param numClasses number of classes */
  constructor(numClasses: number, options: MetricOptions<Name> = {}) {
    const sparse = { sparseYTrue: false, sparseYPred: false };
    super('OneHotMeanIoU', nameOf('OneHotMeanIoU', options, 'oneHotMeanIoU'), numClasses, sparse);
  }
}

/** Options of BinaryIoU. */
export interface BinaryIoUOptions<Name extends string> extends MetricOptions<Name> {
  /** Which of the classes 0 and 1 count (default both). */
  readonly targetClassIds?: readonly number[];
  /** Predictions of at least this are 1, in [0, 1] (default 0.5). */
  readonly threshold?: number;
}

/** `IoU` of two classes, from predictions in [0, 1]. */
export class BinaryIoU<const Name extends string = 'binaryIoU'> extends RegionMetric<Name> {
  readonly threshold: number;

  constructor(options: BinaryIoUOptions<Name> = {}) {
    const name = nameOf('BinaryIoU', options, 'binaryIoU', ['targetClassIds', 'threshold']);
    super('BinaryIoU', name, 2, {}, options.targetClassIds ?? [0, 1]);
    this.threshold = checkRange('BinaryIoU', 'threshold', options.threshold ?? 0.5, 0, 1);
  }

  protected override classes(yTrue: Tensor, yPred: Tensor): readonly [Tensor, Tensor] {
    return super.classes(yTrue, yPred.greaterEqual(constant(this.threshold)));
  }
}
