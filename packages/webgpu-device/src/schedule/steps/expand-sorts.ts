// Sorts in steps: small blocks first, then runs merged in pairs until one is left.
import type { TensorSpec } from '@tensorloom/tensor-core';
import { sortedBlock } from '@tensorloom/wgsl-kernels';
import type { DeviceProgram } from './device-program.js';
import { rewrite, type Add } from './rewrite.js';

/** The order of a value along its last axis. */
export function order(x: number, { shape }: TensorSpec, descending: boolean, add: Add): number {
  const extent = shape.at(-1) as number;
  let sorted = add({ op: 'sortBlocks', inputs: [x], attributes: { descending }, shape, dtype: 'int32' });
  for (let run = sortedBlock; run < extent; run *= 2) {
    sorted = add({ op: 'mergeRuns', inputs: [x, sorted], attributes: { descending, run }, shape, dtype: 'int32' });
  }
  return sorted;
}

/** The program with sorts in steps that kernels compute. */
export function expandSorts(program: DeviceProgram): DeviceProgram {
  if (!program.values.some(({ op }) => op === 'argSort')) return program;
  return rewrite(program, (node, add) =>
    node.op === 'argSort' ? order(node.inputs[0] as number, node, node.attributes.descending, add) : undefined,
  );
}
