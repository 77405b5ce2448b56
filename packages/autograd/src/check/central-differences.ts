// Central differences of a function of many elements. Knows no graph: it asks for values.
import type { Comparison } from './gradient-check-error.js';
import type { Leaf } from './inputs.js';

function indexOf(position: number, shape: readonly number[]): readonly number[] {
  let rest = position;
  return shape
    .toReversed()
    .map((extent) => {
      const index = rest % extent;
      rest = Math.floor(rest / extent);
      return index;
    })
    .reverse();
}

/** (f(x + ε) - f(x - ε)) / 2ε for one element. */
async function difference(
  evaluate: (moved: Float64Array) => Promise<number>,
  data: Float64Array,
  position: number,
  epsilon: number,
): Promise<number> {
  const at = (value: number): Promise<number> => evaluate(data.with(position, value));
  const [up, down] = [(data[position] as number) + epsilon, (data[position] as number) - epsilon];
  return ((await at(up)) - (await at(down))) / (up - down);
}

/** The element whose gradient differs most from its difference; NaN counts as the most. */
export async function worstElement(
  leaves: readonly Leaf[],
  gradients: readonly Float64Array[],
  epsilon: number,
  evaluate: (input: number, moved: Float64Array) => Promise<number>,
): Promise<Comparison> {
  let worst: Comparison | undefined;
  for (const [input, { tensor: leaf, data }] of leaves.entries()) {
    for (let position = 0; position < data.length; position++) {
      const analytic = (gradients[input] as Float64Array)[position] as number;
      const numeric = await difference((moved) => evaluate(input, moved), data, position, epsilon);
      const error = Math.abs(analytic - numeric) / Math.max(1, Math.abs(analytic), Math.abs(numeric));
      if (worst && error <= worst.error) continue;
      worst = { input, index: indexOf(position, leaf.shape), analytic, numeric, error };
      if (Number.isNaN(error)) return worst;
    }
  }
  return worst ?? { input: 0, index: [], analytic: 0, numeric: 0, error: 0 };
}
