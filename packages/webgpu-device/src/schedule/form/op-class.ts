// How the scheduler treats each primitive op. A new op must take a class here, or this does not compile.
import type { PrimitiveOp } from '@tensorloom/tensor-core';
import type { DeviceValue, StepOp } from '../steps/device-program.js';

/**
 * `element`: computed where it is needed, from operands at the same place.
 * `view`: operands at another place; costs nothing.
 * `source`: made from its place alone.
 * `lookup`: reads operands in memory at places of its own, element by element.
 * `reduce`: an anchor of a row kernel. `gemm`: an anchor of a matrix-product kernel. `scan`: an anchor of a scan kernel.
 * `recurrent`: a kernel by itself. `attention`: an anchor of one of attention's kernels.
 * `expanded`: taken apart into steps before kernels are formed.
 */
export type OpClass =
  'element' | 'view' | 'source' | 'lookup' | 'reduce' | 'gemm' | 'scan' | 'recurrent' | 'attention' | 'expanded';

/** True for anchors: values that a kernel is formed around, and that no other kernel computes on its way. */
export function isAnchor(opClass: OpClass | 'input'): boolean {
  return (
    opClass === 'reduce' ||
    opClass === 'gemm' ||
    opClass === 'scan' ||
    opClass === 'recurrent' ||
    opClass === 'attention'
  );
}

const opClasses = {
  neg: 'element',
  abs: 'element',
  sign: 'element',
  floor: 'element',
  ceil: 'element',
  round: 'element',
  trunc: 'element',
  exp: 'element',
  expm1: 'element',
  log: 'element',
  log1p: 'element',
  log2: 'element',
  sqrt: 'element',
  rsqrt: 'element',
  reciprocal: 'element',
  sin: 'element',
  cos: 'element',
  tan: 'element',
  tanh: 'element',
  sigmoid: 'element',
  relu: 'element',
  erf: 'element',
  erfc: 'element',
  erfinv: 'element',
  lgamma: 'element',
  digamma: 'element',
  trigamma: 'element',
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
  floorDivide: 'element',
  atan2: 'element',
  equal: 'element',
  notEqual: 'element',
  less: 'element',
  lessEqual: 'element',
  greater: 'element',
  greaterEqual: 'element',
  logicalAnd: 'element',
  logicalOr: 'element',
  bitwiseAnd: 'element',
  bitwiseOr: 'element',
  bitwiseXor: 'element',
  shiftLeft: 'element',
  shiftRight: 'element',
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
  prod: 'reduce',
  max: 'reduce',
  min: 'reduce',
  argmax: 'reduce',
  argmin: 'reduce',
  matmul: 'gemm',
  conv2d: 'gemm',
  conv2dInputGradient: 'gemm',
  conv2dKernelGradient: 'gemm',
  productSlices: 'gemm',
  maxPool2d: 'lookup',
  averagePool2d: 'lookup',
  maxPool2dGradient: 'lookup',
  averagePool2dGradient: 'lookup',
  gather: 'lookup',
  scatterAdd: 'lookup',
  barrier: 'lookup',
  scatterMax: 'lookup',
  scatterSorted: 'lookup',
  scatterLinks: 'lookup',
  scatterStarts: 'lookup',
  scatterLinked: 'lookup',
  cumulativeSum: 'scan',
  cumulativeProd: 'scan',
  cumulativeMax: 'scan',
  cumulativeMin: 'scan',
  lstmSequence: 'recurrent',
  lstmSequenceGradient: 'recurrent',
  gruSequence: 'recurrent',
  gruSequenceGradient: 'recurrent',
  argSort: 'expanded',
  sortBlocks: 'lookup',
  mergeRuns: 'lookup',
  searchSorted: 'lookup',
  attention: 'attention',
  attentionSums: 'attention',
  attentionStatistics: 'attention',
  attentionQueryGradient: 'attention',
  attentionKeyGradient: 'attention',
  attentionValueGradient: 'attention',
} as const satisfies Record<PrimitiveOp | StepOp, OpClass>;

/** The class of a value; inputs have none. */
export function classOf(value: DeviceValue): OpClass | 'input' {
  return value.op === 'input' ? 'input' : opClasses[value.op];
}

/** True for the sum of many updates, which a function finds element by element. */
export function isScatterSum({ op }: DeviceValue): boolean {
  return op === 'scatterSorted' || op === 'scatterLinked';
}

/** Rough cost of computing an element again instead of reading it: 1 is an addition. */
export function costOf(value: DeviceValue): number {
  switch (value.op) {
    case 'randomBits':
      return 100;
    case 'exp':
    case 'expm1':
    case 'log':
    case 'log1p':
    case 'log2':
    case 'sin':
    case 'cos':
    case 'tan':
    case 'atan2':
    case 'tanh':
    case 'sigmoid':
    case 'pow':
      return 6;
    case 'div':
    case 'sqrt':
    case 'rsqrt':
    case 'reciprocal':
    case 'remainder':
    case 'floorDivide':
      return 3;
    case 'erf':
    case 'erfc':
    case 'erfinv':
    case 'lgamma':
    case 'digamma':
    case 'trigamma':
    case 'maxPool2d':
    case 'averagePool2d':
    case 'maxPool2dGradient':
    case 'averagePool2dGradient':
      return 20;
    case 'scatterAdd':
    case 'scatterMax':
    case 'scatterSorted':
    case 'scatterLinks':
    case 'scatterStarts':
    case 'scatterLinked':
    case 'sortBlocks':
    case 'mergeRuns':
    case 'searchSorted':
      return 1000;
    default:
      return classOf(value) === 'view' ? 0 : 1;
  }
}
