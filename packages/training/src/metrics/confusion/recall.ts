// Recall: the share of what is positive that is called so.
import { DecisionShare, type ShareOptions } from './decision-share.js';

/** Options of Recall. */
export type RecallOptions<Name extends string> = ShareOptions<Name>;

/**
 * TP / (TP + FN): the share of what is positive that is called so; 0 where nothing is. Also sensitivity, true positive rate.
 *
 * Labels 0 and 1, predictions of their shape. Float32 [], or [thresholds] for several. With `topK` and no thresholds, the k largest
 * predictions of each example are positive, whatever they are.
 *
 * @example
 * const recall = new Recall();
 * recall.updateState(tensor([0, 1, 1, 1]), tensor([1, 0, 1, 1]));
 * await recall.result().item();   // 2 / 3
 */
export class Recall<const Name extends string = 'recall'> extends DecisionShare<Name> {
  constructor(options: RecallOptions<Name> = {}) {
    super('Recall', 'recall', 'falseNegatives', options);
  }
}
