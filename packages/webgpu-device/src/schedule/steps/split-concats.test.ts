// Joining in steps: the same program, with no join of too many parts.
import { concat, formatProgram, lower, tensor, type Program } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { splitConcats } from './split-concats.js';

function joined(parts: number): Program {
  const list = Array.from({ length: parts }, (_, index) =>
    tensor(new Float32Array(2 * (index + 1)), { shape: [index + 1, 2] }),
  );
  const whole = concat(list, 0);
  return lower([whole.mul(2), whole], new Map()).program;
}

describe('splitConcats', () => {
  it('leaves a program alone where nothing is too wide', () => {
    const program = joined(4);
    expect(splitConcats(program, 4)).toBe(program);
  });

  it('joins in steps, in order, and moves what follows', () => {
    const { outputs, values } = splitConcats(joined(5), 2);
    expect(
      formatProgram({ values: values as Program['values'], outputs, assignments: [], composites: [], key: '' })
        .split('\n')
        .slice(5),
    ).toEqual([
      '%5 = concat(%0, %1) {"axis":0}: float32[3, 2]',
      '%6 = concat(%2, %3) {"axis":0}: float32[7, 2]',
      '%7 = concat(%5, %6) {"axis":0}: float32[10, 2]',
      '%8 = concat(%7, %4) {"axis":0}: float32[15, 2]',
      '%9 = host 0: float32[]',
      '%10 = broadcast(%9) {"shape":[15,2]}: float32[15, 2]',
      '%11 = mul(%8, %10): float32[15, 2]',
      'return %11, %8',
    ]);
  });

  it.each([2, 3, 5, 7])('never joins more than %i', (most) => {
    const { values } = splitConcats(joined(23), most);
    const widths = values.flatMap((value) => (value.op === 'concat' ? [value.inputs.length] : []));
    expect(Math.max(...widths)).toBeLessThanOrEqual(most);
  });
});
