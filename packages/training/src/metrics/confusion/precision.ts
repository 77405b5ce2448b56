// Precision: the share of what is called positive that is.
import { DecisionShare, type ShareOptions } from './decision-share.js';

/** Options of Precision. */
export type PrecisionOptions<Name extends string> = ShareOptions<Name>;

/**
 * TP / (TP + FP): the share of what is called positive that is; 0 where nothing is.
 *
 * Labels 0 and 1, predictions of their shape. Float32 [], or [thresholds] for several. With `topK` and no thresholds, the k largest
 * predictions of each example are positive, whatever they are.
 *
 * @example
 * const precision = new Precision();
 * precision.updateState(tensor([0, 1, 1, 1]), tensor([1, 0, 1, 1]));
 * await precision.result().item();   // 2 / 3
 */
export class Precision<const Name extends string = 'precision'> extends DecisionShare<Name> {
  constructor(options: PrecisionOptions<Name> = {}) {
    super('Precision', 'precision', 'falsePositives', options);
  }
}
