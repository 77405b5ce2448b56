// The gradients of attention, named like the op itself, so that a device may compute them without storing the weights.
// With weights W and g the gradient of the output: dV = Wᵀ g, dS = W ∘ (g Vᵀ - Σ W ∘ (g Vᵀ)), dQ = scale dS K, dK = scale dSᵀ Q.
import { recordComposite } from '../../record.js';
import type { Shape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { matmul } from '../contraction.js';
import { mul, sub } from '../elementwise.js';
import { reshape } from '../movement.js';
import { constant } from '../operands.js';
import { sum } from '../reduction.js';
import { attentionWeights, inGroups, type AttentionAttributes, type Scored } from './attention-weights.js';

/** Operands of scaledDotProductAttention, in float32, as it records them. */
type Operands = readonly [query: Tensor, key: Tensor, value: Tensor, mask?: Tensor];

function scoredOf([query, key, , mask]: Operands): Scored {
  return { query, key, mask };
}

function groupsOf([, key]: Operands): number {
  return key.shape[1] as number;
}

/** The gradient of the masked scores, [batch, heads, queries, keys], times the scale if there is one. */
function scoreGradient(operands: Operands, gradOutput: Tensor, attributes: AttentionAttributes, scale = 1): Tensor {
  const weights = attentionWeights(scoredOf(operands), attributes);
  const ofWeights = matmul(inGroups(gradOutput, groupsOf(operands)), operands[2], { transposeB: true });
  const given = reshape(ofWeights, weights.shape);
  const ofScores = mul(weights, sub(given, sum(mul(given, weights), -1, { keepDims: true })));
  return scale === 1 ? ofScores : mul(ofScores, constant(scale));
}

function named(
  op: string,
  operands: Operands,
  gradOutput: Tensor,
  attributes: AttentionAttributes,
  body: Tensor,
): Tensor {
  const [query, key, value, mask] = operands;
  return recordComposite(op, [query, key, value, gradOutput, ...(mask ? [mask] : [])], { ...attributes }, body);
}

/** Gradient for the queries. @param gradOutput [batch, heads, queries, valueSize] */
export function attentionQueryGradient(
  operands: Operands,
  gradOutput: Tensor,
  attributes: AttentionAttributes,
): Tensor {
  const [query, key] = operands;
  const ofProducts = inGroups(scoreGradient(operands, gradOutput, attributes, attributes.scale), groupsOf(operands));
  const body = reshape(matmul(ofProducts, key), query.shape);
  return named('attentionQueryGradient', operands, gradOutput, attributes, body);
}

/** Gradient for the keys, summed over the heads that share them. */
export function attentionKeyGradient(operands: Operands, gradOutput: Tensor, attributes: AttentionAttributes): Tensor {
  const groups = groupsOf(operands);
  const ofProducts = inGroups(scoreGradient(operands, gradOutput, attributes, attributes.scale), groups);
  const body = matmul(ofProducts, inGroups(operands[0], groups), { transposeA: true });
  return named('attentionKeyGradient', operands, gradOutput, attributes, body);
}

/** Gradient for the values, summed over the heads that share them. */
export function attentionValueGradient(
  operands: Operands,
  gradOutput: Tensor,
  attributes: AttentionAttributes,
): Tensor {
  const groups = groupsOf(operands);
  const weights = inGroups(attentionWeights(scoredOf(operands), attributes), groups);
  const body = matmul(weights, inGroups(gradOutput, groups), { transposeA: true });
  return named('attentionValueGradient', operands, gradOutput, attributes, body);
}

/** Gradient for a mask of floats, summed over what it was broadcast to. Scores are stored. */
export function attentionMaskGradient(operands: Operands, gradOutput: Tensor, attributes: AttentionAttributes): Tensor {
  const { shape } = operands[3] as Tensor;
  const ofScores = scoreGradient(operands, gradOutput, attributes);
  const lead = ofScores.rank - shape.length;
  const axes = repeatedAxes(ofScores.shape, shape, lead);
  return reshape(axes.length > 0 ? sum(ofScores, axes) : ofScores, shape);
}

/** Axes along which a mask was repeated. */
function repeatedAxes(whole: Shape, shape: Shape, lead: number): readonly number[] {
  return whole.flatMap((extent, axis) =>
    (shape[axis - lead] ?? 1) === 1 && extent !== 1 ? [axis] : axis < lead ? [axis] : [],
  );
}
