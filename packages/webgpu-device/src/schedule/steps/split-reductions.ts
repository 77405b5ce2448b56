// Long reductions in two steps: the parts of each row first, by many workgroups, then what they gave.
import { sizeOf, type ProgramNode, type Shape } from '@tensorloom/tensor-core';
import { gemmWithColumnSum } from '../form/column-sum.js';
import type { DeviceNode, DeviceProgram } from './device-program.js';
import { Graph } from '../form/graph.js';
import { rewrite, type Add } from './rewrite.js';

type ReduceNode = ProgramNode & { op: 'sum' | 'prod' | 'max' | 'min' };
type ArgNode = ProgramNode & { op: 'argmax' | 'argmin' };
type Reduction = ReduceNode | ArgNode;

/** Fewer elements than this are reduced before a second kernel has begun. */
const LEAST = 2 ** 17;
/** Rows that keep every device busy, where a team works on each, or a lane. */
const BUSY = { team: 16, lane: 4096 };
/** Most parts in all, and least elements of one. */
const PARTS = { team: { most: 2 ** 10, length: 2 ** 14 }, lane: { most: 2 ** 14, length: 2 ** 8 } };

/** Axes put together where all of them are reduced, or none; `along` is the longest reduced one. */
interface Runs {
  readonly shape: Shape;
  readonly reduced: readonly number[];
  readonly along: number;
}

function isReduction(node: DeviceNode): node is Reduction {
  return ['sum', 'prod', 'max', 'min', 'argmax', 'argmin'].includes(node.op);
}

function axesOf(node: Reduction): readonly number[] {
  return 'axes' in node.attributes ? node.attributes.axes : [node.attributes.axis];
}

function runsOf(operand: Shape, axes: readonly number[]): Runs {
  const shape: number[] = [];
  const reduced: number[] = [];
  operand.forEach((extent, axis) => {
    const joins = axis > 0 && axes.includes(axis) === axes.includes(axis - 1);
    if (joins) shape[shape.length - 1] = (shape.at(-1) as number) * extent;
    else if (shape.push(extent) && axes.includes(axis)) reduced.push(shape.length - 1);
  });
  const along = reduced.reduce((best, axis) => ((shape[axis] as number) > (shape[best] as number) ? axis : best));
  return { shape, reduced, along };
}

/** Parts that the axis `along` is cut into; 1 where the reduction had better stay whole. */
function partsOf({ shape, reduced, along }: Runs): number {
  const total = sizeOf(shape);
  const rows = total / reduced.reduce((product, axis) => product * (shape[axis] as number), 1);
  // Teams walk along adjacent elements; where rows are adjacent instead, each lane takes one.
  const workers = reduced.includes(shape.length - 1) ? 'team' : 'lane';
  if (total < LEAST || rows >= BUSY[workers]) return 1;
  const { most, length } = PARTS[workers];
  return Math.min(Math.floor(Math.min(most, total / length) / rows), shape[along] as number);
}

/** A count of equal parts near the wanted one, so that nothing needs padding where there is such. */
function evenParts(extent: number, wanted: number): number {
  for (let parts = wanted; parts > wanted / 2; parts--) if (extent % parts === 0) return parts;
  return Math.ceil(extent / Math.ceil(extent / wanted));
}

/** What changes no result. */
function neutral({ op }: Reduction, dtype: string): number {
  if (op === 'sum' || op === 'prod') return op === 'sum' ? 0 : 1;
  const isMax = op === 'max' || op === 'argmax';
  if (dtype === 'int32') return isMax ? -(2 ** 31) : 2 ** 31 - 1;
  if (dtype === 'uint32') return isMax ? 0 : 2 ** 32 - 1;
  return isMax ? -Infinity : Infinity;
}

/** One reduction being cut: the operand as [..., parts, length, ...]. */
class Cut {
  readonly shape: Shape;
  private readonly length: number;
  private readonly parts: number;

  constructor(
    private readonly node: Reduction,
    private readonly runs: Runs,
    private readonly dtype: DeviceNode['dtype'],
    private readonly add: Add,
  ) {
    const extent = runs.shape[runs.along] as number;
    this.parts = evenParts(extent, partsOf(runs));
    this.length = Math.ceil(extent / this.parts);
    this.shape = runs.shape.toSpliced(runs.along, 1, this.parts, this.length);
  }

  private reshape(input: number, shape: Shape, dtype = this.dtype): number {
    return this.add({ op: 'reshape', inputs: [input], attributes: { shape }, shape, dtype });
  }

  /** The operand in parts, filled up where they are uneven. */
  operand(input: number): number {
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

  reduce(op: ReduceNode['op'], input: number, shape: Shape, axes: readonly number[], dtype = this.dtype): number {
    const kept = shape.filter((_, axis) => !axes.includes(axis));
    return this.add({ op, inputs: [input], attributes: { axes }, shape: kept, dtype });
  }

  /** Of an operand in parts, and of what the parts gave. */
  twoSteps(op: ReduceNode['op'], input: number): number {
    const { reduced, along } = this.runs;
    const axes = reduced.map((axis) => (axis < along ? axis : axis + 1));
    const first = this.shape.filter((_, axis) => !axes.includes(axis));
    const at = along - reduced.filter((axis) => axis < along).length;
    return this.reduce(op, this.reduce(op, input, this.shape, axes), first, [at]);
  }

  /** The first part that holds the extreme, and where it does. */
  argTwoSteps(op: ArgNode['op'], input: number): number {
    const { add, shape } = this;
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
    return this.reduce('sum', one, first, [at], 'int32');
  }

  result(input: number): number {
    const { op, shape, dtype } = this.node;
    const value = this.operand(input);
    const reduced = op === 'argmax' || op === 'argmin' ? this.argTwoSteps(op, value) : this.twoSteps(op, value);
    return this.reshape(reduced, shape, dtype);
  }
}

/** The program with long reductions in two steps, but for sums that a matrix product yields beside its result. */
export function splitReductions(program: DeviceProgram): DeviceProgram {
  const runsAt = (node: DeviceNode, operand: Shape): Runs | undefined => {
    if (!isReduction(node) || node.dtype === 'float16' || sizeOf(operand) < LEAST) return undefined;
    const runs = axesOf(node).length > 0 ? runsOf(operand, axesOf(node)) : undefined;
    return runs && partsOf(runs) > 1 ? runs : undefined;
  };
  const { values } = program;
  const long = (node: DeviceProgram['values'][number]): boolean =>
    node.op !== 'input' && runsAt(node, values[node.inputs[0] as number]?.shape ?? []) !== undefined;
  if (!values.some(long)) return program;
  const columnSums = gemmWithColumnSum(new Graph(program));
  return rewrite(program, (node, add, { valueAt, position }) => {
    const operand = node.inputs[0] as number;
    const runs = columnSums.has(position)
      ? undefined
      : runsAt(node, node.inputs.length > 0 ? valueAt(operand).shape : []);
    if (!runs || !isReduction(node)) return undefined;
    return new Cut(node, runs, valueAt(operand).dtype, add).result(operand);
  });
}
