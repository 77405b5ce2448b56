// Sorts in steps: small blocks first, then runs merged in pairs until one is left. Scatters of many updates sort their indices.
import { sizeOf, type TensorSpec } from '@tensorloom/tensor-core';
import { sortedBlock } from '@tensorloom/wgsl-kernels';
import type { DeviceNode, DeviceProgram } from './device-program.js';
import { rewrite, type Add } from './rewrite.js';

type Scatter = DeviceNode & { op: 'scatterAdd' | 'scatterMax' };

/** Up to so many updates, every place of a scatter may as well look at all of them. */
const FEW = 32;

/** The order of a value along its last axis. */
function order(x: number, { shape }: TensorSpec, descending: boolean, add: Add): number {
  const extent = shape.at(-1) as number;
  let sorted = add({ op: 'sortBlocks', inputs: [x], attributes: { descending }, shape, dtype: 'int32' });
  for (let run = sortedBlock; run < extent; run *= 2) {
    sorted = add({ op: 'mergeRuns', inputs: [x, sorted], attributes: { descending, run }, shape, dtype: 'int32' });
  }
  return sorted;
}

function scatter({ op, inputs, attributes, shape, dtype }: Scatter, count: number, add: Add): number {
  const [indices, updates] = inputs as [number, number];
  const flat: TensorSpec = { shape: [count], dtype: 'int32' };
  const line = add({ op: 'reshape', inputs: [indices], attributes: { shape: flat.shape }, ...flat });
  const sorted = order(line, flat, false, add);
  const inOrder = add({ op: 'gather', inputs: [line, sorted], attributes: { axis: 0 }, ...flat });
  const meeting = op === 'scatterAdd' ? 'add' : 'max';
  const steps = { ...attributes, meeting } as const;
  return add({ op: 'scatterSorted', inputs: [inOrder, sorted, updates], attributes: steps, shape, dtype });
}

/** The program with sorts, and scatters of many updates, in steps that kernels compute. */
export function expandSorts(program: DeviceProgram): DeviceProgram {
  if (!program.values.some(({ op }) => op === 'argSort' || op === 'scatterAdd' || op === 'scatterMax')) return program;
  return rewrite(program, (node, add, { valueAt }) => {
    if (node.op === 'argSort') return order(node.inputs[0] as number, node, node.attributes.descending, add);
    if (node.op !== 'scatterAdd' && node.op !== 'scatterMax') return undefined;
    const count = sizeOf(valueAt(node.inputs[0] as number).shape);
    return count > FEW ? scatter(node, count, add) : undefined;
  });
}
