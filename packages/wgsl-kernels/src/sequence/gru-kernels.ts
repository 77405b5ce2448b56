// The kernels of a GRU over a whole sequence, forward and back. Parts of its packed value: gates z and r, the candidate, what
// the reset gate multiplies (the state's product m), hidden.
import type { Kernel } from '../kernel.js';
import { pick } from '../gemm/gemm-frame.js';
import { carriedProduct, componentsOf, quadProduct, sumNames } from './carried-product.js';
import {
  element,
  elementOfFours,
  elements,
  meet,
  overFours,
  overUnits,
  recurrentKernel,
  transposed,
  type RecurrentParameters,
} from './recurrent-kernel.js';

const GATES = 3;
const PARTS = 5;
const HIDDEN = 4;
/** Parts of the gradient: of x at z, r and the candidate, and of m. */
const SHARES = 4;

/** Operands: x [time, batch, 3 units], recurrent kernel [units, 3 units], bias of m [units], hidden [batch, units]. */
export function gruKernel(parameters: RecurrentParameters): Kernel {
  const { workers, operands, result } = parameters;
  const [x, weights, bias, hidden] = operands as readonly [string, string, string, string];
  const part = (row: string, index: number): string => element(result, PARTS, row, index, 'u');
  const store = (row: string, values: readonly string[]): string[] =>
    values.map((value, index) => `${part(row, index)} = ${value};`);
  const product = carriedProduct({
    workers,
    sum: 'vec3f',
    weights: 'vec3f',
    value: (row, k) => element(result, PARTS, `past + ${row}`, HIDDEN, k),
    weight: (k) => elements(weights, GATES, k, 'unit'),
    take: (sum, value, weight) => `${sum} = fma(vec3f(${value}), ${weight}, ${sum});`,
  });
  const body = [
    `let x = ${elements(x, GATES, 't * batch + first + r', 'u')};`,
    `let s = ${pick(sumNames(workers), 'r')};`,
    'let z = sigmoidOf(x.x + s.x);',
    'let reset = sigmoidOf(x.y + s.y);',
    `let m = s.z + ${bias}[u];`,
    'let c = tanhOf(x.z + reset * m);',
    ...store('next + r', ['z', 'reset', 'c', 'm', `z * ${part('past + r', HIDDEN)} + (1.0 - z) * c`]),
  ];
  return recurrentKernel(parameters, {
    name: 'gru',
    helpers: ['sigmoidOf', 'tanhOf'],
    backward: false,
    before: store('initial + r', ['0.0', '0.0', '0.0', '0.0', `${hidden}[(first + r) * units + u]`]),
    step: [...overUnits(workers, product, body), meet],
  });
}

/**
 * Operands: gradient of the packed value, the packed value, the recurrent kernel transposed [3 units, units]. Result
 * [time + 1, batch, 4 units]: the gradients of the x of each step, and of m, in the slot that it led to; in the slot of the
 * first state the gradient of hidden, which on the way back is where that of the slot that was reached stands.
 */
export function gruGradientKernel(parameters: RecurrentParameters): Kernel {
  const { workers, operands, result } = parameters;
  const [gradient, packed, weights] = operands as readonly [string, string, string];
  const part = (name: string, row: string, index: number): string => element(name, PARTS, row, index, 'u');
  const quads = workers.mode === 'quads';
  const own = (row: string, index: number, unit = 'u'): string =>
    (quads ? elementOfFours : element)(result, SHARES, row, index, unit);
  const given = (index: number): string => part(gradient, 'next + r', index);
  // The product reads z, r and m, and passes the candidate over.
  const product = quads
    ? quadProduct({
        workers,
        extent: `${GATES}u * units`,
        value: (row, k) =>
          `${result}[((next + ${row}) * ${SHARES}u * units + ${k} + select(0u, units, ${k} >= 2u * units)) / 4u]`,
        weight: (k) => `${weights}[(${k} * units + unit) / 4u]`,
      })
    : carriedProduct({
        workers,
        sum: 'f32',
        weights: 'vec3f',
        value: (row, k) => `vec3f(${[0, 1, 3].map((index) => own(`next + ${row}`, index, k)).join(', ')})`,
        weight: (k) => transposed(weights, GATES, k),
        take: (sum, value, weight) => `${sum} += dot(${value}, ${weight});`,
      });
  const body = [
    ...['z', 'reset', 'c', 'm'].map((name, index) => `let ${name} = ${part(packed, 'next + r', index)};`),
    `let dh = ${own('initial + r', 0)};`,
    `let dc = (dh * (1.0 - z) + ${given(2)}) * (1.0 - c * c);`,
    `${own('next + r', 0)} = (dh * (${part(packed, 'past + r', HIDDEN)} - c) + ${given(0)}) * z * (1.0 - z);`,
    `${own('next + r', 1)} = (dc * m + ${given(1)}) * reset * (1.0 - reset);`,
    `${own('next + r', 2)} = dc;`,
    `${own('next + r', 3)} = dc * reset + ${given(3)};`,
    `${own('initial + r', 0)} = dh * z + ${part(gradient, 'past + r', HIDDEN)};`,
  ];
  return recurrentKernel(parameters, {
    name: 'gru-gradient',
    helpers: [],
    backward: true,
    before: [part(gradient, 'last + r', HIDDEN), '0.0', '0.0', '0.0'].map(
      (value, index) => `${own('initial + r', index)} = ${value};`,
    ),
    step: [
      ...overUnits(workers, [], body),
      meet,
      ...(quads ? overFours : overUnits)(workers, product, [
        `let sum = ${pick(sumNames(workers), 'r')};`,
        `${own('initial + r', 0)} += ${quads ? pick(componentsOf('sum'), 'component') : 'sum'};`,
      ]),
    ],
  });
}
