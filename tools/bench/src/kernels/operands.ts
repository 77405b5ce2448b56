// Operands of a computation, made on the host so that every library computes the same. Knows no device.
import { hostRandom } from '@tensorloom/tensor-core';
import type { HostArray } from '../cases/host-values.js';
import { sizeOf } from '../cases/weight-specs.js';
import { operandShapes, type KernelWork } from './kernel-case.js';

/** Numbers in [-1, 1), or in [0, 1) for a sum: of both signs it would be small beside its rounding. */
export function operandsOf(work: KernelWork, seed = 1): readonly HostArray[] {
  const random = hostRandom(seed, 2);
  const draw = work.kind === 'sum' ? () => random.uniform() : () => 2 * random.uniform() - 1;
  return operandShapes(work).map((shape) => {
    const data = new Float32Array(sizeOf(shape));
    for (let at = 0; at < data.length; at++) data[at] = draw();
    return { data, shape };
  });
}
