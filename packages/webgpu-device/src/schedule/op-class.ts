// How the scheduler treats each primitive op. A new op must take a class here, or this does not compile.
import type { PrimitiveOp, ProgramValue } from '@tensorloom/tensor-core';

/**
 * `element`: computed where it is needed, from operands at the same place.
 * `view`: operands at another place; costs nothing.
 * `source`: made from its place alone.
 * `lookup`: reads operands in memory at places of its own, element by element.
 * `reduce`: an anchor of a row kernel. `gemm`: an anchor of a matrix-product kernel.
 */
export type OpClass = 'element' | 'view' | 'source' | 'lookup' | 'reduce' | 'gemm';

const opClasses = {
  neg: 'element',
  abs: 'element',
  sign: 'element',
  floor: 'element',
  ceil: 'element',
  round: 'element',
  exp: 'element',
  expm1: 'element',
  log: 'element',
  log1p: 'element',
  sqrt: 'element',
  rsqrt: 'element',
  reciprocal: 'element',
  sin: 'element',
  cos: 'element',
  tanh: 'element',
  sigmoid: 'element',
  relu: 'element',
  isNaN: 'element',
  isFinite: 'element',
  logicalNot: 'element',
  bitsToUniform: 'element',
  add: 'element',
  sub: 'element',
  mul: 'element',
  div: 'element',
  pow: 'element',
  maximum: 'element',
  minimum: 'element',
  remainder: 'element',
  equal: 'element',
  notEqual: 'element',
  less: 'element',
  lessEqual: 'element',
  greater: 'element',
  greaterEqual: 'element',
  logicalAnd: 'element',
  logicalOr: 'element',
  where: 'element',
  cast: 'element',
  constant: 'source',
  iota: 'source',
  randomBits: 'source',
  reshape: 'view',
  transpose: 'view',
  broadcast: 'view',
  slice: 'view',
  flip: 'view',
  pad: 'view',
  concat: 'view',
  sum: 'reduce',
  max: 'reduce',
  min: 'reduce',
  argmax: 'reduce',
  argmin: 'reduce',
  matmul: 'gemm',
  conv2d: 'gemm',
  conv2dInputGradient: 'gemm',
  conv2dKernelGradient: 'gemm',
  maxPool2d: 'lookup',
  averagePool2d: 'lookup',
  maxPool2dGradient: 'lookup',
  averagePool2dGradient: 'lookup',
  gather: 'lookup',
  scatterAdd: 'lookup',
  barrier: 'lookup',
} as const satisfies Record<PrimitiveOp, OpClass>;

/** The class of a value; inputs have none. */
export function classOf(value: ProgramValue): OpClass | 'input' {
  return value.op === 'input' ? 'input' : opClasses[value.op];
}

/** Rough cost of computing an element again instead of reading it: 1 is an addition. */
export function costOf(value: ProgramValue): number {
  switch (value.op) {
    case 'randomBits':
      return 100;
    case 'exp':
    case 'expm1':
    case 'log':
    case 'log1p':
    case 'sin':
    case 'cos':
    case 'tanh':
    case 'sigmoid':
    case 'pow':
      return 6;
    case 'div':
    case 'sqrt':
    case 'rsqrt':
    case 'reciprocal':
    case 'remainder':
      return 3;
    case 'maxPool2d':
    case 'averagePool2d':
    case 'maxPool2dGradient':
    case 'averagePool2dGradient':
      return 20;
    case 'scatterAdd':
      return 1000;
    default:
      return classOf(value) === 'view' ? 0 : 1;
  }
}
