// What recurrent cells and sequences share: the check of their shapes, and products with gates side by side.
import { ShapeError } from '../../errors.js';
import { formatShape, sameShape, type Shape } from '../../shape.js';
import type { Tensor } from '../../tensor.js';
import { expectTensor, floatOperand } from '../operands.js';
import { slice } from '../slice.js';

/** Weights of a cell; gates lie side by side along the last axis. */
export interface CellWeights {
  /** [features, gates · units] */
  readonly kernel: Tensor;
  /** [units, gates · units] */
  readonly recurrentKernel: Tensor;
  /** [gates · units]; none if undefined. */
  readonly bias?: Tensor | null | undefined;
}

/** Operands as floats, checked. */
export interface CellOperands {
  readonly x: Tensor;
  readonly states: readonly Tensor[];
  readonly kernel: Tensor;
  readonly recurrentKernel: Tensor;
  readonly bias: Tensor | undefined;
  readonly units: number;
}

function expectShape(op: string, name: string, axes: string, got: Tensor, expected: Shape): void {
  if (sameShape(got.shape, expected)) return;
  throw new ShapeError(
    `${op}: ${name} does not fit; expected ${axes} = ${formatShape(expected)}, got ${formatShape(got.shape)}; check the shapes`,
  );
}

/** What an op expects beside the usual. */
interface CellForm {
  /** 0 (the default) for a bias of one axis, else its number of rows. */
  readonly biasRows?: number;
  /** Whether the input is a whole sequence, time first (default false). */
  readonly isSequence?: boolean;
}

/** Checks operands against each other. */
export function cellOperands(
  op: string,
  gates: number,
  [input, ...states]: readonly [Tensor, ...Tensor[]],
  weights: CellWeights,
  { biasRows = 0, isSequence = false }: CellForm = {},
): CellOperands {
  const float = (value: Tensor): Tensor => floatOperand(op, expectTensor(op, value));
  const [x, kernel, recurrentKernel] = [float(input), float(weights.kernel), float(weights.recurrentKernel)];
  if (x.rank !== (isSequence ? 3 : 2)) {
    const [axes, remedy] = isSequence
      ? ['[time, batch, features]', 'reshape or transpose it']
      : ['[batch, features]', 'pass one step of it'];
    throw new ShapeError(`${op}: input has the wrong rank; expected ${axes}, got ${formatShape(x.shape)}; ${remedy}`);
  }
  const [batch, features] = x.shape.slice(-2) as [number, number];
  const units = recurrentKernel.shape[0] ?? 0;
  const width = gates * units;
  expectShape(op, 'recurrentKernel', `[units, ${gates} · units]`, recurrentKernel, [units, width]);
  expectShape(op, 'kernel', `[features, ${gates} · units]`, kernel, [features, width]);
  const held = states.map(float);
  for (const state of held) expectShape(op, 'state', '[batch, units]', state, [batch, units]);
  const bias = weights.bias ? float(weights.bias) : undefined;
  if (bias) {
    const [axes, shape] =
      biasRows > 0 ? [`[${biasRows}, ${gates} · units]`, [biasRows, width]] : [`[${gates} · units]`, [width]];
    expectShape(op, 'bias', axes, bias, shape);
  }
  return { x, states: held, kernel, recurrentKernel, bias, units };
}

/** One gate of several side by side. */
export function gate(all: Tensor, index: number, units: number): Tensor {
  return slice(all, null, [index * units, (index + 1) * units]);
}
