// What recurrent cells share: the check of their shapes, and products with gates side by side.
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

/** Operands of a step as float32, checked. */
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

/**
 * Checks a step's operands against each other.
 *
 * @param biasRows 0 for a bias of one axis, else its number of rows
 */
export function cellOperands(
  op: string,
  gates: number,
  [input, ...states]: readonly [Tensor, ...Tensor[]],
  weights: CellWeights,
  biasRows = 0,
): CellOperands {
  const float = (value: Tensor): Tensor => floatOperand(op, expectTensor(op, value));
  const [x, kernel, recurrentKernel] = [float(input), float(weights.kernel), float(weights.recurrentKernel)];
  if (x.rank !== 2) {
    throw new ShapeError(
      `${op}: input has the wrong rank; expected [batch, features], got ${formatShape(x.shape)}; pass one step of it`,
    );
  }
  const [batch, features] = x.shape as readonly [number, number];
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
