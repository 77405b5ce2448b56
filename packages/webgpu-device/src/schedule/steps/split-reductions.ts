// Long reductions in two steps: the parts of each row first, by many workgroups, then what they gave.
import type { Shape } from '@tensorloom/tensor-core';
import { gemmWithColumnSum } from '../form/column-sum.js';
import { Graph } from '../form/graph.js';
import type { DeviceClass } from '../write/kernel-draft.js';
import { Cut } from './cut-reduction.js';
import type { DeviceNode, DeviceProgram, DeviceValue } from './device-program.js';
import { axesOf, isReduction, partsOf, runsOf, type Reduction } from './reduction-parts.js';
import { rewrite, withoutDead, type Add, type Site } from './rewrite.js';
import { squaredDistances } from './squared-distances.js';

type Device = Pick<DeviceClass, 'software'>;

/** Parts that a node's operand had better be cut into; 1 where it is no long reduction. */
function partsFor(node: DeviceNode, operand: Shape | undefined, device: Device): number {
  if (!isReduction(node) || node.dtype === 'float16' || !operand || axesOf(node).length === 0) return 1;
  return partsOf(runsOf(operand, axesOf(node)), device);
}

/** What cuts the reductions of one program. */
class Splitter {
  /** Long sums that were cut, and the sums of their parts, by what is summed. */
  private readonly sums = new Map<string, { readonly parts: number; readonly value: number }>();

  constructor(private readonly device: Device) {}

  split(node: Reduction, count: number, add: Add, valueAt: Site['valueAt']): number {
    const operand = node.inputs[0] as number;
    const { shape, dtype } = valueAt(operand);
    const cut = new Cut(node, runsOf(shape, axesOf(node)), count, dtype, add);
    if (node.op === 'argmax' || node.op === 'argmin') return cut.extremeAt(node, operand);
    const axes = axesOf(node).join();
    const squares = cut.isEven && dtype === 'float32' ? squaredDistances(node, valueAt) : undefined;
    const sum = squares && this.sums.get(`${squares.x} ${axes}`);
    if (sum && squares.madeOf.includes(sum.value)) return cut.squares(squares.x, sum.parts, squares.centre);
    const parts = cut.partResults(node.op, operand);
    const value = cut.total(node.op, parts);
    if (node.op === 'sum') this.sums.set(`${operand} ${axes}`, { parts, value });
    return value;
  }
}

/** The program with long reductions in two steps, but for sums that a matrix product yields beside its result. */
export function splitReductions(program: DeviceProgram, device: Device): DeviceProgram {
  const { values } = program;
  const long = (node: DeviceValue): boolean =>
    node.op !== 'input' && partsFor(node, values[node.inputs[0] as number]?.shape, device) > 1;
  if (!values.some(long)) return program;
  const columnSums = gemmWithColumnSum(new Graph(program));
  const splitter = new Splitter(device);
  const split = rewrite(program, (node, add, { valueAt, position }) => {
    if (columnSums.has(position) || !isReduction(node)) return undefined;
    const parts = partsFor(node, valueAt(node.inputs[0] as number).shape, device);
    return parts > 1 ? splitter.split(node, parts, add, valueAt) : undefined;
  });
  return withoutDead(split);
}
