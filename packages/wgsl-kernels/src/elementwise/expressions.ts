// WGSL expressions of the elementwise ops. Each row may name a helper function, which owns the hazard once (see helpers.ts).
import type { HelperName } from './helpers.js';

/** How WGSL holds an element: bool lives in registers as bool and in memory as u32. */
export type ScalarType = 'f32' | 'i32' | 'u32' | 'bool';

/** An expression of one operand, with the helpers that it needs. */
export interface Expression {
  readonly text: (...operands: string[]) => string;
  readonly helpers?: readonly HelperName[];
}

/** Ops whose text depends on the operand's type carry one expression for each that differs. */
export type ExpressionRow = Expression | Readonly<Partial<Record<ScalarType, Expression>>>;

const call = (name: HelperName): Expression => ({
  text: (...operands) => `${name}(${operands.join(', ')})`,
  helpers: [name],
});
const builtin = (name: string): Expression => ({ text: (...operands) => `${name}(${operands.join(', ')})` });
const infix = (operator: string): Expression => ({ text: (a, b) => `(${a} ${operator} ${b})` });

/** Names of the rows of one operand. */
export type UnaryExpression =
  | 'neg'
  | 'abs'
  | 'sign'
  | 'floor'
  | 'ceil'
  | 'round'
  | 'trunc'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'log2'
  | 'sqrt'
  | 'rsqrt'
  | 'reciprocal'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'tanh'
  | 'sigmoid'
  | 'relu'
  | 'erf'
  | 'erfc'
  | 'erfinv'
  | 'lgamma'
  | 'digamma'
  | 'trigamma'
  | 'isNaN'
  | 'isFinite'
  | 'logicalNot'
  | 'bitsToUniform';

/** Names of the rows of two operands. */
export type BinaryExpression =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'pow'
  | 'maximum'
  | 'minimum'
  | 'remainder'
  | 'floorDivide'
  | 'atan2'
  | 'equal'
  | 'notEqual'
  | 'less'
  | 'lessEqual'
  | 'greater'
  | 'greaterEqual'
  | 'logicalAnd'
  | 'logicalOr'
  | 'bitwiseAnd'
  | 'bitwiseOr'
  | 'bitwiseXor'
  | 'shiftLeft'
  | 'shiftRight';

/** Expressions of one operand. */
export const unaryExpressions: Readonly<Record<UnaryExpression, ExpressionRow>> = {
  neg: { text: (x) => `(-${x})` },
  abs: { f32: builtin('abs'), i32: builtin('abs'), u32: { text: (x) => String(x) } },
  sign: { f32: call('signOf'), i32: builtin('sign') },
  floor: builtin('floor'),
  ceil: builtin('ceil'),
  round: builtin('round'),
  trunc: builtin('trunc'),
  exp: call('expOf'),
  expm1: call('expm1Of'),
  log: call('logOf'),
  log1p: call('log1pOf'),
  log2: call('log2Of'),
  sqrt: call('sqrtOf'),
  rsqrt: { text: (x) => `(1.0 / sqrtOf(${x}))`, helpers: ['sqrtOf'] },
  reciprocal: { text: (x) => `(1.0 / ${x})` },
  sin: call('sinOf'),
  cos: call('cosOf'),
  tan: call('tanOf'),
  tanh: call('tanhOf'),
  sigmoid: call('sigmoidOf'),
  relu: {
    f32: { text: (x) => `select(${x}, 0.0, ${x} <= 0.0)` },
    i32: { text: (x) => `max(${x}, 0i)` },
    u32: { text: (x) => String(x) },
  },
  erf: call('erfOf'),
  erfc: call('erfcOf'),
  erfinv: call('erfinvOf'),
  lgamma: call('lgammaOf'),
  digamma: call('digammaOf'),
  trigamma: call('trigammaOf'),
  isNaN: call('isNaNOf'),
  isFinite: { text: (x) => `((bitcast<u32>(${x}) & 0x7f800000u) != 0x7f800000u)` },
  logicalNot: { text: (x) => `(!${x})` },
  bitsToUniform: { text: (x) => `(f32(${x} >> 8u) * 5.9604644775390625e-8)` },
};

