// A row of hand-checked values for each primitive op, on both precisions. A primitive without a row does not compile.
// Long because all primitives stand side by side.
import {
  none,
  record,
  tensor,
  type DType,
  type PrimitiveAttributes,
  type PrimitiveOp,
  type Tensor,
  type TypedArray,
} from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { createCpuDevice } from '../cpu-device.js';
import { evaluate } from '../testing/evaluate.js';

interface Row<Attributes> {
  readonly what: string;
  readonly inputs: readonly Tensor[];
  readonly attributes: Attributes;
  readonly expected: readonly number[];
  readonly shape: readonly number[];
}

/** `shape` is that of a vector of the expected values unless said. */
function row<Attributes>(
  what: string,
  inputs: readonly Tensor[],
  attributes: Attributes,
  expected: readonly number[],
  shape: readonly number[] = [expected.length],
): Row<Attributes> {
  return { what, inputs, attributes, expected, shape };
}

const f = (...values: readonly number[]): Tensor => tensor(values);
const i = (...values: readonly number[]): Tensor => tensor(Int32Array.from(values));
const u = (...values: readonly number[]): Tensor => tensor(Uint32Array.from(values));
const b = (...values: readonly number[]): Tensor => tensor(values, { dtype: 'bool' });
const of = (shape: readonly number[], ...values: readonly number[]): Tensor => tensor(values, { shape });
const counting = (...shape: number[]): Tensor =>
  tensor(
    Float64Array.from({ length: shape.reduce((x, y) => x * y, 1) }, (_, k) => k),
    { shape },
  );

const [nan, inf] = [NaN, Infinity];
const [ln2, ln3] = [Math.log(2), Math.log(3)];
const ones = [1, 1] as const;
const zeros = [0, 0] as const;
const noPadding = [zeros, zeros] as const;
const one = { strides: ones, padding: noPadding, dilation: ones, groups: 1 } as const;
const window2 = { window: [2, 2], strides: [2, 2], padding: noPadding } as const;
const window3same = { window: [3, 3], strides: [1, 1], padding: [ones, ones] } as const;

