// Promotion: bool < int32, uint32 < float32; a literal takes its partner's dtype, a fraction makes floats of integers.
import { DTypeError, tensor, type DType, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import type { Rules } from './suite.js';

const of = (dtype: DType): Tensor => tensor([1, 0], { dtype });
const table: readonly (readonly [DType, DType, DType])[] = [
  ['bool', 'bool', 'int32'],
  ['bool', 'int32', 'int32'],
  ['bool', 'uint32', 'uint32'],
  ['bool', 'float32', 'float32'],
  ['int32', 'int32', 'int32'],
  ['int32', 'float32', 'float32'],
  ['uint32', 'uint32', 'uint32'],
  ['uint32', 'float32', 'float32'],
  ['float32', 'float32', 'float32'],
];
const literals: readonly (readonly [DType, number, DType])[] = [
  ['bool', 2, 'int32'],
  ['bool', 0.5, 'float32'],
  ['int32', 2, 'int32'],
  ['int32', 0.5, 'float32'],
  ['uint32', 2, 'uint32'],
  ['uint32', 0.5, 'float32'],
  ['float32', 2, 'float32'],
  ['float32', 0.5, 'float32'],
];

export const promotionRules: Rules = () =>
  describe('promotion', () => {
    it.each(table)('%s with %s gives %s', async (a, b, result) => {
      for (const [x, y] of [
        [of(a), of(b)],
        [of(b), of(a)],
      ] as const) {
        expect(x.add(y).dtype).toBe(result);
        expect(await x.add(y).array()).toEqual([2, 0]);
      }
    });

    it.each(literals)('%s with the literal %s gives %s', async (dtype, literal, result) => {
      expect(of(dtype).add(literal).dtype).toBe(result);
      expect(await of(dtype).add(literal).array()).toEqual([1 + literal, literal]);
    });

    it('of int32 with uint32 is an error that says what to do', () => {
      expect(() => of('int32').add(of('uint32'))).toThrow(DTypeError);
      expect(() => of('int32').add(of('uint32'))).toThrow(/add: int32 and uint32 do not mix.*cast\(\) one of them/);
    });

    it('divides integers as floats and compares to bool', async () => {
      const quotient = of('int32').div(tensor([4, 1], { dtype: 'int32' }));
      expect([quotient.dtype, await quotient.array()]).toEqual(['float32', [0.25, 0]]);
      expect(await of('uint32').greater(0).array()).toEqual([true, false]);
    });
  });
