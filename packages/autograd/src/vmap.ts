// vmap: a function for one row becomes a function for all of them.
import {
  ConfigError,
  formatShape,
  normalizeAxis,
  onPlaceholders,
  ShapeError,
  type Tensor,
} from '@tensorloom/tensor-core';
import { Mapping } from './batching/mapping.js';
import { moveAxis } from './batching/operand.js';
import { expectTensor } from './check-operands.js';
import { placeholder } from './graph/placeholder.js';

/** An axis, or null for an input that is the same for all rows. */
export type MappedAxis = number | null;

export interface VmapOptions {
  /** Which axis of each input holds the rows, for all inputs alike or one by one (default 0); null where there is none. */
  readonly inAxes?: MappedAxis | readonly MappedAxis[];
  /** Where the rows stand in each result, for all results alike or one by one (default 0). */
  readonly outAxes?: number | readonly number[];
}

function oneFor<Value>(name: string, given: Value | readonly Value[], count: number): readonly Value[] {
  if (!Array.isArray(given)) return Array.from({ length: count }, () => given as Value);
  if (given.length === count) return given as readonly Value[];
  throw new ConfigError(
    `vmap: wrong number of ${name}; expected ${count}, got ${given.length}; give one for each, or one for all`,
  );
}

/** The number of rows of all mapped inputs. */
function rowsOf(inputs: readonly Tensor[], axes: readonly MappedAxis[]): number {
  const extents = inputs.flatMap(({ shape }, index) => {
    const axis = axes[index] as MappedAxis;
    return axis === null ? [] : [shape[normalizeAxis('vmap', axis, shape.length)] as number];
  });
  const [rows] = extents;
  if (rows === undefined) {
    throw new ConfigError(
      `vmap: nothing to map; expected an axis for one input at least, got ${inputs.length} inputs without; check inAxes`,
    );
  }
  if (extents.some((extent) => extent !== rows)) {
    throw new ShapeError(
      `vmap: numbers of rows differ; expected one extent along all mapped axes, got [${extents.join(', ')}] ` +
        `of ${inputs.map(({ shape }) => formatShape(shape)).join(', ')}; check inAxes`,
    );
  }
  return rows;
}

/** What the function gave, as a list. */
function resultsOf(given: unknown): readonly Tensor[] {
  if (Array.isArray(given)) return given.map((each, index) => expectTensor('vmap', `result ${index}`, each).resolve());
  return [expectTensor('vmap', 'result', given).resolve()];
}

/**
 * A function for one row becomes a function for all rows of an axis: its ops are recorded once for one row and then
 * done for all of them, so that the graph does not grow with the rows. May be nested, mapped functions may take gradients,
 * and gradients flow through mapped functions, also to captured tensors, which are the same for all rows.
 *
 * Random draws from the global stream are new for each row; a key that a row brings gives the bits that it would give alone
 * (one node for each row), and a key that is the same for all rows gives the same bits to all.
 *
 * @param fn takes tensors without the mapped axis; gives a tensor or an array of tensors
 * @returns a function of the tensors with the axis; its results have the rows at `outAxes`
 * @throws ConfigError where nothing is mapped, an op has no batching rule, or `fn` assigns to a variable; ShapeError where
 *   numbers of rows differ
 * @example
 * const dot = (a: Tensor, b: Tensor) => a.mul(b).sum();
 * vmap(dot)(ones([5, 3]), ones([5, 3]));                               // [5]
 * vmap(dot, { inAxes: [1, null] })(ones([3, 7]), ones([3]));           // [7]
 * vmap((x: Tensor) => gradients(loss(w, x), [w]))(images);             // a gradient for each image
 */
export function vmap<Inputs extends readonly Tensor[], Result extends Tensor | readonly Tensor[]>(
  fn: (...inputs: Inputs) => Result,
  { inAxes = 0, outAxes = 0 }: VmapOptions = {},
): (...inputs: Inputs) => Result {
  return (...given) => {
    const inputs = given.map((input, index) => expectTensor('vmap', `input ${index}`, input).resolve());
    const axes = oneFor<MappedAxis>('inAxes', inAxes, inputs.length);
    const rows = rowsOf(inputs, axes);
    const mapped: (readonly [Tensor, Tensor])[] = [];
    const single = inputs.map((input, index) => {
      const axis = axes[index] as MappedAxis;
      if (axis === null) return input;
      const at = normalizeAxis('vmap', axis, input.rank);
      const one = placeholder({ shape: input.shape.toSpliced(at, 1), dtype: input.dtype });
      mapped.push([one, moveAxis(input, at, 0)]);
      return one;
    });
    const { result, keys } = onPlaceholders('vmap', () => fn(...(single as unknown as Inputs)));
    const results = resultsOf(result);
    const places = oneFor('outAxes', outAxes, results.length);
    const mapping = new Mapping({ rows, inputs: mapped, keys });
    const all = results.map((each, index) => placed(mapping.mapped(each), places[index] as number));
    return (Array.isArray(result) ? all : all[0]) as Result;
  };
}

/** A result with its rows where they are wanted. */
function placed(result: Tensor, outAxis: number): Tensor {
  return moveAxis(result, 0, normalizeAxis('vmap', outAxis, result.rank));
}
