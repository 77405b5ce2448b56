// Gradients of composite ops that are stabler or cheaper than the gradient of their body; every other composite goes by its body.
// Forward values are recorded anew in the body's own terms: lowering merges the two.
import {
  attentionKeyGradient,
  attentionQueryGradient,
  attentionScoreGradient,
  attentionValueGradient,
  constantLike,
  dynamicSlice,
  dynamicUpdateSlice,
  exp,
  logSoftmax,
  mul,
  oneHot,
  sigmoid,
  softmax,
  sub,
  type AttentionAttributes,
  type None,
  type Tensor,
} from '@tensorloom/tensor-core';
import { negated, repeated, summedTo, times, total } from './known-constants.js';
import { elementwiseComposites, type ElementwiseComposites } from './elementwise-composites.js';
import { reductionComposites, type ReductionComposites } from './reduction-composites.js';
import { zeroGradient, type RuleFor } from './vjp-rule.js';

type One = readonly [Tensor];
type Two = readonly [Tensor, Tensor];
type Three = readonly [Tensor, Tensor, Tensor];
interface AlongAxis {
  readonly axis: number;
}

/** Rules by the name that tensor-core records a composite under. */
export interface CompositeRules extends ElementwiseComposites, ReductionComposites {
  readonly softmax: RuleFor<One, AlongAxis>;
  readonly logSoftmax: RuleFor<One, AlongAxis>;
  readonly softmaxCrossEntropy: RuleFor<Two, None>;
  readonly sparseSoftmaxCrossEntropy: RuleFor<Two, None>;
  readonly scaledDotProductAttention: RuleFor<readonly Tensor[], AttentionAttributes>;
  readonly softplus: RuleFor<One, None>;
  readonly dynamicSlice: RuleFor<Two, { readonly sizes: readonly number[] }>;
  readonly dynamicUpdateSlice: RuleFor<Three, None>;
}

/** One value for each row, repeated along the row. */
function alongRows(g: Tensor, rows: Tensor): Tensor {
  return repeated(g, [rows.rank - 1], rows.shape);
}

export const compositeRules: CompositeRules = {
  ...elementwiseComposites,
  ...reductionComposites,
  /** s (g - Σ g s) */
  softmax: [(g, { output, attributes: { axis } }) => mul(output, sub(g, total(times(g, output), axis)))],
  /** g - e^out Σ g */
  logSoftmax: [(g, { output, attributes: { axis } }) => sub(g, times(exp(output), total(g, axis)))],
  softmaxCrossEntropy: [
    /** -logSoftmax(logits) g */
    (g, { inputs: [, logits] }) => times(alongRows(negated(g), logits), logSoftmax(logits)),
    /** (softmax(logits) Σ target - target) g */
    (g, { inputs: [target, logits] }) =>
      times(alongRows(g, logits), sub(mul(softmax(logits), total(target, target.rank - 1)), target)),
  ],
  sparseSoftmaxCrossEntropy: [
    zeroGradient,
    /** (softmax(logits) - oneHot(labels)) g */
    (g, { inputs: [labels, logits] }) =>
      times(alongRows(g, logits), sub(softmax(logits), oneHot(labels, logits.shape.at(-1) as number))),
  ],
  /** For queries, keys and values named ops again, which a device computes without storing the weights; for a mask of floats the scores' own. */
  scaledDotProductAttention: (g, { inputs, attributes }, operand) => {
    const operands = inputs as readonly [Tensor, Tensor, Tensor];
    const gradient = [attentionQueryGradient, attentionKeyGradient, attentionValueGradient][operand];
    if (gradient) return gradient(operands, g, attributes);
    return summedTo(attentionScoreGradient(operands, g, attributes), (inputs[operand] as Tensor).shape);
  },
  /** sigmoid(x) g, also at 0 */
  softplus: [(g, { inputs: [x] }) => times(g, sigmoid(x))],
  dynamicSlice: [
    /** zeros around g, without a scatter */
    (g, { inputs: [a, starts] }) => dynamicUpdateSlice(constantLike(a, 0), g, starts),
    zeroGradient,
  ],
  dynamicUpdateSlice: [
    /** g with zeros where the update went */
    (g, { inputs: [, update, starts] }) => dynamicUpdateSlice(g, constantLike(update, 0), starts),
    (g, { inputs: [, update, starts] }) => dynamicSlice(g, starts, update.shape),
    zeroGradient,
  ],
};
