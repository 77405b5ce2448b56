// checkGradients: holds recorded gradients against central differences. Knows no rule and no default device.
import { ConfigError, hostRandom, mul, sum, tensor, type Device, type Tensor } from '@tensorloom/tensor-core';
import { gradientsOfVersions } from '../gradients.js';
import { filled } from '../rules/known-constants.js';
import { expectTensor, resolveTargets } from '../check-operands.js';
import { worstElement } from './central-differences.js';
import { GradientCheckError, type Comparison } from './gradient-check-error.js';
import { leavesOf, probedWith, type CheckedInput } from './inputs.js';
import { probe, type Probe, type Probed } from './probe.js';

export interface CheckOptions {
  /** Computes in float64: `createCpuDevice({ precision: 'float64' })`. */
  readonly device: Device;
  /** How far each element is moved up and down (default 1e-5). */
  readonly epsilon?: number;
  /** Largest |analytic - numeric| / max(1, |analytic|, |numeric|) that passes (default 1e-6). */
  readonly tolerance?: number;
  /** Of the random inputs and of the weights that the result is summed with (default 0). */
  readonly seed?: number;
}

/** Reads values that must be doubles: in float32, differences drown in rounding. */
async function readDoubles(probe: Probe, probed: Probed, device: Device): Promise<readonly Float64Array[]> {
  const values = await probe.read(probed);
  return values.map((value) => {
    if (value instanceof Float64Array) return value;
    throw new ConfigError(
      `checkGradients: the device does not compute in doubles; expected float64, got ${device.kind} (${device.name}); ` +
        "pass { device: createCpuDevice({ precision: 'float64' }) }",
    );
  });
}

/** The result as one number: summed with random weights, so that no error of one element hides behind another's. */
function weighted(output: Tensor, seed: number): Tensor {
  const random = hostRandom(seed, 1);
  const weights = Float64Array.from({ length: output.size }, () => 0.5 + random.uniform());
  return sum(mul(output, tensor(weights, { shape: output.shape, dtype: 'float32' })));
}

/**
 * Compares the gradients of `fn` with central differences (f(x + ε) - f(x - ε)) / 2ε, element by element.
 * Where `fn` has a kink closer than ε to an input the two differ rightly: choose inputs away from it.
 *
 * @param fn records ops on its inputs; its result may have any shape, and is summed with fixed random weights
 * @param inputs data, `{ shape, minimum, maximum }` for random numbers, or variables (also ones that `fn` reads by itself)
 * @returns the element that differs most
 * @throws GradientCheckError with the worst element, its index, both values and the tolerance
 * @example
 * await checkGradients((x, w) => x.matmul(w).tanh(), [{ shape: [2, 3] }, { shape: [3, 4] }], { device });
 */
export async function checkGradients(
  fn: (...inputs: Tensor[]) => Tensor,
  inputs: readonly CheckedInput[],
  { device, epsilon = 1e-5, tolerance = 1e-6, seed = 0 }: CheckOptions,
): Promise<Comparison> {
  const leaves = await leavesOf(inputs, device, hostRandom(seed));
  const tensors = leaves.map((leaf) => leaf.tensor);
  const versions = resolveTargets('checkGradients', tensors);
  const value = weighted(expectTensor('checkGradients', 'result', fn(...tensors)), seed);
  const recorded = gradientsOfVersions('checkGradients', value, filled([], 1), tensors, versions, { unused: 'zeros' });
  const backward = await probe(recorded, device);
  const forward = await probe([value], device);
  try {
    const gradients = await readDoubles(backward, probedWith(leaves), device);
    const worst = await worstElement(leaves, gradients, epsilon, async (input, moved) => {
      const [result] = await readDoubles(forward, probedWith(leaves, input, moved), device);
      return (result as Float64Array)[0] as number;
    });
    if (worst.error <= tolerance) return worst;
    throw new GradientCheckError(
      `checkGradients: gradient differs from central differences; expected at most ${tolerance}, got ${worst.error} ` +
        `at input ${worst.input} [${worst.index.join(', ')}]: analytic ${worst.analytic}, numeric ${worst.numeric}; ` +
        'check the rule, or move the input away from a kink',
      worst,
    );
  } finally {
    backward.dispose();
    forward.dispose();
  }
}
