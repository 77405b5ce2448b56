// Normalised exponentials and their cross-entropies: composite ops, stable for large logits.
import { ShapeError } from '../errors.js';
import { recordComposite, resolve } from '../record.js';
import { formatShape, normalizeAxis, sameShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { div, exp, log, mul, neg, sub } from './elementwise.js';
import { stopGradient } from './gradient-control.js';
import { oneHot } from './indexing.js';
import { castTo, expectTensor, floatOperand, throughFloat32 } from './operands.js';
import { max, sum } from './reduction.js';

/** x minus its largest element along the axis: the same softmax, no overflow. */
function shifted(x: Tensor, axis: number): Tensor {
  return sub(x, stopGradient(max(x, axis, { keepDims: true })));
}

/**
 * e^x / Σ e^x along `axis` (default the last). Gradient: s (g - Σ g s).
 *
 * @param input [...], float32
 * @returns the same shape; sums to 1 along the axis
 */
export function softmax(input: Tensor, axis = -1): Tensor {
  const x = floatOperand('softmax', expectTensor('softmax', input));
  const wide = throughFloat32(x, (value) => softmax(value, axis));
  if (wide) return wide;
  const at = normalizeAxis('softmax', axis, x.rank);
  const powers = exp(shifted(x, at));
  return recordComposite('softmax', [x], { axis: at }, div(powers, sum(powers, at, { keepDims: true })));
}

/**
 * x - ln Σ e^x along `axis` (default the last). Gradient: g - softmax(x) Σ g.
 *
 * @param input [...], float32
 * @returns the same shape
 */
export function logSoftmax(input: Tensor, axis = -1): Tensor {
  const x = floatOperand('logSoftmax', expectTensor('logSoftmax', input));
  const wide = throughFloat32(x, (value) => logSoftmax(value, axis));
  if (wide) return wide;
  const at = normalizeAxis('logSoftmax', axis, x.rank);
  const z = shifted(x, at);
  return recordComposite('logSoftmax', [x], { axis: at }, sub(z, log(sum(exp(z), at, { keepDims: true }))));
}

/**
 * Cross-entropy of softmax(logits) against target probabilities along the last axis: -Σ target · logSoftmax(logits).
 * Gradient for the logits: softmax(logits) Σ target - target; for the targets: -logSoftmax(logits).
 *
 * @param target [...batch, classes], float32, rows that sum to 1
 * @param logits [...batch, classes], float32
 * @returns [...batch], float32, nats
 */
export function softmaxCrossEntropy(target: Tensor, logits: Tensor): Tensor {
  const t = castTo(expectTensor('softmaxCrossEntropy', target), 'float32');
  const x = castTo(expectTensor('softmaxCrossEntropy', logits), 'float32');
  if (!sameShape(t.shape, x.shape)) {
    throw new ShapeError(
      `softmaxCrossEntropy: shapes differ; expected targets and logits of one shape [...batch, classes], ` +
        `got ${formatShape(t.shape)} and ${formatShape(x.shape)}; one-hot encode class indices, or use the sparse form`,
    );
  }
  return recordComposite('softmaxCrossEntropy', [t, x], {}, neg(sum(mul(t, logSoftmax(x)), -1)));
}

/**
 * Cross-entropy of softmax(logits) against class indices: -logSoftmax(logits)[label].
 * Gradient for the logits: softmax(logits) - oneHot(label). A label outside of [0, classes) has no class to be near: it counts
 * ln Σ e^(logits - max), so check labels on the host.
 *
 * @param labels [...batch], integers in [0, classes)
 * @param logits [...batch, classes], float32
 * @returns [...batch], float32, nats
 */
export function sparseSoftmaxCrossEntropy(labels: Tensor, logits: Tensor): Tensor {
  const op = 'sparseSoftmaxCrossEntropy';
  const x = castTo(expectTensor(op, logits), 'float32');
  const y = resolve(op, expectTensor(op, labels));
  if (x.rank < 1 || !sameShape(y.shape, x.shape.slice(0, -1))) {
    throw new ShapeError(
      `${op}: labels do not fit; expected ${formatShape(x.shape.slice(0, -1))} for logits ${formatShape(x.shape)}, ` +
        `got ${formatShape(y.shape)}; one label for each row`,
    );
  }
  const classes = x.shape.at(-1) as number;
  const z = shifted(x, x.rank - 1);
  const body = sub(log(sum(exp(z), -1)), sum(mul(z, oneHot(y, classes)), -1));
  return recordComposite(op, [y, x], {}, body);
}
