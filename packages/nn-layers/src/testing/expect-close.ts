// Compares two tensors that different ops should make alike.
import type { Tensor } from '@tensorloom/tensor-core';
import { expect } from 'vitest';

/** Equal shapes, and elements that differ by less than 5e-13. */
export async function expectClose(got: Tensor, expected: Tensor): Promise<void> {
  expect(got.shape).toEqual(expected.shape);
  const [values, others] = await Promise.all([got.data(), expected.data()]);
  values.forEach((value, index) => expect(value, `element ${index}`).toBeCloseTo(others[index] as number, 12));
}