/** Expressions of two operands of one type. */
export const binaryExpressions: Readonly<Record<BinaryExpression, ExpressionRow>> = {
  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  div: infix('/'),
  pow: call('powOf'),
  maximum: { f32: call('maximumOf'), i32: builtin('max'), u32: builtin('max') },
  minimum: { f32: call('minimumOf'), i32: builtin('min'), u32: builtin('min') },
  remainder: { f32: call('remainderOf'), i32: call('remainderOfI32'), u32: call('remainderOfU32') },
  floorDivide: { i32: call('floorDivideOfI32'), u32: call('floorDivideOfU32') },
  atan2: call('atan2Of'),
  equal: { f32: call('equalOf'), i32: infix('=='), u32: infix('=='), bool: infix('==') },
  notEqual: {
    f32: { text: (a, b) => `(!equalOf(${a}, ${b}))`, helpers: ['equalOf'] },
    i32: infix('!='),
    u32: infix('!='),
    bool: infix('!='),
  },
  less: { f32: call('lessOf'), i32: infix('<'), u32: infix('<') },
  lessEqual: { f32: call('lessEqualOf'), i32: infix('<='), u32: infix('<=') },
  greater: { f32: { text: (a, b) => `lessOf(${b}, ${a})`, helpers: ['lessOf'] }, i32: infix('>'), u32: infix('>') },
  greaterEqual: {
    f32: { text: (a, b) => `lessEqualOf(${b}, ${a})`, helpers: ['lessEqualOf'] },
    i32: infix('>='),
    u32: infix('>='),
  },
  logicalAnd: infix('&&'),
  logicalOr: infix('||'),
  bitwiseAnd: infix('&'),
  bitwiseOr: infix('|'),
  bitwiseXor: infix('^'),
  // WGSL shifts by the count modulo 32: counts not in 0 to 31 move all bits out.
  shiftLeft: {
    i32: { text: (x, count) => `select(0i, ${x} << (u32(${count}) & 31u), u32(${count}) < 32u)` },
    u32: { text: (x, count) => `select(0u, ${x} << (${count} & 31u), ${count} < 32u)` },
  },
  shiftRight: {
    i32: { text: (x, count) => `(${x} >> min(u32(${count}), 31u))` },
    u32: { text: (x, count) => `select(0u, ${x} >> (${count} & 31u), ${count} < 32u)` },
  },
};

const same: Expression = { text: (x) => String(x) };

/** Conversions, by the type they come from and the type they go to. */
export const castExpressions: Readonly<Record<ScalarType, Readonly<Record<ScalarType, Expression>>>> = {
  f32: {
    f32: same,
    i32: call('castToI32'),
    u32: call('castToU32'),
    bool: { text: (x) => `(bitcast<u32>(${x}) << 1u) != 0u` },
  },
  i32: { f32: builtin('f32'), i32: same, u32: builtin('u32'), bool: { text: (x) => `(${x} != 0i)` } },
  u32: { f32: builtin('f32'), i32: builtin('i32'), u32: same, bool: { text: (x) => `(${x} != 0u)` } },
  bool: {
    f32: { text: (x) => `select(0.0, 1.0, ${x})` },
    i32: { text: (x) => `select(0i, 1i, ${x})` },
    u32: { text: (x) => `select(0u, 1u, ${x})` },
    bool: same,
  },
};

/** The expression of a row for an operand type. */
export function expressionFor(row: ExpressionRow, type: ScalarType): Expression | undefined {
  return 'text' in row ? (row as Expression) : (row as Partial<Record<ScalarType, Expression>>)[type];
}
