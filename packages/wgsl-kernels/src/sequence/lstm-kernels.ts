// The kernels of an LSTM over a whole sequence, forward and back. Parts of its packed value: gates i, f, c, o, cell, hidden.
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

const GATES = 4;
const PARTS = 6;
const [CELL, HIDDEN] = [4, 5];

/** Operands: x [time, batch, 4 units], recurrent kernel [units, 4 units], hidden and cell [batch, units]. */
export function lstmKernel(parameters: RecurrentParameters): Kernel {
  const { workers, operands, result } = parameters;
  const [x, weights, hidden, cell] = operands as readonly [string, string, string, string];
  const part = (row: string, index: number): string => element(result, PARTS, row, index, 'u');
  const store = (row: string, values: readonly string[]): string[] =>
    values.map((value, index) => `${part(row, index)} = ${value};`);
  const product = carriedProduct({
    workers,
    sum: 'vec4f',
    weights: 'vec4f',
    value: (row, k) => element(result, PARTS, `past + ${row}`, HIDDEN, k),
    weight: (k) => elements(weights, GATES, k, 'unit'),
    take: (sum, value, weight) => `${sum} = fma(vec4f(${value}), ${weight}, ${sum});`,
  });
  const body = [
    `let z = ${elements(x, GATES, 't * batch + first + r', 'u')} + ${pick(sumNames(workers), 'r')};`,
    'let i = sigmoidOf(z.x);',
    'let f = sigmoidOf(z.y);',
    'let g = tanhOf(z.z);',
    'let o = sigmoidOf(z.w);',
    `let c = f * ${part('past + r', CELL)} + i * g;`,
    ...store('next + r', ['i', 'f', 'g', 'o', 'c', 'o * tanhOf(c)']),
  ];
  const state = [cell, hidden].map((name) => `${name}[(first + r) * units + u]`);
  return recurrentKernel(parameters, {
    name: 'lstm',
    helpers: ['sigmoidOf', 'tanhOf'],
    backward: false,
    before: store('initial + r', ['0.0', '0.0', '0.0', '0.0', ...state]),
    step: [...overUnits(workers, product, body), meet],
  });
}

/**
 * Operands: gradient of the packed value, the packed value, the recurrent kernel transposed [4 units, units]. Result
 * [time + 1, batch, 4 units]: the gradient of the x of each step in the slot that it led to; in the slot of the first state
 * the gradients of hidden and cell, which on the way back is where those of the slot that was reached stand.
 */
export function lstmGradientKernel(parameters: RecurrentParameters): Kernel {
  const { workers, operands, result } = parameters;
  const [gradient, packed, weights] = operands as readonly [string, string, string];
  const part = (name: string, row: string, index: number): string => element(name, PARTS, row, index, 'u');
  const quads = workers.mode === 'quads';
  const own = (row: string, index: number): string =>
    (quads ? elementOfFours : element)(result, GATES, row, index, 'u');
  const given = (index: number): string => part(gradient, 'next + r', index);
  const product = quads
    ? quadProduct({
        workers,
        extent: `${GATES}u * units`,
        value: (row, k) => `${result}[((next + ${row}) * ${GATES}u * units + ${k}) / 4u]`,
        weight: (k) => `${weights}[(${k} * units + unit) / 4u]`,
      })
    : carriedProduct({
        workers,
        sum: 'f32',
        weights: 'vec4f',
        value: (row, k) => elements(result, GATES, `next + ${row}`, k),
        weight: (k) => transposed(weights, GATES, k),
        take: (sum, value, weight) => `${sum} += dot(${value}, ${weight});`,
      });
  const body = [
    ...['i', 'f', 'g', 'o'].map((name, index) => `let ${name} = ${part(packed, 'next + r', index)};`),
    `let q = tanhOf(${part(packed, 'next + r', CELL)});`,
    `let dh = ${own('initial + r', 0)};`,
    `let dc = ${own('initial + r', 1)} + dh * o * (1.0 - q * q);`,
    `${own('next + r', 0)} = (dc * g + ${given(0)}) * i * (1.0 - i);`,
    `${own('next + r', 1)} = (dc * ${part(packed, 'past + r', CELL)} + ${given(1)}) * f * (1.0 - f);`,
    `${own('next + r', 2)} = (dc * i + ${given(2)}) * (1.0 - g * g);`,
    `${own('next + r', 3)} = (dh * q + ${given(3)}) * o * (1.0 - o);`,
    `${own('initial + r', 1)} = dc * f + ${part(gradient, 'past + r', CELL)};`,
  ];
  const carried = [
    `let sum = ${pick(sumNames(workers), 'r')};`,
    `${own('initial + r', 0)} = ${quads ? pick(componentsOf('sum'), 'component') : 'sum'} + ${part(gradient, 'past + r', HIDDEN)};`,
  ];
  const overOwn = quads ? overFours : overUnits;
  return recurrentKernel(parameters, {
    name: 'lstm-gradient',
    helpers: ['tanhOf'],
    backward: true,
    before: [part(gradient, 'last + r', HIDDEN), part(gradient, 'last + r', CELL), '0.0', '0.0'].map(
      (value, index) => `${own('initial + r', index)} = ${value};`,
    ),
    step: [...overUnits(workers, [], body), meet, ...overOwn(workers, product, carried)],
  });
}
