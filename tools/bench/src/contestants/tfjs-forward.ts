// The networks of the cases in TensorFlow.js, with the ops that are quickest there. Knows nothing of ours but the case.
import type { LayerSpec, StepCase } from '../cases/step-case.js';
import type { Tf, TfTensor } from '../peers/tfjs-types.js';

/** Gives the next weight. */
type Next = () => TfTensor;

function layer(tf: Tf, spec: LayerSpec, h: TfTensor, next: Next): TfTensor {
  switch (spec.kind) {
    case 'dense':
      return tf.fused.matMul({ a: h, b: next(), bias: next(), activation: spec.relu ? 'relu' : 'linear' });
    case 'conv': {
      const activation = spec.relu ? 'relu' : 'linear';
      return tf.fused.conv2d({ x: h, filter: next(), strides: 1, pad: 'valid', bias: next(), activation });
    }
    case 'maxPool':
      return tf.maxPool(h, spec.size, spec.size, 'valid');
    case 'flatten':
      return tf.reshape(h, [h.shape[0] as number, -1]);
    case 'lstm':
      return lstm(tf, spec.units, h, [next(), next(), next()]);
    case 'transformerBlock':
      return transformerBlock(tf, spec.heads, h, next);
    case 'meanOverSteps':
      return tf.mean(h, 1);
  }
}

/** All steps' products with the inputs at once, then step by step; [batch, steps, features] to [batch, units]. */
function lstm(
  tf: Tf,
  units: number,
  input: TfTensor,
  [kernel, recurrent, bias]: readonly [TfTensor, TfTensor, TfTensor],
): TfTensor {
  const [batch, steps, features] = input.shape as [number, number, number];
  const rows = tf.reshape(input, [batch * steps, features]);
  const inputs = tf.fused.matMul({ a: rows, b: kernel, bias, activation: 'linear' });
  let [hidden, cell] = [tf.zeros([batch, units]), tf.zeros([batch, units])];
  for (const own of tf.unstack(tf.reshape(inputs, [batch, steps, 4 * units]), 1)) {
    const [i, f, c, o] = tf.split(tf.add(own, tf.matMul(hidden, recurrent)), 4, 1) as [
      TfTensor,
      TfTensor,
      TfTensor,
      TfTensor,
    ];
    cell = tf.add(tf.mul(tf.sigmoid(f), cell), tf.mul(tf.sigmoid(i), tf.tanh(c)));
    hidden = tf.mul(tf.sigmoid(o), tf.tanh(cell));
  }
  return hidden;
}

/** [batch, steps, width] to the same. */
function transformerBlock(tf: Tf, heads: number, input: TfTensor, next: Next): TfTensor {
  const [batch, steps, width] = input.shape as [number, number, number];
  const size = width / heads;
  const dense = (x: TfTensor, activation: 'linear' | 'relu' = 'linear'): TfTensor =>
    tf.fused.matMul({ a: x, b: next(), bias: next(), activation });
  const norm = (x: TfTensor): TfTensor => {
    const { mean, variance } = tf.moments(x, -1, true);
    const standard = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5)));
    return tf.add(tf.mul(standard, next()), next());
  };
  const rows = tf.reshape(input, [batch * steps, width]);
  const sides = tf.split(tf.reshape(dense(norm(rows)), [batch, steps, 3 * heads, size]), 3, 2);
  const [query, key, value] = sides.map((side) => tf.transpose(side, [0, 2, 1, 3])) as [TfTensor, TfTensor, TfTensor];
  const scores = tf.matMul(tf.mul(query, 1 / Math.sqrt(size)), key, false, true);
  const mixed = tf.transpose(tf.matMul(tf.softmax(scores), value), [0, 2, 1, 3]);
  const attended = tf.add(rows, dense(tf.reshape(mixed, [batch * steps, width])));
  return tf.reshape(tf.add(attended, dense(dense(norm(attended), 'relu'))), [batch, steps, width]);
}

/** The network as a function of a batch [batch, ...inputShape]. */
export function tfjsForward(tf: Tf, { layers }: StepCase, weights: readonly TfTensor[], x: TfTensor): TfTensor {
  let at = 0;
  const next = (): TfTensor => weights[at++] as TfTensor;
  return layers.reduce((h, spec) => layer(tf, spec, h, next), x);
}
