// Attention by name: which kernels stand in the place of its body, and that no scores are stored then.
import {
  attentionKeyGradient,
  attentionQueryGradient,
  attentionValueGradient,
  scaledDotProductAttention,
  variable,
  type AttentionOptions,
  type Tensor,
} from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { layOutSchedule } from '../../plan/layout.js';
import type { ScheduleOptions } from '../schedule-options.js';
import type { Schedule } from '../schedule.js';
import { scheduled } from '../testing/scheduled.js';

const operand = (length: number, size = 32): Tensor =>
  variable(new Float32Array(2 * 4 * length * size), { shape: [2, 4, length, size] });

/** Output and gradients of an attention over so many steps. */
function training(length: number, options: Partial<ScheduleOptions> = {}, given: AttentionOptions = {}): Schedule {
  const operands = [operand(length), operand(length), operand(length)] as const;
  const output = scaledDotProductAttention(...operands, { scale: 0.5, ...given });
  const named = given.mask ? ([...operands, given.mask] as const) : operands;
  const gradients = [attentionQueryGradient, attentionKeyGradient, attentionValueGradient].map((gradient) =>
    gradient(named, output, { causal: given.causal ?? false, scale: 0.5 }),
  );
  return scheduled({ outputs: [output, ...gradients], options });
}

const namesOf = ({ kernels }: Schedule): readonly string[] =>
  kernels.map(({ kernel }) => kernel.name).filter((name) => name.startsWith('attention'));

describe('attention by name', () => {
  it('takes one kernel forward and one for all gradients on a software adapter', () => {
    expect(namesOf(training(1024))).toEqual([
      'attention-subgroup',
      'attention-statistics',
      'attention-gradient-subgroup',
    ]);
  });

  it('takes kernels with workgroup memory elsewhere', () => {
    const staged = ['attention-staged', 'attention-statistics', 'attention-query-gradient', 'attention-key-gradient'];
    expect(namesOf(training(1024, { software: false }))).toEqual(staged);
    expect(namesOf(training(1024, { subgroupSize: undefined }))).toEqual(staged);
  });

  it.each([{}, { causal: true }])('stores no scores of 1,024 queries and keys: %o', (options) => {
    const scores = 2 * 4 * 1024 * 1024 * 4;
    const operands = 2 * 4 * 1024 * 32 * 4;
    const { size } = layOutSchedule(training(1024, {}, options), true);
    expect(size).toBeLessThan(8 * operands);
    expect(layOutSchedule(training(1024, { attentionFrom: Infinity }, options), true).size).toBeGreaterThan(scores);
  });

  it('leaves short sequences, few bindings and unfused schedules to the body', () => {
    expect(namesOf(training(32))).toEqual([]);
    expect(namesOf(training(1024, { bindingLimit: 6 }))).toEqual([]);
    expect(namesOf(training(1024, { fuse: false }))).toEqual([]);
  });

  it('takes one kernel more where eight bindings do not hold a mask too', () => {
    const mask = variable(new Float32Array(1024), { shape: [1024] }).greater(0);
    const eight = { software: false, bindingLimit: 8 };
    expect(namesOf(training(1024, eight)).length).toBe(4);
    expect(namesOf(training(1024, eight, { mask })).length).toBe(5);
  });

  it('reads heads where a projection put them', () => {
    const projected = variable(new Float32Array(2 * 1024 * 384), { shape: [2, 1024, 384] });
    const [q, k, v] = [0, 128, 256].map((start) =>
      projected
        .slice(null, null, [start, start + 128])
        .reshape([2, 1024, 4, 32])
        .transpose([0, 2, 1, 3]),
    ) as [Tensor, Tensor, Tensor];
    expect(scheduled({ outputs: [scaledDotProductAttention(q, k, v)] }).kernels.length).toBe(1);
  });
});
