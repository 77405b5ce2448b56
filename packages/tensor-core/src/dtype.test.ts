// Promotion and literals.
import { describe, expect, it } from 'vitest';
import { checkDType, dtypes, isFloat, isInteger, literalDType, promote, type DType } from './dtype.js';
import { DTypeError } from './errors.js';

const order: Readonly<Record<DType, number>> = { bool: 0, int32: 1, uint32: 1, float16: 2, float32: 3 };
const pairs = dtypes.flatMap((a) => dtypes.map((b) => [a, b] as const));

describe('promote', () => {
  it.each(pairs)('%s with %s', (a, b) => {
    if (a !== b && order[a] === order[b]) {
      expect(() => promote('add', a, b)).toThrow(DTypeError);
      expect(() => promote('add', a, b)).toThrow(
        `add: int32 and uint32 do not mix; expected one dtype, got ${a} and ${b}; cast() one of them`,
      );
    } else {
      expect(promote('add', a, b)).toBe(order[a] >= order[b] ? a : b);
      expect(promote('add', b, a)).toBe(promote('add', a, b));
    }
  });
});

describe('literalDType', () => {
  it.each([
    [2, 'bool', 'int32'],
    [2, 'int32', 'int32'],
    [-2, 'uint32', 'uint32'],
    [2, 'float32', 'float32'],
    [0.5, 'bool', 'float32'],
    [0.5, 'int32', 'float32'],
    [NaN, 'int32', 'float32'],
    [Infinity, 'uint32', 'float32'],
  ] as const)('%s beside %s is %s', (value, partner, result) => {
    expect(literalDType(value, partner)).toBe(result);
  });
});

describe('names', () => {
  it('are checked', () => {
    expect(() => checkDType('zeros', 'float64')).toThrow(
      "zeros: unknown dtype; expected one of bool, int32, uint32, float16, float32, got 'float64'; use one of those",
    );
    expect(() => checkDType('zeros', 'bool')).not.toThrow();
  });

  it('fall into floats, integers and bool', () => {
    expect(dtypes.filter(isFloat)).toEqual(['float16', 'float32']);
    expect(dtypes.filter(isInteger)).toEqual(['int32', 'uint32']);
  });
});
