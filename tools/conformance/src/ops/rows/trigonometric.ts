// Rows of tangent, arc and hyperbolic functions.
import * as tl from '@tensorloom/tensor-core';
import { positive, row, special, type OpRow } from '../op-row.js';
import { between, binaryRows, unaryRows, values } from './elementwise-cases.js';

const angles = values(...special.values.filter((value) => !(Math.abs(value) > 100)), 1.57, -1.57, 12.5, 31.5, 54321);
/** Around the ends of [-1, 1], and near 0. */
const sines = values(0, -0, 1e-8, -1e-4, 0.25, -0.5, 0.75, 0.999999, -0.999999, 1, -1, 1.5, -3, Infinity, NaN);
const hyperbolic = values(...special.values, 1e-8, -1e-4, 0.01, 0.999, -1.001, 20, 89, -89.2);

/** All of them. */
export const trigonometricRows: readonly OpRow[] = [
  ...unaryRows({
    tan: { run: tl.tan, input: between(-1.3, 1.3), gradient: 2, special: angles },
    asin: { run: tl.asin, input: between(-0.9, 0.9), gradient: 2, special: sines, specialTolerance: 1e-6 },
    acos: { run: tl.acos, input: between(-0.9, 0.9), gradient: 2, special: sines, specialTolerance: 1e-6 },
    atan: { run: tl.atan, gradient: 2, tolerance: 1e-6, specialTolerance: 1e-6 },
    sinh: { run: tl.sinh, gradient: 2, special: hyperbolic },
    cosh: { run: tl.cosh, gradient: 2, special: hyperbolic },
    asinh: { run: tl.asinh, gradient: 2, special: hyperbolic, specialTolerance: 1e-5 },
    acosh: { run: tl.acosh, input: between(1.2, 5), gradient: 2, special: hyperbolic, specialTolerance: 1e-5 },
    atanh: { run: tl.atanh, input: between(-0.9, 0.9), gradient: 2, special: sines, specialTolerance: 1e-5 },
  }),
  ...binaryRows({ atan2: { run: tl.atan2, inputs: positive, gradient: 2, tolerance: 1e-6 } }),
  row('atan2', 'in all quadrants', [between(-1, 1)(63), between(-1, 1)(63)], tl.atan2, {
    tolerance: 1e-6,
    gradient: 1,
  }),
  // The value over the argument: an error near 0 is not hidden by larger ones.
  ...(['asin', 'atan', 'sinh', 'asinh', 'atanh', 'sin', 'tan'] as const).map((name) =>
    row(
      name,
      'in proportion near 0',
      [values(1e-8, -1e-6, 1e-4, 0.003, -0.02, 0.09, 0.11)],
      (x) => tl[name](x).div(x),
      {
        tolerance: 2e-6,
      },
    ),
  ),
  row('acosh', 'in proportion near 1', [values(1.0000001, 1.00001, 1.001, 1.01)], (x) =>
    tl.acosh(x).div(x.sub(1).mul(2).sqrt()),
  ),
];
