// Records ops: checks shapes and dtypes at the user's line and makes a node. Touches no device.
import { debugging } from './debug/debugging.js';
import { noteOrigin } from './debug/origins.js';
import { isFloat } from './dtype.js';
import { DisposedError, DTypeError, LimitError } from './errors.js';
import { computesHalves } from './halves.js';
import {
  rules,
  type None,
  type PrimitiveAttributes,
  type PrimitiveOp,
  type Rule,
  type TensorSpec,
} from './op-table.js';
import { Tensor } from './tensor.js';

/** The empty attributes. */
export const none: None = Object.freeze({});

/** Nodes recorded since the last run; see `checkRecorded`. */
let recorded = 0;
const RECORDED_LIMIT = 1_000_000;

/** Called by the runtime when a run has taken what was pending. */
export function resetRecorded(): void {
  recorded = 0;
}

/** @throws LimitError when a loop records and assigns without ever letting a run happen */
export function checkRecorded(op: string): void {
  if (recorded > RECORDED_LIMIT) {
    throw new LimitError(
      `${op}: ${recorded} ops recorded and none run; expected at most ${RECORDED_LIMIT} between runs, got a loop that never awaits; ` +
        'await flush() (or read a value) inside the loop',
    );
  }
}

/** The tensor whose value an op on `tensor` means now. @throws DisposedError after `dispose()` */
export function resolve(op: string, tensor: Tensor): Tensor {
  if (tensor.disposed) {
    throw new DisposedError(
      `${op}: operand was disposed; expected a live tensor, got ${String(tensor)}; use it before dispose()`,
    );
  }
  return tensor.resolve();
}

/**
 * Records one primitive op.
 *
 * @throws ShapeError or DTypeError where the op's rule is broken
 */
export function record<Op extends PrimitiveOp>(
  op: Op,
  inputs: readonly Tensor[],
  attributes: PrimitiveAttributes[Op],
): Tensor {
  const resolved = inputs.map((input) => resolve(op, input));
  if (computesHalves(op, resolved, attributes)) return recordHalves(op, resolved, attributes);
  const { shape, dtype }: TensorSpec = (rules[op] as Rule<Op>)(resolved, attributes);
  recorded++;
  const made = new Tensor(shape, dtype, { kind: 'op', op, inputs: resolved, attributes });
  if (debugging.checkNumerics) noteOrigin(made);
  return made;
}

/** Computes in float32 and rounds the result: devices know halves as a way to store, and need no arithmetic for them. */
function recordHalves<Op extends PrimitiveOp>(
  op: Op,
  inputs: readonly Tensor[],
  attributes: PrimitiveAttributes[Op],
): Tensor {
  const floats = inputs.filter(({ dtype }) => isFloat(dtype));
  if (floats.some(({ dtype }) => dtype !== 'float16')) {
    const got = inputs.map(({ dtype }) => dtype).join(', ');
    throw new DTypeError(`${op}: operands differ in dtype; expected one float dtype, got ${got}; cast() one`);
  }
  const wide = inputs.map((input) =>
    input.dtype === 'float16' ? record('cast', [input], { dtype: 'float32' }) : input,
  );
  const made = record(op, wide, 'dtype' in attributes ? { ...attributes, dtype: 'float32' } : attributes);
  return made.dtype === 'float32' ? record('cast', [made], { dtype: 'float16' }) : made;
}

/**
 * Gives a recorded `body` a name, so that gradient rules and kernels may know the op as a whole.
 *
 * @param inputs the operands of the named op
 * @param attributes plain data that a rule of this name needs
 * @param body the same op made of primitives
 */
export function recordComposite(
  op: string,
  inputs: readonly Tensor[],
  attributes: Readonly<Record<string, unknown>>,
  body: Tensor,
): Tensor {
  const resolved = inputs.map((input) => resolve(op, input));
  return new Tensor(body.shape, body.dtype, { kind: 'composite', op, inputs: resolved, attributes, body });
}
