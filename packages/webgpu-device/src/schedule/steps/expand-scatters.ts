// Scatters of many updates in two steps and more: where the updates of each row are, and then their sum. No atomics: sums are the same in every run.
import { sizeOf, type TensorSpec } from '@tensorloom/tensor-core';
import type { DeviceClass } from '../write/kernel-draft.js';
import type { DeviceNode, DeviceProgram } from './device-program.js';
import { order } from './expand-sorts.js';
import { rewrite, type Add } from './rewrite.js';

type Scatter = DeviceNode & { op: 'scatterAdd' | 'scatterMax' };

/** Up to so many updates, every place of a scatter may as well look at all of them. */
const FEW = 32;
/**
 * Every row, and every update for the next one of its row, may look at all updates while these are not more, and all looks
 * together not either. A GPU has a lane for each, and saves the dispatches of a sort; a processor has them one after another.
 */
const LINKED = { gpu: { updates: 2 ** 12, looks: 2 ** 27 }, software: { updates: 2 ** 12, looks: 2 ** 18 } };

function linked({ op, inputs, attributes, shape, dtype }: Scatter, count: number, add: Add): number {
  const [indices, updates] = inputs as [number, number];
  const { size } = attributes;
  const all: TensorSpec = { shape: [size + count], dtype: 'int32' };
  const links = add({ op: 'scatterLinks', inputs: [indices], attributes: { size }, ...all });
  const steps = { ...attributes, meeting: meetingOf(op) };
  return add({ op: 'scatterLinked', inputs: [links, updates], attributes: steps, shape, dtype });
}

function sorted({ op, inputs, attributes, shape, dtype }: Scatter, count: number, add: Add): number {
  const [indices, updates] = inputs as [number, number];
  const { size } = attributes;
  const flat: TensorSpec = { shape: [count], dtype: 'int32' };
  const line = add({ op: 'reshape', inputs: [indices], attributes: { shape: flat.shape }, ...flat });
  const places = order(line, flat, false, add);
  const inOrder = add({ op: 'gather', inputs: [line, places], attributes: { axis: 0 }, ...flat });
  const starts = add({
    op: 'scatterStarts',
    inputs: [inOrder],
    attributes: { size },
    shape: [size + 1],
    dtype: 'int32',
  });
  const steps = { ...attributes, meeting: meetingOf(op) };
  return add({ op: 'scatterSorted', inputs: [starts, places, updates], attributes: steps, shape, dtype });
}

function meetingOf(op: Scatter['op']): 'add' | 'max' {
  return op === 'scatterAdd' ? 'add' : 'max';
}

/** The program with scatters of many updates in steps that kernels compute. */
export function expandScatters(program: DeviceProgram, { software }: Pick<DeviceClass, 'software'>): DeviceProgram {
  if (!program.values.some(({ op }) => op === 'scatterAdd' || op === 'scatterMax')) return program;
  const most = LINKED[software ? 'software' : 'gpu'];
  return rewrite(program, (node, add, { valueAt }) => {
    if (node.op !== 'scatterAdd' && node.op !== 'scatterMax') return undefined;
    const count = sizeOf(valueAt(node.inputs[0] as number).shape);
    if (count <= FEW) return undefined;
    const looks = (node.attributes.size + count) * count;
    return (count <= most.updates && looks <= most.looks ? linked : sorted)(node, count, add);
  });
}
