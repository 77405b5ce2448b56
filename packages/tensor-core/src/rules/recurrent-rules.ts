// Shape rules of ops that go through the steps of a sequence.
import { DTypeError, ShapeError } from '../errors.js';
import type { RecurrentOp, Rule, RuleTable, TensorSpec } from '../op-table.js';
import { formatShape, sameShape, type Shape } from '../shape.js';

/** The shapes that an op expects of its operands, and its result's. */
interface Form {
  readonly operands: readonly Shape[];
  readonly result: Shape;
}

function checked<Op extends RecurrentOp>(op: Op, form: (inputs: readonly Shape[]) => Form): Rule<Op> {
  return (inputs: readonly TensorSpec[]) => {
    for (const { dtype } of inputs) {
      if (dtype === 'float32') continue;
      throw new DTypeError(`${op}: dtype not supported; expected float32, got ${dtype}; cast() it to float32`);
    }
    const shapes = inputs.map(({ shape }) => shape);
    const { operands, result } = form(shapes);
    if (!operands.every((shape, index) => sameShape(shape, shapes[index] as Shape))) {
      throw new ShapeError(
        `${op}: shapes do not fit; expected ${operands.map(formatShape).join(', ')}, ` +
          `got ${shapes.map(formatShape).join(', ')}; check the weights and the state`,
      );
    }
    return { shape: result, dtype: 'float32' };
  };
}

/** Extents of the leading axes of an operand, and of the units. */
function extents(shape: Shape | undefined, units: number | undefined): [number, number, number] {
  const [time = 0, batch = 0] = shape ?? [];
  return [time, batch, units ?? 0];
}

export const recurrentRules: Pick<RuleTable, RecurrentOp> = {
  lstmSequence: checked('lstmSequence', ([x, kernel]) => {
    const [time, batch, units] = extents(x, kernel?.[0]);
    const state = [batch, units];
    return {
      operands: [[time, batch, 4 * units], [units, 4 * units], state, state],
      result: [time + 1, batch, 6 * units],
    };
  }),
  lstmSequenceGradient: checked('lstmSequenceGradient', ([g, , transposed]) => {
    const [slots, batch, units] = extents(g, transposed?.[1]);
    const packed = [slots, batch, 6 * units];
    return { operands: [packed, packed, [4 * units, units]], result: [slots, batch, 4 * units] };
  }),
  gruSequence: checked('gruSequence', ([x, kernel]) => {
    const [time, batch, units] = extents(x, kernel?.[0]);
    return {
      operands: [[time, batch, 3 * units], [units, 3 * units], [units], [batch, units]],
      result: [time + 1, batch, 5 * units],
    };
  }),
  gruSequenceGradient: checked('gruSequenceGradient', ([g, , transposed]) => {
    const [slots, batch, units] = extents(g, transposed?.[1]);
    const packed = [slots, batch, 5 * units];
    return { operands: [packed, packed, [3 * units, units]], result: [slots, batch, 4 * units] };
  }),
};
