// How many parts a long reduction is cut into: enough for all workers of a device, none where its rows keep them busy.
import { sizeOf, type ProgramNode, type Shape } from '@tensorloom/tensor-core';
import type { DeviceClass } from '../write/kernel-draft.js';
import type { DeviceNode } from './device-program.js';

export type ReduceNode = ProgramNode & { op: 'sum' | 'prod' | 'max' | 'min' };
export type ArgNode = ProgramNode & { op: 'argmax' | 'argmin' };
export type Reduction = ReduceNode | ArgNode;

/** Fewer elements than this are reduced before a second kernel has begun. */
const LEAST = 2 ** 17;
/** Rows that keep a device busy, where a team works on each, or a lane. A processor has few cores: eight lanes are one of their vectors. */
const BUSY = { gpu: { team: 16, lane: 4096 }, software: { team: 16, lane: 16 } };
/** Most parts in all, and least elements of one. */
const PARTS = { team: { most: 2 ** 10, length: 2 ** 14 }, lane: { most: 2 ** 14, length: 2 ** 8 } };

/** Axes put together where all of them are reduced, or none; `along` is the longest reduced one. */
export interface Runs {
  readonly shape: Shape;
  readonly reduced: readonly number[];
  readonly along: number;
}

export function isReduction(node: DeviceNode): node is Reduction {
  return ['sum', 'prod', 'max', 'min', 'argmax', 'argmin'].includes(node.op);
}

export function axesOf(node: Reduction): readonly number[] {
  return 'axes' in node.attributes ? node.attributes.axes : [node.attributes.axis];
}

export function runsOf(operand: Shape, axes: readonly number[]): Runs {
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
export function partsOf({ shape, reduced, along }: Runs, { software }: Pick<DeviceClass, 'software'>): number {
  const total = sizeOf(shape);
  const extent = shape[along] as number;
  const rows = total / reduced.reduce((product, axis) => product * (shape[axis] as number), 1);
  // Teams walk along adjacent elements; where rows are adjacent instead, each lane takes one.
  const workers = reduced.includes(shape.length - 1) ? 'team' : 'lane';
  if (total < LEAST || rows >= BUSY[software ? 'software' : 'gpu'][workers]) return 1;
  const { most, length } = PARTS[workers];
  const wanted = Math.min(Math.floor(Math.min(most, total / length) / rows), extent);
  return wanted > 1 ? evenParts(extent, wanted) : 1;
}

/** A count of equal parts near the wanted one, so that nothing needs padding where there is such. */
function evenParts(extent: number, wanted: number): number {
  for (let parts = wanted; parts > wanted / 2; parts--) if (extent % parts === 0) return parts;
  return Math.ceil(extent / Math.ceil(extent / wanted));
}
