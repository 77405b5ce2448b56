// Which scatters look at all updates, link them, or sort their indices; and that updates of variables stay out of their kernels.
import { record, tensor, variable, zeros, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { scheduled } from '../testing/scheduled.js';

/** `updates` rows of four numbers added up in `rows` places. */
function added(rows: number, updates: number): Tensor {
  const places = tensor(new Int32Array(updates), { dtype: 'int32' });
  return record('scatterAdd', [places, zeros([updates, 4]).add(1)], { axis: 0, size: rows });
}

/** Its steps, without the merges of a sort. */
function stepsOf(scatter: Tensor, software: boolean): readonly string[] {
  const { graph } = scheduled({ outputs: [scatter], options: { software } });
  return graph.values.map(({ op }) => op).filter((op) => /^scatter|^sort/.test(op));
}

describe('scatters', () => {
  it('of few updates look at all of them', () => {
    expect(stepsOf(added(10_000, 32), false)).toEqual(['scatterAdd']);
  });

  it('link updates where looking at all of them is less than a sort', () => {
    expect(stepsOf(added(100, 400), true)).toEqual(['scatterLinks', 'scatterLinked']);
    expect(stepsOf(added(10_000, 2048), false)).toEqual(['scatterLinks', 'scatterLinked']);
  });

  it('sort the indices of many', () => {
    const sorted = ['sortBlocks', 'scatterStarts', 'scatterSorted'];
    expect(stepsOf(added(10_000, 2048), true)).toEqual(sorted);
    expect(stepsOf(added(10, 5000), false)).toEqual(sorted);
  });

  it.each([true, false])('do not take updates of variables into their kernels (software: %s)', (software) => {
    const gradient = added(10_000, 2048);
    const [table, moment] = [variable(zeros([10_000, 4])), variable(zeros([10_000, 4]))];
    const next = moment.mul(0.9).add(gradient);
    const { kernels } = scheduled({
      assignments: [
        [moment, next],
        [table, table.sub(next.mul(gradient))],
      ],
      options: { software },
    });
    const last = kernels.at(-1)?.kernel.wgsl;
    expect(last).not.toContain('fn scatter');
    expect(last).toContain('vec4<f32>');
  });
});
