// The gradients of attention, named like the op itself, so that a device may compute them without storing the weights.
// With weights W and g the gradient of the output: dV = Wᵀ g, dS = W ∘ (g Vᵀ - Σ W ∘ (g Vᵀ)), dQ = scale dS K, dK = scale dSᵀ Q.
import { recordComposite } from '../../record.js';
import type { Tensor } from '../../tensor.js';
import { matmul } from '../contraction.js';
import { mul, sub } from '../elementwise.js';
import { reshape } from '../movement.js';
import { constant } from '../operands.js';
import { sum } from '../reduction.js';
import { attentionWeights, inGroups, type AttentionAttributes, type Scored } from './attention-weights.js';

/** Operands of scaledDotProductAttention, in float32, as it records them: see Scored; value [batch, groups, keys, valueSize]. */
type Operands = readonly [query: Tensor, key: Tensor, value: Tensor, mask?: Tensor];

function scoredOf([query, key, , mask]: Operands): Scored {
  return { query, key, mask };
}

function groupsOf([, key]: Operands): number {
  return key.shape[1] as number;
}

/**
 * Gradient of the masked scores, W ∘ (g Vᵀ - Σ W ∘ (g Vᵀ)), times `scale`. Stores the scores.
 *
 * @param gradOutput g [batch, heads, queries, valueSize]
 * @returns [batch, heads, queries, keys]
 */
export function attentionScoreGradient(
  operands: Operands,
  gradOutput: Tensor,
  attributes: AttentionAttributes,
  scale = 1,
): Tensor {
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

/**
 * Gradient for the queries: scale dS K.
 *
 * @param gradOutput [batch, heads, queries, valueSize]
 * @returns [batch, heads, queries, size]
 */
export function attentionQueryGradient(
  operands: Operands,
  gradOutput: Tensor,
  attributes: AttentionAttributes,
): Tensor {
  const [query, key] = operands;
  const ofProducts = inGroups(
    attentionScoreGradient(operands, gradOutput, attributes, attributes.scale),
    groupsOf(operands),
  );
  const body = reshape(matmul(ofProducts, key), query.shape);
  return named('attentionQueryGradient', operands, gradOutput, attributes, body);
}

/**
 * Gradient for the keys, scale dSᵀ Q, summed over the heads that share them.
 *
 * @param gradOutput [batch, heads, queries, valueSize]
 * @returns [batch, groups, keys, size]
 */
export function attentionKeyGradient(operands: Operands, gradOutput: Tensor, attributes: AttentionAttributes): Tensor {
  const groups = groupsOf(operands);
  const ofProducts = inGroups(attentionScoreGradient(operands, gradOutput, attributes, attributes.scale), groups);
  const body = matmul(ofProducts, inGroups(operands[0], groups), { transposeA: true });
  return named('attentionKeyGradient', operands, gradOutput, attributes, body);
}

/**
 * Gradient for the values, Wᵀ g, summed over the heads that share them.
 *
 * @param gradOutput g [batch, heads, queries, valueSize]
 * @returns [batch, groups, keys, valueSize]
 */
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