const rows: { readonly [Op in PrimitiveOp]: readonly Row<PrimitiveAttributes[Op]>[] } = {
  neg: [
    row('floats', [f(1, -2, 0, inf)], none, [-1, 2, -0, -inf]),
    row('the least integer wraps', [i(5, -(2 ** 31))], none, [-5, -(2 ** 31)]),
  ],
  abs: [
    row('floats', [f(-1.5, 2, -0, nan, -inf)], none, [1.5, 2, 0, nan, inf]),
    row('integers', [i(-7, 7)], none, [7, 7]),
    row('unsigned', [u(2 ** 32 - 1)], none, [2 ** 32 - 1]),
  ],
  sign: [row('floats', [f(-3, 0, 0.1, nan)], none, [-1, 0, 1, nan]), row('integers', [i(-3, 0, 9)], none, [-1, 0, 1])],
  floor: [row('both signs', [f(1.7, -1.2, 3, -inf)], none, [1, -2, 3, -inf])],
  ceil: [row('both signs', [f(1.2, -1.7, 3, inf)], none, [2, -1, 3, inf])],
  round: [
    row('halves go to the even number', [f(0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49, 2.51, nan, inf, -inf)], none, [
      0,
      2,
      2,
      0,
      -2,
      -2,
      0,
      3,
      nan,
      inf,
      -inf,
    ]),
  ],
  trunc: [row('towards 0', [f(1.7, -1.7, -0.2, inf, nan)], none, [1, -1, -0, inf, nan])],
  exp: [row('values and ends', [f(0, 1, -inf, inf, nan)], none, [1, Math.E, 0, inf, nan])],
  expm1: [row('small arguments keep their digits', [f(0, 1e-10, 1)], none, [0, 1.00000000005e-10, Math.E - 1])],
  log: [row('values and ends', [f(1, Math.E, 0, -1, inf)], none, [0, 1, -inf, nan, inf])],
  log1p: [row('small arguments keep their digits', [f(0, 1e-10, -1, -2)], none, [0, 9.9999999995e-11, -inf, nan])],
  log2: [row('powers of 2 and ends', [f(8, 0.25, 1, 0, -1, inf)], none, [3, -2, 0, -inf, nan, inf])],
  sqrt: [row('values and ends', [f(4, 2, 0, -1, inf)], none, [2, Math.SQRT2, 0, nan, inf])],
  rsqrt: [row('values and ends', [f(4, 0.25, 0, -1, inf)], none, [0.5, 2, inf, nan, 0])],
  reciprocal: [row('values and zeros', [f(4, -0.5, 0, -0)], none, [0.25, -2, inf, -inf])],
  sin: [row('quarters', [f(0, Math.PI / 2, Math.PI / 6, inf)], none, [0, 1, 0.5, nan])],
  cos: [row('quarters', [f(0, Math.PI, Math.PI / 3, inf)], none, [1, -1, 0.5, nan])],
  tan: [row('eighths', [f(0, Math.PI / 4, -Math.PI / 3, inf)], none, [0, 1, -Math.sqrt(3), nan])],
  tanh: [row('values and ends', [f(0, 1, 100, -100, nan)], none, [0, 0.7615941559557649, 1, -1, nan])],
  sigmoid: [
    row('values and ends', [f(0, 2, -2, 1000, -1000, nan)], none, [
      0.5,
      0.8807970779778823,
      0.11920292202211755,
      1,
      0,
      nan,
    ]),
  ],
  relu: [
    row('NaN stays', [f(-1, 0, 2.5, nan, -inf, inf)], none, [0, 0, 2.5, nan, 0, inf]),
    row('integers', [i(-4, 4)], none, [0, 4]),
  ],
  // Values of Abramowitz and Stegun, tables 7.1 to 7.3 and 6.1, to more digits by mpmath.
  erf: [
    row('values and ends', [f(0, 0.5, -1, 2, 3, inf, nan)], none, [
      0,
      0.5204998778130465,
      -0.8427007929497149,
      0.9953222650189527,
      0.9999779095030014,
      1,
      nan,
    ]),
  ],
  erfc: [
    row('values, the tail and ends', [f(0, 0.5, -1, 2, 5, -inf, inf, nan)], none, [
      1,
      0.4795001221869535,
      1.842700792949715,
      0.004677734981047266,
      1.5374597944280349e-12,
      2,
      0,
      nan,
    ]),
  ],
  erfinv: [
    row('values and ends', [f(0, 0.5, -0.75, 1, -1, 1.5)], none, [
      0,
      0.4769362762044699,
      -0.8134198475976185,
      inf,
      -inf,
      nan,
    ]),
  ],
  lgamma: [
    row('values, zeros and poles', [f(1, 2, 0.5, 10, -0.5, 0, -3, inf, -inf)], none, [
      0,
      0,
      0.5723649429247001,
      12.801827480081469,
      1.2655121234846454,
      inf,
      inf,
      inf,
      inf,
    ]),
  ],
  digamma: [
    row('values and poles', [f(1, 0.5, 10, -0.5, 0, -1, inf)], none, [
      -0.5772156649015329,
      -1.9635100260214235,
      2.251752589066721,
      0.03648997397857652,
      nan,
      nan,
      inf,
    ]),
  ],
  trigamma: [
    row('values and poles', [f(1, 0.5, -0.5, 0, inf)], none, [
      Math.PI ** 2 / 6,
      Math.PI ** 2 / 2,
      Math.PI ** 2 / 2 + 4,
      inf,
      0,
    ]),
  ],
  isNaN: [row('only NaN', [f(0, nan, inf)], none, [0, 1, 0])],
  isFinite: [row('neither NaN nor infinite', [f(0, nan, inf, -inf, 3e38)], none, [1, 0, 0, 0, 1])],
  logicalNot: [row('both', [b(0, 1)], none, [1, 0])],
  bitsToUniform: [
    row('the upper 24 bits', [u(0, 255, 256, 2 ** 31, 2 ** 32 - 1)], none, [0, 0, 2 ** -24, 0.5, 1 - 2 ** -24]),
  ],

  add: [
    row('floats', [f(1, inf, 0.5), f(2, -inf, 0.25)], none, [3, nan, 0.75]),
    row('integers wrap', [i(2 ** 31 - 1, 1), i(1, 2)], none, [-(2 ** 31), 3]),
    row('unsigned wrap', [u(2 ** 32 - 1), u(2)], none, [1]),
  ],
  sub: [
    row('floats', [f(1, inf), f(2, inf)], none, [-1, nan]),
    row('integers wrap', [i(-(2 ** 31)), i(1)], none, [2 ** 31 - 1]),
    row('unsigned wrap', [u(0), u(1)], none, [2 ** 32 - 1]),
  ],
  mul: [
    row('floats', [f(1.5, 0), f(-2, inf)], none, [-3, nan]),
    row('integers wrap exactly', [i(123456789, 65536), i(987654321, 65536)], none, [-67153019, 0]),
    row('unsigned wrap exactly', [u(4000000007), u(4000000009)], none, [1559396415]),
  ],
  div: [row('IEEE at zero', [f(1, 1, -1, 0), f(4, 0, 0, 0)], none, [0.25, inf, -inf, nan])],
  pow: [
    row('values, zeros, signs', [f(2, 0, -2, -2, 0, 1, nan, 4, -1), f(3, 0, 3, 0.5, -1, nan, 0, -0.5, inf)], none, [
      8,
      1,
      -8,
      nan,
      inf,
      1,
      1,
      0.5,
      1,
    ]),
  ],
  maximum: [
    row('NaN wins', [f(1, nan, 2, -inf), f(3, 1, nan, inf)], none, [3, nan, nan, inf]),
    row('integers', [i(-1, 5), i(2, 4)], none, [2, 5]),
    row('unsigned', [u(2 ** 32 - 1), u(1)], none, [2 ** 32 - 1]),
  ],
  minimum: [
    row('NaN wins', [f(1, nan, 2, -inf), f(3, 1, nan, inf)], none, [1, nan, nan, -inf]),
    row('integers', [i(-1, 5), i(2, 4)], none, [-1, 4]),
    row('unsigned', [u(2 ** 32 - 1), u(1)], none, [1]),
  ],
  remainder: [
    row('the sign of the divisor', [f(7, -7, 7, -7, 5.5, 1, -6), f(3, 3, -3, -3, 2, 0, 3)], none, [
      1,
      2,
      -2,
      -1,
      1.5,
      nan,
      0,
    ]),
    row('integers; by 0 it is 0', [i(7, -7, 7, -7, 5, -(2 ** 31)), i(3, 3, -3, -3, 0, -1)], none, [1, 2, -2, -1, 0, 0]),
    row('unsigned', [u(2 ** 32 - 1, 7), u(10, 0)], none, [5, 0]),
  ],
  floorDivide: [
    row('towards -Infinity, 0 by zero, wrapping', [i(7, -7, 7, -7, 5, -(2 ** 31)), i(2, 2, -2, -2, 0, -1)], none, [
      3,
      -4,
      -4,
      3,
      0,
      -(2 ** 31),
    ]),
    row('unsigned', [u(2 ** 32 - 1, 7), u(2, 0)], none, [2 ** 31 - 1, 0]),
  ],
  atan2: [
    row(
      'quadrants, zeros, infinities',
      [f(1, 1, -1, -1, 0, -0, inf, -inf, nan), f(1, -1, -1, 1, -0, -1, -inf, inf, 0)],
      none,
      [
        Math.PI / 4,
        (3 * Math.PI) / 4,
        (-3 * Math.PI) / 4,
        -Math.PI / 4,
        Math.PI,
        -Math.PI,
        (3 * Math.PI) / 4,
        -Math.PI / 4,
        nan,
      ],
    ),
  ],
  bitwiseAnd: [row('two complement', [i(12, -1), i(10, 255)], none, [8, 255])],
  bitwiseOr: [row('unsigned', [u(12, 2 ** 31), u(10, 1)], none, [14, 2 ** 31 + 1])],
  bitwiseXor: [row('two complement', [i(12, -1), i(10, 5)], none, [6, -6])],
  shiftLeft: [
    row('counts not in 0 to 31 give 0', [i(3, 1, 1, 1, -5), i(2, 31, 32, -1, 1)], none, [12, -(2 ** 31), 0, 0, -10]),
    row('unsigned', [u(3, 1, 1), u(31, 31, 32)], none, [2 ** 31, 2 ** 31, 0]),
  ],
  shiftRight: [
    row('keeps the sign', [i(12, -12, -1, -1, 5, 5), i(2, 2, 32, -1, 32, -1)], none, [3, -3, -1, -1, 0, 0]),
    row('unsigned', [u(2 ** 32 - 1, 2 ** 31, 7), u(1, 31, 32)], none, [2 ** 31 - 1, 1, 0]),
  ],
  equal: [
    row('NaN equals nothing; -0 equals 0', [f(1, 2, nan, 0), f(1, 3, nan, -0)], none, [1, 0, 0, 1]),
    row('bool', [b(1, 0), b(1, 1)], none, [1, 0]),
  ],
  notEqual: [row('true beside NaN', [f(1, 2, nan), f(1, 3, nan)], none, [0, 1, 1])],
  less: [
    row('false beside NaN', [f(1, 2, nan, 1), f(2, 2, 1, nan)], none, [1, 0, 0, 0]),
    row('unsigned', [u(2 ** 31), u(1)], none, [0]),
  ],
  lessEqual: [row('false beside NaN', [f(1, 2, 3, nan), f(2, 2, 2, 1)], none, [1, 1, 0, 0])],
  greater: [
    row('false beside NaN', [f(1, 2, 3, nan), f(2, 2, 2, 1)], none, [0, 0, 1, 0]),
    row('integers', [i(-1, 1), i(1, -1)], none, [0, 1]),
  ],
  greaterEqual: [row('false beside NaN', [f(1, 2, 3, nan), f(2, 2, 2, 1)], none, [0, 1, 1, 0])],
  logicalAnd: [row('truth table', [b(0, 0, 1, 1), b(0, 1, 0, 1)], none, [0, 0, 0, 1])],
  logicalOr: [row('truth table', [b(0, 0, 1, 1), b(0, 1, 0, 1)], none, [0, 1, 1, 1])],

  constant: [
    row('float', [], { value: 0.5, dtype: 'float32' }, [0.5], []),
    row('integer', [], { value: -3, dtype: 'int32' }, [-3], []),
    row('bool', [], { value: 1, dtype: 'bool' }, [1], []),
  ],
  iota: [
    row('along rows', [], { shape: [2, 3], axis: 0, dtype: 'float32' }, [0, 0, 0, 1, 1, 1], [2, 3]),
    row('along columns', [], { shape: [2, 3], axis: 1, dtype: 'int32' }, [0, 1, 2, 0, 1, 2], [2, 3]),
  ],
  randomBits: [
    row('counter 0 under key 0', [u(0, 0)], { shape: [4] }, [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]),
    row('a part of a block', [u(0, 0)], { shape: [1, 3] }, [0x6627e8d5, 0xe169c58d, 0xbc57ac4c], [1, 3]),
  ],
  cast: [
    row('floats to int32: toward 0, clamped, NaN to 0', [f(1.9, -1.9, 3e9, -3e9, nan, inf, -inf)], { dtype: 'int32' }, [
      1,
      -1,
      2 ** 31 - 1,
      -(2 ** 31),
      0,
      2 ** 31 - 1,
      -(2 ** 31),
    ]),
    row('floats to uint32', [f(1.9, -1.9, 5e9, nan, 3e9)], { dtype: 'uint32' }, [1, 0, 2 ** 32 - 1, 0, 3e9]),
    row('floats to bool: all but 0', [f(0, -0, 0.1, nan)], { dtype: 'bool' }, [0, 0, 1, 1]),
    row('integers to float', [i(-7, 7)], { dtype: 'float32' }, [-7, 7]),
    row('between integers by bits', [i(-1)], { dtype: 'uint32' }, [2 ** 32 - 1]),
    row('bool to integers', [b(1, 0)], { dtype: 'int32' }, [1, 0]),
  ],
  where: [
    row('element by element', [b(1, 0, 1), f(1, 2, nan), f(4, 5, 6)], none, [1, 5, nan]),
    row('integers', [b(0, 1), i(1, 2), i(3, 4)], none, [3, 2]),
    row('bool', [b(0, 1), b(1, 1), b(0, 0)], none, [0, 1]),
  ],

  sum: [
    row('rows', [counting(2, 3)], { axes: [1] }, [3, 12]),
    row('columns', [counting(2, 5)], { axes: [0] }, [5, 7, 9, 11, 13]),
    row('outer and inner axis', [counting(2, 3, 2)], { axes: [0, 2] }, [14, 22, 30]),
    row('everything', [counting(3, 3)], { axes: [0, 1] }, [36], []),
    row('nothing', [of([0, 2])], { axes: [0] }, [0, 0]),
    row('integers wrap', [i(2 ** 31 - 1, 1, 1)], { axes: [0] }, [-(2 ** 31) + 1], []),
    row('unsigned wrap', [u(2 ** 32 - 1, 3)], { axes: [0] }, [2], []),
  ],
  prod: [
    row('of columns', [of([2, 3], 1, 2, 3, 4, 5, 6)], { axes: [0] }, [4, 10, 18]),
    row('of all', [of([2, 2], 2, -3, 0.5, 4)], { axes: [0, 1] }, [-12], []),
    row('of nothing', [of([0, 2])], { axes: [0] }, [1, 1]),
    row('integers wrap', [i(65536, 65536, 3)], { axes: [0] }, [0], []),
  ],
  max: [
    row('rows; NaN wins', [of([3, 2], 1, 2, nan, 5, -3, -4)], { axes: [1] }, [2, nan, -3]),
    row('columns; NaN wins', [of([2, 4], 1, 9, nan, -inf, 5, 2, 3, -inf)], { axes: [0] }, [5, 9, nan, -inf]),
    row('integers', [i(-5, -2, -9)], { axes: [0] }, [-2], []),
  ],
  min: [
    row('rows; NaN wins', [of([3, 2], 1, 2, nan, 5, -3, -4)], { axes: [1] }, [1, nan, -4]),
    row('columns; NaN wins', [of([2, 4], 1, 9, nan, inf, 5, 2, 3, inf)], { axes: [0] }, [1, 2, nan, inf]),
    row('unsigned', [u(2 ** 32 - 1, 2 ** 31)], { axes: [0] }, [2 ** 31], []),
  ],
  argmax: [
    row('the first of equals', [of([2, 3], 1, 3, 3, 0, 0, 0)], { axis: 1 }, [1, 0]),
    row('down columns', [of([3, 2], 1, 9, 5, 2, 5, 7)], { axis: 0 }, [1, 0]),
    row('NaN is the largest, the first one', [f(1, nan, inf, nan)], { axis: 0 }, [1], []),
    row('all -Infinity', [f(-inf, -inf)], { axis: 0 }, [0], []),
    row('integers', [i(-3, -1, -2)], { axis: 0 }, [1], []),
  ],
  argmin: [
    row('the first of equals', [of([2, 3], 3, 1, 1, 0, 0, 0)], { axis: 1 }, [1, 0]),
    row('NaN is the smallest', [f(1, -inf, nan)], { axis: 0 }, [2], []),
  ],

  reshape: [row('row-major', [counting(2, 3)], { shape: [3, 2] }, [0, 1, 2, 3, 4, 5], [3, 2])],
  transpose: [
    row('a matrix', [counting(2, 3)], { permutation: [1, 0] }, [0, 3, 1, 4, 2, 5], [3, 2]),
    row('three axes turned', [counting(2, 1, 3)], { permutation: [2, 0, 1] }, [0, 3, 1, 4, 2, 5], [3, 2, 1]),
  ],
  broadcast: [
    row('a row', [f(1, 2)], { shape: [3, 2] }, [1, 2, 1, 2, 1, 2], [3, 2]),
    row('a column', [of([2, 1], 1, 2)], { shape: [2, 3] }, [1, 1, 1, 2, 2, 2], [2, 3]),
    row('an axis of size 1 to 0', [of([1, 2], 1, 2)], { shape: [0, 2] }, [], [0, 2]),
  ],
  slice: [
    row(
      'with steps',
      [counting(4, 5)],
      { starts: [1, 0], sizes: [2, 3], steps: [2, 2] },
      [5, 7, 9, 15, 17, 19],
      [2, 3],
    ),
    row('nothing', [counting(4)], { starts: [4], sizes: [0], steps: [1] }, [], [0]),
  ],
  flip: [
    row('one axis', [counting(2, 3)], { axes: [1] }, [2, 1, 0, 5, 4, 3], [2, 3]),
    row('both axes', [counting(2, 3)], { axes: [0, 1] }, [5, 4, 3, 2, 1, 0], [2, 3]),
    row('nothing', [of([0, 2])], { axes: [0] }, [], [0, 2]),
  ],
  pad: [
    row('both axes', [of([1, 2], 1, 2)], { low: [1, 0], high: [0, 1], value: -1 }, [-1, -1, -1, 1, 2, -1], [2, 3]),
    row('NaN', [f(1)], { low: [0], high: [1], value: nan }, [1, nan]),
    row('around nothing', [of([0])], { low: [1], high: [1], value: 7 }, [7, 7]),
  ],
  barrier: [row('the first operand', [f(1, nan), of([2, 2], 1, 2, 3, 4)], none, [1, nan])],
  concat: [
    row('columns', [of([2, 1], 1, 2), of([2, 2], 3, 4, 5, 6)], { axis: 1 }, [1, 3, 4, 2, 5, 6], [2, 3]),
    row('rows, one of them empty', [f(1), of([0]), f(2, 3)], { axis: 0 }, [1, 2, 3]),
    row('bool', [b(1), b(0, 1)], { axis: 0 }, [1, 0, 1]),
  ],

  matmul: [
    row(
      '2 x 3 times 3 x 2',
      [of([2, 3], 1, 2, 3, 4, 5, 6), of([3, 2], 1, 0, 0, 1, 1, 1)],
      { transposeA: false, transposeB: false },
      [4, 5, 10, 11],
      [2, 2],
    ),
    row('an empty sum', [of([2, 0]), of([0, 1])], { transposeA: false, transposeB: false }, [0, 0], [2, 1]),
    row(
      'Infinity times 0',
      [of([1, 2], inf, 1), of([2, 1], 0, 1)],
      { transposeA: false, transposeB: false },
      [nan],
      [1, 1],
    ),
  ],
  conv2d: [
    row('a diagonal', [counting(1, 3, 3, 1), of([2, 2, 1, 1], 1, 0, 0, 1)], one, [4, 6, 10, 12], [1, 2, 2, 1]),
    row(
      'stride 2 and padding before',
      [counting(1, 3, 3, 1), of([2, 2, 1, 1], 1, 1, 1, 1)],
      {
        ...one,
        strides: [2, 2],
        padding: [
          [1, 0],
          [1, 0],
        ],
      },
      [0, 3, 9, 24],
      [1, 2, 2, 1],
    ),
    row(
      'two groups',
      [of([1, 1, 1, 2], 3, 5), of([1, 1, 1, 2], 10, 100)],
      { ...one, groups: 2 },
      [30, 500],
      [1, 1, 1, 2],
    ),
    row(
      'dilation',
      [counting(1, 1, 5, 1), of([1, 2, 1, 1], 1, 10)],
      { ...one, dilation: [1, 3] },
      [30, 41],
      [1, 1, 2, 1],
    ),
  ],
  conv2dInputGradient: [
    row(
      'each tap goes back',
      [of([1, 2, 2, 1], 1, 2, 3, 4), of([2, 2, 1, 1], 1, 0, 0, 1)],
      { ...one, inputShape: [1, 3, 3, 1] },
      [1, 2, 0, 3, 5, 2, 0, 3, 4],
      [1, 3, 3, 1],
    ),
  ],
  conv2dKernelGradient: [
    row(
      'input times gradient',
      [counting(1, 3, 3, 1), of([1, 2, 2, 1], 1, 0, 0, 1)],
      { ...one, kernelShape: [2, 2, 1, 1] },
      [4, 6, 10, 12],
      [2, 2, 1, 1],
    ),
  ],
  maxPool2d: [
    row('two channels', [of([1, 2, 2, 2], 1, 8, 2, 7, 3, 6, 4, 5)], window2, [4, 8], [1, 1, 1, 2]),
    row(
      'padding never wins, NaN does',
      [of([1, 1, 3, 1], -5, -6, nan)],
      {
        window: [1, 2],
        strides: [1, 2],
        padding: [
          [0, 0],
          [1, 0],
        ],
      },
      [-5, nan],
      [1, 1, 2, 1],
    ),
  ],
  averagePool2d: [
    row('means', [counting(1, 2, 4, 1)], window2, [2.5, 4.5], [1, 1, 2, 1]),
    row('padding does not count', [of([1, 2, 2, 1], 1, 2, 3, 4)], window3same, [2.5, 2.5, 2.5, 2.5], [1, 2, 2, 1]),
  ],
  maxPool2dGradient: [
    row(
      'the first of equals, in row order',
      [of([1, 2, 2, 1], 1, 2, 2, 2), of([1, 1, 1, 1], 5)],
      window2,
      [0, 5, 0, 0],
      [1, 2, 2, 1],
    ),
    row(
      'NaN counts as the largest',
      [of([1, 2, 2, 1], 9, nan, 2, nan), of([1, 1, 1, 1], 5)],
      window2,
      [0, 5, 0, 0],
      [1, 2, 2, 1],
    ),
    row(
      'overlapping windows add up',
      [of([1, 1, 3, 1], 1, 9, 2), of([1, 1, 2, 1], 3, 4)],
      {
        window: [1, 2],
        strides: [1, 1],
        padding: [
          [0, 0],
          [0, 0],
        ],
      },
      [0, 7, 0],
      [1, 1, 3, 1],
    ),
  ],
  averagePool2dGradient: [
    row('shared evenly', [of([1, 1, 1, 1], 8)], { ...window2, inputShape: [1, 2, 2, 1] }, [2, 2, 2, 2], [1, 2, 2, 1]),
    row(
      'padding takes no share',
      [of([1, 1, 2, 1], 6, 8)],
      {
        window: [1, 2],
        strides: [1, 2],
        padding: [
          [0, 0],
          [1, 0],
        ],
        inputShape: [1, 1, 3, 1],
      },
      [6, 4, 4],
      [1, 1, 3, 1],
    ),
  ],
  gather: [
    row('rows, clamped', [counting(3, 2), i(2, 0, -1, 9)], { axis: 0 }, [4, 5, 0, 1, 0, 1, 4, 5], [4, 2]),
    row(
      'columns by a matrix of indices',
      [counting(2, 3), tensor(Int32Array.of(0, 2), { shape: [1, 2] })],
      { axis: 1 },
      [0, 2, 3, 5],
      [2, 1, 2],
    ),
    row('integers', [i(7, 8, 9), i(1)], { axis: 0 }, [8]),
  ],
  scatterAdd: [
    row(
      'equal indices add up',
      [i(1, 1, 0), of([3, 2], 1, 2, 10, 20, 100, 200)],
      { axis: 0, size: 3 },
      [100, 200, 11, 22, 0, 0],
      [3, 2],
    ),
    row(
      'along the last axis, clamped as in gather',
      [i(5, 0), of([2, 2], 1, 2, 3, 4)],
      { axis: 1, size: 2 },
      [2, 1, 4, 3],
      [2, 2],
    ),
    row('integers wrap', [i(0, 0), i(2 ** 31 - 1, 1)], { axis: 0, size: 1 }, [-(2 ** 31)]),
  ],
  scatterMax: [
    row('the largest at each index, the lowest number where none is', [i(1, 1, 5), f(3, 7, -2)], { axis: 0, size: 3 }, [
      -inf,
      7,
      -2,
    ]),
    row('NaN wins', [i(0, 0), f(nan, 3)], { axis: 0, size: 1 }, [nan]),
    row('integers', [i(1, 1), i(-5, -9)], { axis: 0, size: 2 }, [-(2 ** 31), -5]),
  ],

  cumulativeSum: [
    row('of each row', [of([2, 3], 1, 2, 3, 10, 20, 30)], { axis: 1 }, [1, 3, 6, 10, 30, 60], [2, 3]),
    row('down the columns', [of([2, 3], 1, 2, 3, 10, 20, 30)], { axis: 0 }, [1, 2, 3, 11, 22, 33], [2, 3]),
    row('integers wrap', [i(2 ** 31 - 1, 1)], { axis: 0 }, [2 ** 31 - 1, -(2 ** 31)]),
  ],
  cumulativeProd: [
    row('beside zero', [f(2, 3, 0, 5)], { axis: 0 }, [2, 6, 0, 0]),
    row('integers wrap', [i(65536, 65536)], { axis: 0 }, [65536, 0]),
  ],
  cumulativeMax: [row('NaN stays from where it stands', [f(1, 3, 2, nan, 9)], { axis: 0 }, [1, 3, 3, nan, nan])],
  cumulativeMin: [row('infinities count', [f(3, -1, inf, -inf)], { axis: 0 }, [3, -1, -1, -inf])],
  argSort: [
    row('stable, NaN last, -0 as 0', [f(3, nan, 0, -0, -inf, 3)], { descending: false }, [4, 2, 3, 0, 5, 1]),
    row('descending is stable too, NaN first', [f(3, nan, 0, -0, -inf, 3)], { descending: true }, [1, 0, 5, 2, 3, 4]),
    row('each row', [of([2, 3], 2, 1, 3, 9, 8, 7)], { descending: false }, [1, 0, 2, 2, 1, 0], [2, 3]),
    row('unsigned', [u(1, 2 ** 32 - 1, 0)], { descending: false }, [2, 0, 1]),
  ],
  searchSorted: [
    row('before equal elements', [f(1, 3, 3, 5), f(0, 3, 4, 9, nan)], { side: 'left' }, [0, 1, 3, 4, 4]),
    row('behind equal elements', [f(1, 3, 3, 5), f(0, 3, 4, 9, nan)], { side: 'right' }, [0, 3, 3, 4, 4]),
    row('each row', [of([2, 2], 1, 2, 10, 20), of([2, 1], 2, 11)], { side: 'right' }, [2, 1], [2, 1]),
  ], // σ(ln 3) = 3/4, σ(-ln 3) = 1/4, tanh(ln 2) = 3/5.
  lstmSequence: [
    row(
      'one step',
      [of([1, 1, 4], ln3, -ln3, ln2, ln3), of([1, 4], 5, 6, 7, 8), of([1, 1], 0), of([1, 1], 2)],
      { reverse: false },
      [0, 0, 0, 0, 2, 0, 0.75, 0.25, 0.6, 0.75, 0.95, 0.75 * Math.tanh(0.95)],
      [2, 1, 6],
    ),
    row(
      'of two units, with what is carried',
      [
        of([1, 1, 8], ...new Array<number>(8).fill(0)),
        of([2, 8], 0, ln3, ...new Array<number>(14).fill(0)),
        of([1, 2], 1, 0),
        of([1, 2], 2, 4),
      ],
      { reverse: true },
      // prettier-ignore
      [0.5, 0.75, 0.5, 0.5, 0, 0, 0.5, 0.5, 1, 2, 0.5 * Math.tanh(1), 0.5 * Math.tanh(2), 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 1, 0],
      [2, 1, 12],
    ),
  ],
  lstmSequenceGradient: [
    row(
      'one step',
      [
        of([2, 1, 6], 0, 0, 0, 0, 10, 20, 0, 0, 0, 4, 1, 2),
        of([2, 1, 6], 0, 0, 0, 0, 2, 0, 0.5, 0.25, 0.5, 0.5, 0, 0),
        of([4, 1], 1, 2, 3, 4),
      ],
      { reverse: false },
      [28, 10.5, 0, 0, 0.25, 0.75, 0.75, 1],
      [2, 1, 4],
    ),
  ],
  gruSequence: [
    row(
      'one step',
      [of([1, 1, 3], ln3, -ln3, 0), of([1, 3], 0, 0, 0), of([1], 4 * ln2), of([1, 1], 1)],
      { reverse: false },
      [0, 0, 0, 0, 1, 0.75, 0.25, 0.6, 4 * ln2, 0.9],
      [2, 1, 5],
    ),
  ],
  gruSequenceGradient: [
    row(
      'one step',
      [
        of([2, 1, 5], 0, 0, 0, 0, 4, 0, 0, 0, 0, 10),
        of([2, 1, 5], 0.5, 0.25, 0.5, 2, 3, 0, 0, 0, 0, 1),
        of([3, 1], 1, 2, 3),
      ],
      { reverse: true },
      [0.5, 0.5625, 1.5, 0.375, 14.75, 0, 0, 0],
      [2, 1, 4],
    ),
  ],
};

