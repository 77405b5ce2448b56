// Triplet loss as a function and as a class.
import { checkRange, constant, formatShape, relu, ShapeError, unstack, type Tensor } from '@tensorloom/tensor-core';
import { Loss, type LossOptions } from './loss.js';

/** Options of Triplet. */
export interface TripletOptions extends LossOptions {
  /** How much farther the negative should be than the positive, at least 0 (default 1). */
  readonly margin?: number;
}

const squaredDistance = (a: Tensor, b: Tensor): Tensor => a.sub(b).square().sum(-1);

/**
 * max(|a - p|² - |a - n|² + margin, 0) for embeddings a of an anchor, p of another example of its class and n of one of another
 * class. Schroff, Kalenichenko and Philbin 2015, equation 2. PyTorch takes distances that are not squared.
 *
 * @param embeddings [batch, 3, size]: anchor, positive, negative
 * @returns [batch], float32
 * @throws ShapeError for another shape
 */
export function triplet(embeddings: Tensor, { margin = 1 }: Pick<TripletOptions, 'margin'> = {}): Tensor {
  if (embeddings.rank !== 3 || embeddings.shape[1] !== 3) {
    throw new ShapeError(
      `triplet: predictions do not fit; expected [batch, 3, size] of anchor, positive and negative, got ${formatShape(embeddings.shape)}; ` +
        'stack the three embeddings along axis 1',
    );
  }
  const [anchor, positive, negative] = unstack(embeddings, 1) as [Tensor, Tensor, Tensor];
  const gap = squaredDistance(anchor, positive).sub(squaredDistance(anchor, negative));
  return relu(gap.add(constant(margin)));
}

/** `triplet`, weighted and reduced. The labels are not looked at: which embedding is which, their places say. */
export class Triplet extends Loss {
  readonly margin: number;

  constructor(options: TripletOptions = {}) {
    super(options, ['margin']);
    this.margin = checkRange('Triplet', 'margin', options.margin ?? 1, 0, Infinity);
  }

  protected override values(_yTrue: Tensor, yPred: Tensor): Tensor {
    return triplet(yPred, this);
  }
}
