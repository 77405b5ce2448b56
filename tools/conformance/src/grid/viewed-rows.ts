// Rows whose inputs are views: transposed, sliced with an offset and a step, broadcast. Made from any row.
import { sizeOf, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { row, type InputSpec, type OpRow } from '../ops/op-row.js';

/** How a tensor lies in memory, and the view that brings it into shape. */
interface View {
  readonly stored: (shape: Shape) => Shape;
  readonly view: (stored: Tensor, shape: Shape) => Tensor;
}

const firstWide = (shape: Shape): number => shape.findIndex((extent) => extent > 1);

const views: Readonly<Record<string, View>> = {
  transposed: { stored: (shape) => shape.toReversed(), view: (stored) => stored.transpose() },
  sliced: {
    stored: (shape) => shape.map((extent, axis) => (axis === shape.length - 1 ? 2 * extent + 1 : extent + 2)),
    view: (stored, shape) =>
      stored.slice(
        ...shape.map((extent, axis) =>
          axis === shape.length - 1 ? ([1, 2 * extent + 1, 2] as const) : ([1, extent + 1] as const),
        ),
      ),
  },
  broadcast: {
    stored: (shape) => shape.map((extent, axis) => (axis === firstWide(shape) ? 1 : extent)),
    view: (stored, shape) => stored.broadcastTo(shape),
  },
};

/** Inputs larger than this are what their row is about. */
const largest = 1 << 14;

/** The row through each kind of view of all its inputs. */
export function viewedRows(of: OpRow): readonly OpRow[] {
  const shapes = of.inputs.map(({ shape }) => shape);
  if (!shapes.some((shape) => firstWide(shape) >= 0) || shapes.some((shape) => sizeOf(shape) > largest)) return [];
  return Object.entries(views).map(([name, { stored, view }]) => {
    const inputs = of.inputs.map((input): InputSpec => ({ ...input, shape: stored(input.shape) }));
    const run = (...given: Tensor[]): Tensor => of.run(...given.map((one, at) => view(one, shapes[at] as Shape)));
    return row(of.op, `${of.about} (${name})`.trim(), inputs, run, { tolerance: 2 * (of.tolerance ?? 1e-5) });
  });
}