const arrayOf = {
  float32: Float32Array,
  float16: Float32Array,
  int32: Int32Array,
  uint32: Uint32Array,
  bool: Uint8Array,
} as const;

/** Integers must be exact, floats to the last digits; where 0 is expected, an absolute error is allowed. */
function expectClose(got: number, expected: number, dtype: DType, tolerance: number): void {
  if (dtype !== 'float32' || !Number.isFinite(expected)) return expect(got).toEqual(expected + 0);
  const allowed = tolerance * (expected === 0 ? 1 : Math.abs(expected));
  expect(Math.abs(got - expected), `expected ${expected}, got ${got}`).toBeLessThanOrEqual(allowed);
}

describe.each([
  ['float32', 1e-6],
  ['float64', 1e-14],
] as const)('primitives in %s', (precision, tolerance) => {
  const device = createCpuDevice({ precision });

  for (const op of Object.keys(rows) as PrimitiveOp[]) {
    it.each(rows[op] as readonly Row<PrimitiveAttributes[PrimitiveOp]>[])(
      `${op}: $what`,
      async ({ inputs, attributes, expected, shape }) => {
        const result = record(op, inputs, attributes);
        const { dtype } = result;
        const values = (await evaluate(device, result))[0] as TypedArray;
        const isDouble = dtype === 'float32' && precision === 'float64';
        expect(values).toBeInstanceOf(isDouble ? Float64Array : arrayOf[dtype]);
        expect(result.shape).toEqual(shape);
        expect(values.length).toBe(expected.length);
        expected.forEach((value, index) => expectClose(values[index] as number, value, dtype, tolerance));
      },
    );
  }
});
