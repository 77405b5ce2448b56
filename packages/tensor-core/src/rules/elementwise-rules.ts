// Shape and dtype rules of the elementwise ops. Operands reach a rule broadcast and promoted already.
import { DTypeError, ShapeError } from '../errors.js';
import type { BinaryOp, Rule, TensorSpec, UnaryOp, RuleTable } from '../op-table.js';
import { formatShape, sameShape } from '../shape.js';

type Check = (op: string, spec: TensorSpec) => void;

function expectDType(op: string, spec: TensorSpec, allowed: readonly string[]): void {
  if (!allowed.includes(spec.dtype)) {
    throw new DTypeError(
      `${op}: dtype not supported; expected ${allowed.join(' or ')}, got ${spec.dtype}; cast() it first`,
    );
  }
}
const numeric: Check = (op, spec) => expectDType(op, spec, ['float32', 'int32', 'uint32']);
const integer: Check = (op, spec) => expectDType(op, spec, ['int32', 'uint32']);
const signed: Check = (op, spec) => expectDType(op, spec, ['float32', 'int32']);
const float: Check = (op, spec) => expectDType(op, spec, ['float32']);
const bool: Check = (op, spec) => expectDType(op, spec, ['bool']);
const bits: Check = (op, spec) => expectDType(op, spec, ['uint32']);
const anything: Check = () => {};

function unary(op: UnaryOp, check: Check, dtype?: TensorSpec['dtype']): Rule<UnaryOp> {
  return ([input]) => {
    const spec = input as TensorSpec;
    check(op, spec);
    return { shape: spec.shape, dtype: dtype ?? spec.dtype };
  };
}

/** @throws ShapeError unless all operands have one shape */
function expectOneShape(op: string, inputs: readonly TensorSpec[]): void {
  for (const input of inputs) {
    if (!sameShape(input.shape, (inputs[0] as TensorSpec).shape)) {
      const got = inputs.map(({ shape }) => formatShape(shape)).join(', ');
      throw new ShapeError(`${op}: operands differ in shape; expected one shape, got ${got}; broadcast them first`);
    }
  }
}

function binary(op: BinaryOp, check: Check, dtype?: TensorSpec['dtype']): Rule<BinaryOp> {
  return (inputs) => {
    const [a, b] = inputs as [TensorSpec, TensorSpec];
    expectOneShape(op, inputs);
    if (a.dtype !== b.dtype) {
      throw new DTypeError(
        `${op}: operands differ in dtype; expected one dtype, got ${a.dtype} and ${b.dtype}; cast() one`,
      );
    }
    check(op, a);
    return { shape: a.shape, dtype: dtype ?? a.dtype };
  };
}

const where: Rule<'where'> = (inputs) => {
  const [condition, whenTrue, whenFalse] = inputs as [TensorSpec, TensorSpec, TensorSpec];
  expectOneShape('where', inputs);
  expectDType('where', condition, ['bool']);
  if (whenTrue.dtype !== whenFalse.dtype) {
    throw new DTypeError(
      `where: branches differ in dtype; expected one, got ${whenTrue.dtype} and ${whenFalse.dtype}; cast() one`,
    );
  }
  return whenTrue;
};

const cast: Rule<'cast'> = ([input], { dtype }) => ({ shape: (input as TensorSpec).shape, dtype });

export const elementwiseRules: Pick<RuleTable, UnaryOp | BinaryOp | 'where' | 'cast'> = {
  neg: unary('neg', signed),
  abs: unary('abs', numeric),
  sign: unary('sign', signed),
  floor: unary('floor', float),
  ceil: unary('ceil', float),
  round: unary('round', float),
  trunc: unary('trunc', float),
  exp: unary('exp', float),
  expm1: unary('expm1', float),
  log: unary('log', float),
  log1p: unary('log1p', float),
  log2: unary('log2', float),
  sqrt: unary('sqrt', float),
  rsqrt: unary('rsqrt', float),
  reciprocal: unary('reciprocal', float),
  sin: unary('sin', float),
  cos: unary('cos', float),
  tan: unary('tan', float),
  tanh: unary('tanh', float),
  sigmoid: unary('sigmoid', float),
  relu: unary('relu', numeric),
  erf: unary('erf', float),
  erfc: unary('erfc', float),
  erfinv: unary('erfinv', float),
  lgamma: unary('lgamma', float),
  digamma: unary('digamma', float),
  trigamma: unary('trigamma', float),
  isNaN: unary('isNaN', float, 'bool'),
  isFinite: unary('isFinite', float, 'bool'),
  logicalNot: unary('logicalNot', bool),
  bitsToUniform: unary('bitsToUniform', bits, 'float32'),
  add: binary('add', numeric),
  sub: binary('sub', numeric),
  mul: binary('mul', numeric),
  div: binary('div', float),
  pow: binary('pow', float),
  maximum: binary('maximum', numeric),
  minimum: binary('minimum', numeric),
  remainder: binary('remainder', numeric),
  floorDivide: binary('floorDivide', integer),
  atan2: binary('atan2', float),
  equal: binary('equal', anything, 'bool'),
  notEqual: binary('notEqual', anything, 'bool'),
  less: binary('less', numeric, 'bool'),
  lessEqual: binary('lessEqual', numeric, 'bool'),
  greater: binary('greater', numeric, 'bool'),
  greaterEqual: binary('greaterEqual', numeric, 'bool'),
  logicalAnd: binary('logicalAnd', bool),
  logicalOr: binary('logicalOr', bool),
  bitwiseAnd: binary('bitwiseAnd', integer),
  bitwiseOr: binary('bitwiseOr', integer),
  bitwiseXor: binary('bitwiseXor', integer),
  shiftLeft: binary('shiftLeft', integer),
  shiftRight: binary('shiftRight', integer),
  where,
  cast,
};
