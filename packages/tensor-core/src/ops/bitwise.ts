// Ops on the bits of int32 (two's complement) and uint32. bool counts as one bit in and, or, xor and not. No gradients.
import type { BinaryOp } from '../op-table.js';
import { record, resolve } from '../record.js';
import type { Tensor, TensorLike } from '../tensor.js';
import { constantLike, logicalAnd, logicalNot, logicalOr, logicalXor } from './elementwise.js';
import { castTo, expectTensor, matchOperands, none } from './operands.js';

function bits(op: BinaryOp, a: TensorLike, b: TensorLike, ofBool: typeof logicalAnd): Tensor {
  const [left, right] = matchOperands(op, a, b);
  return left.dtype === 'bool' ? ofBool(left, right) : record(op, [left, right], none);
}

/** Bits that both have. @throws DTypeError for float32 */
export function bitwiseAnd(a: TensorLike, b: TensorLike): Tensor {
  return bits('bitwiseAnd', a, b, logicalAnd);
}

/** Bits that at least one has. @throws DTypeError for float32 */
export function bitwiseOr(a: TensorLike, b: TensorLike): Tensor {
  return bits('bitwiseOr', a, b, logicalOr);
}

/** Bits that exactly one has. @throws DTypeError for float32 */
export function bitwiseXor(a: TensorLike, b: TensorLike): Tensor {
  return bits('bitwiseXor', a, b, logicalXor);
}

/** All bits turned over: -a - 1 for int32. @throws DTypeError for float32 */
export function bitwiseNot(a: Tensor): Tensor {
  const value = resolve('bitwiseNot', expectTensor('bitwiseNot', a));
  if (value.dtype === 'bool') return logicalNot(value);
  return record('bitwiseXor', [value, constantLike(value, value.dtype === 'uint32' ? 2 ** 32 - 1 : -1)], none);
}

function shift(op: 'shiftLeft' | 'shiftRight', a: TensorLike, count: TensorLike): Tensor {
  const [left, right] = matchOperands(op, a, count);
  const dtype = left.dtype === 'bool' ? 'int32' : left.dtype;
  return record(op, [castTo(left, dtype), castTo(right, dtype)], none);
}

/** a · 2^count, bits beyond the 32nd lost. A count that is not in 0 to 31 gives 0. @throws DTypeError for float32 */
export function shiftLeft(a: TensorLike, count: TensorLike): Tensor {
  return shift('shiftLeft', a, count);
}

/**
 * ⌊a / 2^count⌋: keeps the sign of int32, fills uint32 with zeros. A count that is not in 0 to 31 gives 0, or -1 for a below 0.
 *
 * @throws DTypeError for float32
 */
export function shiftRight(a: TensorLike, count: TensorLike): Tensor {
  return shift('shiftRight', a, count);
}
