// Scaled dot-product attention.
import { isFloat } from '../../dtype.js';
import { DTypeError, ShapeError } from '../../errors.js';
import { recordComposite, resolve } from '../../record.js';
import { checkFinite, checkOptions } from '../../options/check-options.js';
import { broadcastShapes, formatShape, sameShape, type Shape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { matmul } from '../contraction.js';
import { reshape } from '../movement.js';
import { castTo, expectTensor, floatOperand } from '../operands.js';
import { attentionWeights, inGroups, type Axes4 } from './attention-weights.js';

/** Options of scaledDotProductAttention. */
export interface AttentionOptions {
  /**
   * Broadcasts to [batch, heads, queries, keys]. bool: true where a query sees a key; floats: added to the scores, and -Infinity hides
   * the key.
   */
  readonly mask?: Tensor;
  /** Query i sees keys 0 to i alone (default false). */
  readonly causal?: boolean;
  /** Factor of the scores (default 1 / √size). */
  readonly scale?: number;
}

function expectOperands(query: Shape, key: Shape, value: Shape): void {
  const [batch, heads, , size] = query as Axes4;
  const [, groups] = key as Axes4;
  const fits =
    [query, key, value].every((shape) => shape.length === 4) &&
    sameShape(key.slice(0, 3), value.slice(0, 3)) &&
    key[0] === batch &&
    key[3] === size &&
    groups > 0 &&
    heads % groups === 0;
  if (fits && size > 0 && (key[2] as number) > 0) return;
  throw new ShapeError(
    `scaledDotProductAttention: shapes do not fit; expected query [batch, heads, queries, size], key [batch, groups, keys, size] and ` +
      `value [batch, groups, keys, valueSize] with at least one key and heads a multiple of groups, ` +
      `got ${formatShape(query)}, ${formatShape(key)} and ${formatShape(value)}; check them`,
  );
}

function expectMask(mask: Tensor, scores: Shape): Tensor {
  const op = 'scaledDotProductAttention';
  const given = resolve(op, expectTensor(op, mask));
  if (given.dtype !== 'bool' && !isFloat(given.dtype)) {
    throw new DTypeError(
      `${op}: bad mask; expected bool (true where a query sees a key) or floats (added to scores), got ${given.dtype}; cast() it`,
    );
  }
  if (!sameShape(broadcastShapes(op, given.shape, scores), scores)) {
    throw new ShapeError(
      `${op}: mask does not fit; expected what broadcasts to ${formatShape(scores)}, got ${formatShape(given.shape)}; reshape it`,
    );
  }
  return isFloat(given.dtype) ? castTo(given, 'float32') : given;
}

/**
 * softmax(query keyᵀ · scale) value for each head: each query's mean of the values, weighted by how well their keys fit it.
 * Several heads may share keys and values (grouped queries): head h uses group floor(h · groups / heads).
 * A query whose mask lets it see no key (false, or -Infinity, for all of them) gives zeros on every device, and its gradients
 * are 0. On WebGPU long sequences take kernels that store no scores (online softmax); elsewhere, and under `vmap`,
 * queries · keys numbers a head are stored.
 *
 * @param query [batch, heads, queries, size], float32
 * @param key [batch, groups, keys, size], float32; groups = heads, or a divisor of them
 * @param value [batch, groups, keys, valueSize], float32
 * @returns [batch, heads, queries, valueSize] in the query's float dtype; halves are computed in float32 and rounded once
 * @throws ShapeError where operands or the mask do not fit, DTypeError for a mask of integers
 * @see Vaswani et al.: Attention Is All You Need (2017), equation 1; Dao et al.: FlashAttention (2022), algorithm 1
 */
export function scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  options: AttentionOptions = {},
): Tensor {
  const op = 'scaledDotProductAttention';
  checkOptions(op, options, ['mask', 'causal', 'scale']);
  const floats = [query, key, value].map((operand) => floatOperand(op, expectTensor(op, operand)));
  const [q, k, v] = floats.map((operand) => castTo(operand, 'float32')) as [Tensor, Tensor, Tensor];
  expectOperands(q.shape, k.shape, v.shape);
  const [batch, heads, queries, size] = q.shape as Axes4;
  const [, groups, keys] = k.shape as Axes4;
  const { causal = false } = options;
  const scale = checkFinite(op, 'scale', options.scale ?? 1 / Math.sqrt(size));
  const mask = options.mask && expectMask(options.mask, [batch, heads, queries, keys]);
  const weights = attentionWeights({ query: q, key: k, mask }, { causal, scale });
  const mixed = matmul(inGroups(weights, groups), v);
  const body = reshape(mixed, [batch, heads, queries, v.shape[3] as number]);
  const whole = recordComposite(op, mask ? [q, k, v, mask] : [q, k, v], { causal, scale }, body);
  return castTo(whole, (floats[0] as Tensor).dtype);
}
