// Shape and dtype rules of ops that make values from nothing, or from a random key.
import { DTypeError } from '../errors.js';
import type { Rule, TensorSpec, RuleTable } from '../op-table.js';
import { checkShape, formatShape, normalizeAxis } from '../shape.js';

const constant: Rule<'constant'> = (_inputs, { dtype }) => ({ shape: [], dtype });

const iota: Rule<'iota'> = (_inputs, { shape, axis, dtype }) => {
  checkShape('iota', shape);
  normalizeAxis('iota', axis, shape.length);
  return { shape, dtype };
};

const randomBits: Rule<'randomBits'> = ([key], { shape }) => {
  const spec = key as TensorSpec;
  checkShape('randomBits', shape);
  if (spec.dtype !== 'uint32' || spec.shape.length !== 1 || spec.shape[0] !== 2) {
    throw new DTypeError(
      `randomBits: bad key; expected uint32 [2], got ${spec.dtype} ${formatShape(spec.shape)}; make it with random.key(seed)`,
    );
  }
  return { shape, dtype: 'uint32' };
};

export const creationRules: Pick<RuleTable, 'constant' | 'iota' | 'randomBits'> = { constant, iota, randomBits };
