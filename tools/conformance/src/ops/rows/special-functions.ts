// Rows of the error functions, and of ln Γ with its derivatives.
import * as tl from '@tensorloom/tensor-core';
import { row, special, type OpRow } from '../op-row.js';
import { between, unaryRows, values } from './elementwise-cases.js';

const unit = values(0, 1e-8, -1e-3, 0.5, -0.9, 0.99, 0.999999, -0.9999999, 1, -1, 1.5, NaN, -Infinity);
/** Poles, zeros, the neighbourhood of both, and large ones. */
const gammas = values(
  ...special.values.filter((value) => Math.abs(value) !== 3e9),
  ...[2, 1.0001, 0.9999, 2.001, 1.999, 2.5, 6, 7.99, 8.01, 100, 1e-5, -1e-5, -0.5, -1.25, -1.75, -2, -30.3],
);

/** All of them. */
export const specialFunctionRows: readonly OpRow[] = [
  ...unaryRows({
    erf: { run: tl.erf, gradient: 2, specialTolerance: 1e-6 },
    erfc: { run: tl.erfc, gradient: 2, specialTolerance: 1e-6 },
    erfinv: { run: tl.erfinv, input: between(-0.9, 0.9), gradient: 2, special: unit, specialTolerance: 2e-6 },
    lgamma: { run: tl.lgamma, input: between(0.2, 12), gradient: 2, special: gammas },
    digamma: { run: tl.digamma, input: between(0.2, 12), gradient: 1, special: gammas },
    trigamma: { run: tl.trigamma, input: between(0.2, 12), special: gammas },
  }),
  row('lgamma', 'below 0', [between(-2.9, -2.1)(33)], tl.lgamma, { gradient: 2 }),
  // Ratios to what the function is near there: an error is not hidden by larger values.
  row('erf', 'in proportion near 0', [values(1e-30, -1e-8, 1e-4, 0.01, -0.3, 0.9, 1.1)], (x) => tl.erf(x).div(x), {
    tolerance: 1e-6,
  }),
  row(
    'erfc',
    'in proportion far out',
    [values(0.4, 0.6, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9)],
    (x) => tl.erfc(x).mul(x.square().div(2).exp()).mul(x.square().div(2).exp()),
    { tolerance: 2e-5 },
  ),
  row('erfinv', 'in proportion near 0', [values(1e-20, -1e-8, 1e-3, 0.1)], (x) => tl.erfinv(x).div(x), {
    tolerance: 1e-6,
  }),
  row('lgamma', 'in proportion near its zeros', [values(1.001, 0.999, 1.01, 2.001, 1.999, 1.9, 2.1)], (x) =>
    tl.lgamma(x).div(x.sub(1).mul(x.sub(2))),
  ),
];
