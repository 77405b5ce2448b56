// Brings operands of an op together: numbers become tensors, dtypes promote, shapes broadcast.
import { DTypeError } from '../errors.js';
import { isFloat, literalDType, promote, type DType } from '../dtype.js';
import { none, record, resolve } from '../record.js';
import { broadcastShapes, sameShape, type Shape } from '../shape.js';
import { isTensor, Tensor, type TensorLike } from '../tensor.js';

/** A scalar fixed in the graph: for the library's own constants. Plans of different values differ. */
export function constant(value: number, dtype: DType = 'float32'): Tensor {
  return record('constant', [], { value, dtype });
}

/** A number given by a user: an input of the plan, so that another value makes no new plan. */
export function literal(value: number, dtype: DType): Tensor {
  const values = [value];
  const isHalf = dtype === 'float16';
  return castTo(new Tensor([], isHalf ? 'float32' : dtype, { kind: 'host', read: () => values }), dtype);
}

/** @throws DTypeError unless `value` is a tensor of this copy of tensor-core */
export function expectTensor(op: string, value: unknown): Tensor {
  if (value instanceof Tensor) return value;
  const got = isTensor(value)
    ? 'a tensor of another copy of @tensorloom/tensor-core'
    : value === null
      ? 'null'
      : typeof value;
  const remedy = isTensor(value)
    ? 'install one version of it (npm ls @tensorloom/tensor-core)'
    : 'wrap data in tensor(...)';
  throw new DTypeError(`${op}: not a tensor; expected a Tensor, got ${got}; ${remedy}`);
}

/** Casts, or returns the tensor as it is. */
export function castTo(value: Tensor, dtype: DType): Tensor {
  return value.dtype === dtype ? value : record('cast', [value], { dtype });
}

/** Broadcasts, or returns the tensor as it is. */
export function broadcastTensor(value: Tensor, shape: Shape): Tensor {
  return sameShape(value.shape, shape) ? value : record('broadcast', [value], { shape });
}

function isNumber(value: TensorLike): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

/** A constant of an op's own formula, which takes its partner's dtype: halves stay halves. */
function isWeak({ source, rank }: Tensor, partner: Tensor): boolean {
  return partner.dtype === 'float16' && rank === 0 && source.kind === 'op' && source.op === 'constant';
}

/** Two operands in their common dtype; a literal takes its partner's. */
export function promoteOperands(op: string, a: TensorLike, b: TensorLike): [Tensor, Tensor] {
  if (isNumber(a) && isNumber(b)) return [literal(Number(a), 'float32'), literal(Number(b), 'float32')];
  if (isNumber(b)) {
    const left = expectTensor(op, a);
    const dtype = typeof b === 'boolean' ? promote(op, left.dtype, 'bool') : literalDType(b, left.dtype);
    return [castTo(resolve(op, left), dtype), literal(Number(b), dtype)];
  }
  if (isNumber(a)) {
    const [right, left] = promoteOperands(op, b, a);
    return [left, right];
  }
  const left = resolve(op, expectTensor(op, a));
  const right = resolve(op, expectTensor(op, b));
  const dtype = isWeak(left, right)
    ? right.dtype
    : isWeak(right, left)
      ? left.dtype
      : promote(op, left.dtype, right.dtype);
  return [castTo(left, dtype), castTo(right, dtype)];
}

/** Two operands in their common dtype and shape. */
export function matchOperands(op: string, a: TensorLike, b: TensorLike): [Tensor, Tensor] {
  const [left, right] = promoteOperands(op, a, b);
  const shape = broadcastShapes(op, left.shape, right.shape);
  return [broadcastTensor(left, shape), broadcastTensor(right, shape)];
}

/** The operand in floats: integers and bool are cast to float32. */
export function floatOperand(op: string, value: TensorLike): Tensor {
  return isNumber(value) ? literal(Number(value), 'float32') : castToFloat(resolve(op, expectTensor(op, value)));
}

/**
 * The result of a formula that halves are too coarse for: its steps in float32, rounded once. Undefined for other operands,
 * which need none of this.
 */
export function throughFloat32(x: Tensor, formula: (wide: Tensor) => Tensor): Tensor | undefined {
  return x.dtype === 'float16' ? castTo(formula(castTo(x, 'float32')), 'float16') : undefined;
}

/** Two operands in their common float dtype. */
export function floatOperands(op: string, a: Tensor, b: Tensor): [Tensor, Tensor] {
  const [left, right] = promoteOperands(op, castToFloat(resolve(op, a)), castToFloat(resolve(op, b)));
  return [left, right];
}

/** Floats as they are, others as float32. */
export function castToFloat(value: Tensor): Tensor {
  return isFloat(value.dtype) ? value : castTo(value, 'float32');
}

export { none };
