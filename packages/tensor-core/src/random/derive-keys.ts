// New keys out of a key, by Philox itself. Under `compile` they are part of the plan: another key makes no new one.
import { ConfigError, DTypeError } from '../errors.js';
import { resolve } from '../record.js';
import { sameShape } from '../shape.js';
import type { Tensor } from '../tensor.js';
import { add } from '../ops/elementwise.js';
import { stack } from '../ops/movement.js';
import { broadcastTensor, castTo, constant, expectTensor, literal } from '../ops/operands.js';
import { unstack } from '../ops/split.js';
import { bits } from './bits.js';

/** Keys are derived under the key plus one of these (digits of e), so that no number drawn from the key itself is a key too. */
const SPLIT = 0xb7e15162;
const FOLD = 0x8aed2a6b;

function keyOperand(op: string, key: Tensor): Tensor {
  const value = resolve(op, expectTensor(op, key));
  if (value.dtype !== 'uint32' || !sameShape(value.shape, [2])) {
    throw new DTypeError(`${op}: bad key; expected uint32 [2], got ${String(value)}; make one with random.key(seed)`);
  }
  return value;
}

/** The key of a number: the first two bits under (h0, h1 + number), where (h0, h1) are the first two bits under the key plus `tag`. */
function derived(key: Tensor, tag: number, numbers: readonly Tensor[]): Tensor[] {
  const hashed = bits([2], { key: add(key, broadcastTensor(constant(tag, 'uint32'), [2])) });
  const [first, second] = unstack(hashed) as [Tensor, Tensor];
  return numbers.map((number) => bits([2], { key: stack([first, add(second, number)]) }));
}

/**
 * Keys whose streams are independent of each other and of the key's own. With (h0, h1) the first two bits under the key plus 0xb7e15162
 * on both words, key i is the first two bits under (h0, h1 + i): the first keys are the same, however many there are.
 *
 * @param key uint32 [2]
 * @param count whole number >= 0 (default 2)
 * @returns `count` keys, uint32 [2] each
 * @throws ConfigError for a bad count, DTypeError for what is no key
 */
export function split(key: Tensor, count = 2): Tensor[] {
  const value = keyOperand('random.split', key);
  if (!Number.isInteger(count) || count < 0) {
    throw new ConfigError(`random.split: bad count; expected a whole number >= 0, got ${count}; pass how many keys`);
  }
  // The numbers are inputs of the plan, so that all keys come from kernels of one text.
  return derived(
    value,
    SPLIT,
    Array.from({ length: count }, (_, index) => literal(index, 'uint32')),
  );
}

/**
 * A key made of a key and a number: a step, the index of a worker. Different numbers give independent streams.
 * With (h0, h1) the first two bits under the key plus 0x8aed2a6b on both words, it is the first two bits under (h0, h1 + data).
 *
 * @param key uint32 [2]
 * @param data whole number in [0, 2^32), or a tensor of one; another number makes no new plan
 * @returns uint32 [2]
 * @throws ConfigError for a bad number, DTypeError for what is no key
 */
export function foldIn(key: Tensor, data: number | Tensor): Tensor {
  const value = keyOperand('random.foldIn', key);
  if (typeof data === 'number' && !(Number.isInteger(data) && data >= 0 && data < 2 ** 32)) {
    throw new ConfigError(
      `random.foldIn: bad number; expected an integer in [0, 2^32), got ${data}; pass a whole number`,
    );
  }
  const number =
    typeof data === 'number' ? literal(data, 'uint32') : castTo(expectTensor('random.foldIn', data), 'uint32');
  return derived(value, FOLD, [number])[0] as Tensor;
}
