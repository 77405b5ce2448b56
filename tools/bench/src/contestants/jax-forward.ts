// The networks of the cases in jax-js. Knows nothing of ours but the case.
import type { LayerSpec, StepCase } from '../cases/step-case.js';
import type { Jax, JaxArray } from '../peers/jax-types.js';

/** Gives the next weight. */
type Next = () => JaxArray;

function layer(jax: Jax, spec: LayerSpec, h: JaxArray, next: Next): JaxArray {
  const { numpy, nn, lax } = jax;
  switch (spec.kind) {
    case 'dense': {
      const sums = numpy.dot(h, next()).add(next());
      return spec.relu ? nn.relu(sums) : sums;
    }
    case 'conv': {
      const kernel = next().transpose([3, 2, 0, 1]);
      const sums = lax.conv(h, kernel, [1, 1], 'VALID').add(next().reshape([spec.filters, 1, 1]));
      return spec.relu ? nn.relu(sums) : sums;
    }
    case 'maxPool': {
      const window = [spec.size, spec.size];
      return lax.reduceWindow(h, (values) => numpy.max(values), window, window);
    }
    case 'flatten':
      return h.transpose([0, 2, 3, 1]).reshape([h.shape[0] as number, -1]);
    case 'lstm':
      return lstm(jax, spec.units, h, [next(), next(), next()]);
    case 'transformerBlock':
      return transformerBlock(jax, spec.heads, h, next);
    case 'meanOverSteps':
      return h.mean(1);
  }
}

/** All steps' products with the inputs at once, then step by step; [batch, steps, features] to [batch, units]. */
function lstm(
  { numpy, nn }: Jax,
  units: number,
  input: JaxArray,
  [kernel, recurrent, bias]: readonly [JaxArray, JaxArray, JaxArray],
): JaxArray {
  const [batch, steps] = input.shape as [number, number];
  const inputs = numpy.dot(input, kernel).add(bias);
  let [hidden, cell] = [numpy.zeros([batch, units]), numpy.zeros([batch, units])];
  for (let step = 0; step < steps; step++) {
    const sums = inputs.ref.slice([], step).add(numpy.dot(hidden, recurrent.ref));
    const gate = (at: number): JaxArray => sums.ref.slice([], [at * units, (at + 1) * units]);
    cell = nn
      .sigmoid(gate(1))
      .mul(cell)
      .add(nn.sigmoid(gate(0)).mul(numpy.tanh(gate(2))));
    hidden = nn.sigmoid(gate(3)).mul(numpy.tanh(cell.ref));
    sums.dispose();
  }
  for (const array of [inputs, recurrent, cell]) array.dispose();
  return hidden;
}

/** [batch, steps, width] to the same. */
function transformerBlock({ numpy, nn }: Jax, heads: number, input: JaxArray, next: Next): JaxArray {
  const [batch, steps, width] = input.shape as [number, number, number];
  const norm = (x: JaxArray): JaxArray => nn.standardize(x, -1, { epsilon: 1e-5 }).mul(next()).add(next());
  const dense = (x: JaxArray): JaxArray => numpy.dot(x, next()).add(next());
  const sides = dense(norm(input.ref))
    .reshape([batch, steps, 3, heads, width / heads])
    .transpose([2, 0, 3, 1, 4]);
  const [query, key, value] = [0, 1, 2].map((at) => sides.ref.slice(at)) as [JaxArray, JaxArray, JaxArray];
  sides.dispose();
  // Its own dotProductAttention is the same products, through an einsum that asks for a newer Node than this repository.
  const scores = numpy.matmul(query.mul(1 / Math.sqrt(width / heads)), key.transpose([0, 1, 3, 2]));
  const mixed = numpy.matmul(nn.softmax(scores), value).transpose([0, 2, 1, 3]).reshape([batch, steps, width]);
  const attended = input.add(dense(mixed));
  return attended.ref.add(dense(nn.relu(dense(norm(attended)))));
}

/**
 * The network as a function of a batch [batch, ...inputShape]. Images are turned to have their channels first, where jax-js
 * has them, and turned back before they are flattened, so that the weights mean the same.
 */
export function jaxForward(jax: Jax, { layers }: StepCase, weights: readonly JaxArray[], x: JaxArray): JaxArray {
  let at = 0;
  const next = (): JaxArray => weights[at++] as JaxArray;
  const images = x.shape.length === 4 ? x.transpose([0, 3, 1, 2]) : x;
  return layers.reduce((h, spec) => layer(jax, spec, h, next), images);
}
