// Weights and data of a case, made on the host so that every library starts from the same numbers. Knows no device.
import { hostRandom } from '@tensorloom/tensor-core';
import type { StepCase } from './step-case.js';
import { sizeOf, weightSpecs } from './weight-specs.js';

/** Numbers of one weight or one array of data. */
export interface HostArray<Data = Float32Array> {
  readonly data: Data;
  readonly shape: readonly number[];
}

/** What a case is trained with. */
export interface HostValues {
  /** [batch, ...inputShape] */
  readonly x: HostArray;
  /** [batch], class indices */
  readonly y: HostArray<Int32Array>;
  /** Weights of all layers, in order. */
  readonly weights: readonly HostArray[];
}

/** Glorot and Bengio's uniform for kernels, zeros for biases, ones for what is multiplied with. */
function weightsOf(spec: StepCase, seed: number): readonly HostArray[] {
  const random = hostRandom(seed);
  return weightSpecs(spec).map(({ shape, begin }) => {
    const data = new Float32Array(sizeOf(shape));
    if (begin !== 'uniform') return { data: data.fill(begin), shape };
    const receptive = sizeOf(shape.slice(0, -2));
    const limit = Math.sqrt(6 / (receptive * ((shape.at(-2) as number) + (shape.at(-1) as number))));
    return { data: data.map(() => limit * (2 * random.uniform() - 1)), shape };
  });
}

/** Part of a class's picture in an example of it; the rest is noise, so that no loss is near 0 after some steps. */
const SIGNAL = 0.15;

/** Values of a case from a seed: each class has a picture of its own, seen through noise. */
export function hostValues(spec: StepCase, seed = 1): HostValues {
  const { batch, classes, inputShape } = spec;
  const random = hostRandom(seed, 1);
  const size = sizeOf(inputShape);
  const pictures = Float32Array.from({ length: classes * size }, () => random.uniform());
  const y = Int32Array.from({ length: batch }, () => random.integer(classes));
  const x = Float32Array.from({ length: batch * size }, (_, at) => {
    const label = y[Math.floor(at / size)] as number;
    return (1 - SIGNAL) * random.uniform() + SIGNAL * (pictures[label * size + (at % size)] as number);
  });
  return {
    x: { data: x, shape: [batch, ...inputShape] },
    y: { data: y, shape: [batch] },
    weights: weightsOf(spec, seed),
  };
}
