// A reduction in two steps: the parts of each row, and what they gave. Knows no device.
import { sizeOf, type Shape } from '@tensorloom/tensor-core';
import type { DeviceNode } from './device-program.js';
import type { ArgNode, ReduceNode, Reduction, Runs } from './reduction-parts.js';
import type { Add } from './rewrite.js';

/** What changes no result. */
function neutral({ op }: Reduction, dtype: string): number {
  if (op === 'sum' || op === 'prod') return op === 'sum' ? 0 : 1;
  const isMax = op === 'max' || op === 'argmax';
  if (dtype === 'int32') return isMax ? -(2 ** 31) : 2 ** 31 - 1;
  if (dtype === 'uint32') return isMax ? 0 : 2 ** 32 - 1;
  return isMax ? -Infinity : Infinity;
}

/** One reduction being cut: the operand as [..., parts, length, ...]. */
export class Cut {
  private readonly shape: Shape;
  private readonly length: number;

  constructor(
    private readonly node: Reduction,
    private readonly runs: Runs,
    private readonly parts: number,
    private readonly dtype: DeviceNode['dtype'],
    private readonly add: Add,
  ) {
    const extent = runs.shape[runs.along] as number;
    this.length = Math.ceil(extent / parts);
    this.shape = runs.shape.toSpliced(runs.along, 1, parts, this.length);
  }

  private reshape(input: number, shape: Shape, dtype = this.dtype): number {
    return this.add({ op: 'reshape', inputs: [input], attributes: { shape }, shape, dtype });
  }

  /** The operand in parts, filled up where they are uneven. */
  private operand(input: number): number {
    const { shape, along } = this.runs;
    const rest = this.parts * this.length - (shape[along] as number);
    let value = this.reshape(input, shape);
    if (rest > 0) {
      const zeros = shape.map(() => 0);
      const attributes = { low: zeros, high: zeros.with(along, rest), value: neutral(this.node, this.dtype) };
      const filled = shape.with(along, this.parts * this.length);
      value = this.add({ op: 'pad', inputs: [value], attributes, shape: filled, dtype: this.dtype });
    }
    return this.reshape(value, this.shape);
  }

  private reduce(
    op: ReduceNode['op'],
    input: number,
    shape: Shape,
    axes: readonly number[],
    dtype = this.dtype,
  ): number {
    const kept = shape.filter((_, axis) => !axes.includes(axis));
    return this.add({ op, inputs: [input], attributes: { axes }, shape: kept, dtype });
  }

  /** Axes that each part is reduced over, what they leave, and the axis of the parts in that. */
  private get ofParts(): { readonly axes: readonly number[]; readonly left: Shape; readonly at: number } {
    const { reduced, along } = this.runs;
    const axes = reduced.map((axis) => (axis < along ? axis : axis + 1));
    const left = this.shape.filter((_, axis) => !axes.includes(axis));
    return { axes, left, at: along - reduced.filter((axis) => axis < along).length };
  }

  /** Of each part by itself. */
  partResults(op: ReduceNode['op'], input: number): number {
    return this.reduce(op, this.operand(input), this.shape, this.ofParts.axes);
  }

  /** Of what the parts gave, in the shape of the node. */
  total(op: ReduceNode['op'], results: number): number {
    const { left, at } = this.ofParts;
    return this.reshape(this.reduce(op, results, left, [at]), this.node.shape, this.node.dtype);
  }

  /** The first part that holds the extreme, and where it does. */
  extremeAt({ op, shape: result }: ArgNode, of: number): number {
    const { add, shape } = this;
    const input = this.operand(of);
    const at = this.runs.along;
    const first = shape.toSpliced(at + 1, 1);
    const last = first.toSpliced(at, 1);
    const indices = { dtype: 'int32', shape: first } as const;
    const inPart = add({ op, inputs: [input], attributes: { axis: at + 1 }, ...indices });
    const extremes = this.reduce(op === 'argmax' ? 'max' : 'min', input, shape, [at + 1]);
    const part = add({ op, inputs: [extremes], attributes: { axis: at }, shape: last, dtype: 'int32' });
    const parts = add({ op: 'iota', inputs: [], attributes: { axis: at, ...indices }, ...indices });
    const constant = (value: number): number => {
      const one = add({ op: 'constant', inputs: [], attributes: { value, dtype: 'int32' }, shape: [], dtype: 'int32' });
      return add({ op: 'broadcast', inputs: [one], attributes: { shape: first }, ...indices });
    };
    const column = this.reshape(part, first.with(at, 1), 'int32');
    const chosen = add({ op: 'broadcast', inputs: [column], attributes: { shape: first }, ...indices });
    const isChosen = add({ op: 'equal', inputs: [parts, chosen], attributes: {}, shape: first, dtype: 'bool' });
    const starts = add({ op: 'mul', inputs: [parts, constant(this.length)], attributes: {}, ...indices });
    const places = add({ op: 'add', inputs: [starts, inPart], attributes: {}, ...indices });
    const one = add({ op: 'where', inputs: [isChosen, places, constant(0)], attributes: {}, ...indices });
    return this.reshape(this.reduce('sum', one, first, [at], 'int32'), result, 'int32');
  }

  /** True if nothing had to be filled up. */
  get isEven(): boolean {
    return this.parts * this.length === this.runs.shape[this.runs.along];
  }

  /**
   * Σ (x - centre)², where the sums of the parts of x are known: Σ (x - m)² of each part around its own mean m, and
   * length · (m - centre)². So both sums of a part take one pass over it, whatever the centre is.
   *
   * @param centre of the size of the node
   */
  squares(input: number, parts: number, centre: number): number {
    const { axes, left, at } = this.ofParts;
    const length = sizeOf(this.shape) / sizeOf(left);
    const means = this.scaled(parts, 1 / length, left);
    const kept = this.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
    const distances = this.binary('sub', this.operand(input), this.repeated(means, kept, this.shape), this.shape);
    const inside = this.reduce('sum', this.squared(distances, this.shape), this.shape, axes);
    const apart = this.binary('sub', means, this.repeated(centre, left.with(at, 1), left), left);
    const outside = this.scaled(this.squared(apart, left), length, left);
    return this.total('sum', this.binary('add', inside, outside, left));
  }

  private binary(op: 'add' | 'sub' | 'mul', left: number, right: number, shape: Shape): number {
    return this.add({ op, inputs: [left, right], attributes: {}, shape, dtype: this.dtype });
  }

  private squared(value: number, shape: Shape): number {
    return this.binary('mul', value, value, shape);
  }

  private scaled(value: number, factor: number, shape: Shape): number {
    const { dtype } = this;
    const one = this.add({ op: 'constant', inputs: [], attributes: { value: factor, dtype }, shape: [], dtype });
    return this.binary('mul', value, this.repeated(one, [], shape), shape);
  }

  /** A value of few elements, seen as `narrow`, in every place of a shape. */
  private repeated(value: number, narrow: Shape, shape: Shape): number {
    const { dtype } = this;
    const inputs = [this.reshape(value, narrow)];
    return this.add({ op: 'broadcast', inputs, attributes: { shape }, shape, dtype });
  }
}
