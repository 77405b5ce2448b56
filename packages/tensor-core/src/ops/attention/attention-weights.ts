// The weights of attention: which key each query sees, and how much of it.
import { isFloat } from '../../dtype.js';
import { record } from '../../record.js';
import type { Shape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { matmul } from '../contraction.js';
import { add, constantLike, less, lessEqual, logicalAnd, logicalNot, mul, where } from '../elementwise.js';
import { reshape } from '../movement.js';
import { broadcastTensor, constant } from '../operands.js';
import { softmax } from '../softmax.js';

/** What a device's kernels of attention and its gradients need to know beside the operands. */
export interface AttentionAttributes {
  /** Query i sees keys 0 to i alone. */
  readonly causal: boolean;
  /** Factor of the scores. */
  readonly scale: number;
}

/** float32 operands: query [batch, heads, queries, size], key [batch, groups, keys, size], a mask that broadcasts to the scores. */
export interface Scored {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly mask: Tensor | undefined;
}

/** Stands in for -Infinity: e to it is 0 beside any score, and a row of nothing else stays finite. */
const UNSEEN = -1e30;

export type Axes4 = readonly [batch: number, heads: number, steps: number, size: number];

/** Heads of one group lie side by side: their queries are rows of one product. */
export function inGroups(perHead: Tensor, groups: number): Tensor {
  const [batch, heads, queries, size] = perHead.shape as Axes4;
  return reshape(perHead, [batch, groups, (heads / groups) * queries, size]);
}

/** The lowest finite float32. */
const LOWEST = -3.4028234663852886e38;

/** True where a mask lets a query see a key: floats do where they are not -Infinity (NaN is not). */
function allowed(mask: Tensor): Tensor {
  return mask.dtype === 'bool' ? mask : logicalNot(less(mask, constantLike(mask, LOWEST)));
}

/** True where a query sees a key, as far as masks and order say; undefined where all is seen. */
function seenKeys(scores: Shape, mask: Tensor | undefined, causal: boolean): Tensor | undefined {
  const place = (axis: number): Tensor => record('iota', [], { shape: scores.slice(2), axis, dtype: 'int32' });
  const before = causal ? lessEqual(place(1), place(0)) : undefined;
  if (!before || !mask) return before ?? (mask && allowed(mask));
  return logicalAnd(allowed(mask), before);
}

/** Softmax over the keys that are seen; a query that sees none has weights of 0. */
function weigh(scores: Tensor, mask: Tensor | undefined, causal: boolean): Tensor {
  const shifted = mask && isFloat(mask.dtype) ? add(scores, mask) : scores;
  const seen = seenKeys(scores.shape, mask, causal);
  if (!seen) return softmax(shifted);
  const all = broadcastTensor(seen, scores.shape);
  const weights = softmax(where(all, shifted, constantLike(shifted, UNSEEN)));
  return mask ? where(all, weights, constantLike(weights, 0)) : weights;
}

/** [batch, heads, queries, keys]: the weight of each key for each query. */
export function attentionWeights(scored: Scored, attributes: AttentionAttributes): Tensor {
  const { query, key, mask } = scored;
  const [batch, heads, queries] = query.shape as Axes4;
  const products = matmul(inGroups(query, key.shape[1] as number), key, { transposeB: true });
  // Scaled where the product is made, not the queries: so they are read from wherever they lie.
  const scores = mul(products, constant(attributes.scale));
  return weigh(reshape(scores, [batch, heads, queries, key.shape[2] as number]), mask, attributes.causal);
}
