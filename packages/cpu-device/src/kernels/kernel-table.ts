// The kernel of each primitive op. A primitive without a row here does not compile.
import type { PrimitiveOp, ProgramNode } from '@tensorloom/tensor-core';
import type { Placed, PlanBuilder } from '../plan/plan-builder.js';
import { argReduction } from './arg-reduction.js';
import { averagePool2d, averagePool2dGradient } from './average-pool.js';
import { conv2d, conv2dInputGradient, conv2dKernelGradient } from './conv2d.js';
import { constant, iota, randomBits } from './creation.js';
import { binary, cast, unary, where } from './elementwise.js';
import { cumulative } from './cumulative.js';
import { gather, scatter } from './gather.js';
import type { Kernel } from './kernel.js';
import { matmul } from './matmul.js';
import { maxPool2d, maxPool2dGradient } from './max-pool.js';
import { barrier, broadcast, concat, flip, pad, reshape, slice, transpose } from './movement.js';
import { gruSequence, gruSequenceGradient, lstmSequence, lstmSequenceGradient } from './recurrent.js';
import { reduction } from './reduction.js';
import { argSort, searchSorted } from './sorting.js';

/** One kernel for each primitive op. */
export const kernels: { readonly [Op in PrimitiveOp]: Kernel<Op> } = {
  neg: unary('neg'),
  abs: unary('abs'),
  sign: unary('sign'),
  floor: unary('floor'),
  ceil: unary('ceil'),
  round: unary('round'),
  trunc: unary('trunc'),
  exp: unary('exp'),
  expm1: unary('expm1'),
  log: unary('log'),
  log1p: unary('log1p'),
  log2: unary('log2'),
  sqrt: unary('sqrt'),
  rsqrt: unary('rsqrt'),
  reciprocal: unary('reciprocal'),
  sin: unary('sin'),
  cos: unary('cos'),
  tan: unary('tan'),
  tanh: unary('tanh'),
  sigmoid: unary('sigmoid'),
  relu: unary('relu'),
  erf: unary('erf'),
  erfc: unary('erfc'),
  erfinv: unary('erfinv'),
  lgamma: unary('lgamma'),
  digamma: unary('digamma'),
  trigamma: unary('trigamma'),
  isNaN: unary('isNaN'),
  isFinite: unary('isFinite'),
  logicalNot: unary('logicalNot'),
  bitsToUniform: unary('bitsToUniform'),
  add: binary('add'),
  sub: binary('sub'),
  mul: binary('mul'),
  div: binary('div'),
  pow: binary('pow'),
  maximum: binary('maximum'),
  minimum: binary('minimum'),
  remainder: binary('remainder'),
  floorDivide: binary('floorDivide'),
  atan2: binary('atan2'),
  equal: binary('equal'),
  notEqual: binary('notEqual'),
  less: binary('less'),
  lessEqual: binary('lessEqual'),
  greater: binary('greater'),
  greaterEqual: binary('greaterEqual'),
  logicalAnd: binary('logicalAnd'),
  logicalOr: binary('logicalOr'),
  bitwiseAnd: binary('bitwiseAnd'),
  bitwiseOr: binary('bitwiseOr'),
  bitwiseXor: binary('bitwiseXor'),
  shiftLeft: binary('shiftLeft'),
  shiftRight: binary('shiftRight'),
  constant,
  iota,
  randomBits,
  cast,
  where,
  sum: reduction('sum'),
  prod: reduction('prod'),
  max: reduction('max'),
  min: reduction('min'),
  argmax: argReduction('argmax', 1),
  argmin: argReduction('argmin', -1),
  reshape,
  transpose,
  broadcast,
  slice,
  flip,
  pad,
  concat,
  barrier,
  matmul,
  conv2d,
  conv2dInputGradient,
  conv2dKernelGradient,
  maxPool2d,
  averagePool2d,
  maxPool2dGradient,
  averagePool2dGradient,
  gather,
  scatterAdd: scatter('scatterAdd'),
  scatterMax: scatter('scatterMax'),
  cumulativeSum: cumulative('cumulativeSum'),
  cumulativeProd: cumulative('cumulativeProd'),
  cumulativeMax: cumulative('cumulativeMax'),
  cumulativeMin: cumulative('cumulativeMin'),
  argSort,
  searchSorted,
  lstmSequence,
  lstmSequenceGradient,
  gruSequence,
  gruSequenceGradient,
};

/** Chooses the work of one node. */
export function placeNode(node: ProgramNode, operands: readonly Placed[], builder: PlanBuilder): Placed {
  const kernel = kernels[node.op] as (node: ProgramNode, operands: readonly Placed[], builder: PlanBuilder) => Placed;
  return kernel(node, operands, builder);
}
