// Results that lie in the place of what is read for the last time, and those that must not.
import { tensor, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { layOutSchedule } from '../../plan/layout.js';
import type { Schedule } from '../schedule.js';
import { scheduled } from '../testing/scheduled.js';

const SIDE = 256;
const BYTES = SIDE * SIDE * 4;
const given = (rows = SIDE, columns = SIDE): Tensor =>
  tensor(new Float32Array(rows * columns), { shape: [rows, columns] });
/** Tensors that the arena holds at once, in full. */
const peak = (schedule: Schedule): number => Math.floor(layOutSchedule(schedule, true).size / BYTES);
const apart = (schedule: Schedule): number => peak({ ...schedule, reuses: new Map() });

describe('a result', () => {
  it('takes the place of an operand that nobody reads afterwards', () => {
    const product = given().matmul(given());
    const schedule = scheduled({ outputs: [product.matmul(given()).add(product)] });
    expect(schedule.reuses.size).toBe(0);
    const later = scheduled({ outputs: [given().matmul(given()).add(product).exp().sum()] });
    expect([later.reuses.size, peak(later), apart(later)]).toEqual([1, 1, 2]);
  });

  it('leaves what is read elsewhere in the kernel, later, or by the caller', () => {
    const product = (): Tensor => given().matmul(given());
    const turned = product();
    expect(scheduled({ outputs: [turned.add(turned.transpose()).matmul(given())] }).reuses.size).toBe(0);
    const later = product();
    expect(scheduled({ outputs: [given().matmul(later.exp().add(later)), later.sum()] }).reuses.size).toBeLessThan(2);
    const wanted = product();
    expect(scheduled({ outputs: [wanted, wanted.softmax().matmul(given())] }).reuses.size).toBe(0);
  });

  it('of few elements stays apart, so that equal kernels have one text', () => {
    const small = given(8, 8).matmul(given(8, 8));
    expect(
      scheduled({ outputs: [given(8, 8).matmul(given(8, 8)).softmax().add(small).matmul(given(8, 8))] }).reuses.size,
    ).toBe(0);
  });

  it('hands its place on', () => {
    let value = given().matmul(given());
    for (let layer = 0; layer < 4; layer++) value = given().matmul(given()).add(value).mul(2).add(value.square());
    const schedule = scheduled({ outputs: [value] });
    expect(schedule.reuses.size).toBeGreaterThan(0);
    for (const home of schedule.reuses.values()) expect(schedule.reuses.has(home)).toBe(false);
    expect([peak(schedule), apart(schedule)]).toEqual([3, 4]);
  });
});
