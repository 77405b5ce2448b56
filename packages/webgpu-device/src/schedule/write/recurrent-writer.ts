// Writes the kernel of a sequence op: its operands are read from memory, and who works on its batch rows is chosen here.
import {
  gruGradientKernel,
  gruKernel,
  lstmGradientKernel,
  lstmKernel,
  recurrentWorkgroups,
  type Kernel,
  type RecurrentParameters,
  type RecurrentWorkers,
} from '@tensorloom/wgsl-kernels';
import type { RecurrentAttributes, RecurrentOp } from '@tensorloom/tensor-core';
import { newScope } from './emitter.js';
import type { RecurrentForm } from '../form/group.js';
import { KernelDraft, KernelFrame, type DeviceClass, type WriteOptions, type WrittenKernel } from './kernel-draft.js';

interface RecurrentKind {
  readonly kernel: (parameters: RecurrentParameters) => Kernel;
  /** Parts of the result side by side, as wide as there are units. */
  readonly parts: number;
}

const kinds: Readonly<Record<RecurrentOp, RecurrentKind>> = {
  lstmSequence: { kernel: lstmKernel, parts: 6 },
  lstmSequenceGradient: { kernel: lstmGradientKernel, parts: 4 },
  gruSequence: { kernel: gruKernel, parts: 5 },
  gruSequenceGradient: { kernel: gruGradientKernel, parts: 4 },
};

/** The largest of `choices` that leaves at least `least` workgroups for a batch; 1 if none does. */
function rowsFor(batch: number, least: number, choices: readonly number[]): number {
  return choices.find((rows) => Math.ceil(batch / rows) >= least) ?? 1;
}

/**
 * Weights are read once for all rows of a workgroup: many rows on a software adapter, which has few cores; on a GPU as many
 * as leave enough workgroups for it, and a lane for each unit.
 */
function workersFor(batch: number, units: number, { software, subgroupSize }: DeviceClass): RecurrentWorkers {
  if (software && subgroupSize) {
    return { mode: 'subgroup', lanes: subgroupSize, rows: rowsFor(batch, 4, [16, 8, 4, 2]) };
  }
  if (software) return { mode: 'workgroup', lanes: 8, rows: rowsFor(batch, 4, [8, 4, 2]) };
  const lanes = Math.min(256, Math.max(32, 2 ** Math.ceil(Math.log2(Math.max(units, 1)))));
  return { mode: 'workgroup', lanes, rows: rowsFor(batch, 128, [4, 2]) };
}

export function writeRecurrent(options: WriteOptions, { anchor }: RecurrentForm): WrittenKernel {
  const { graph, device } = options;
  const frame = new KernelFrame(options, 5);
  const draft = new KernelDraft(options, frame);
  const node = graph.node(anchor);
  const { kernel, parts } = kinds[node.op as RecurrentOp];
  const memory = node.inputs.map((operand) => graph.memoryOf(operand));
  for (const operand of memory) draft.emitter.loads.push({ memory: operand, linear: 'anywhere', scope: newScope() });
  const operands = memory.map((operand) => frame.bind(operand));
  const result = frame.bind(anchor);
  draft.stores.push({ value: anchor, linear: 'anywhere', scope: newScope() });
  const [slots, batch, width] = node.shape as readonly [number, number, number];
  const units = width / parts;
  const workers = workersFor(batch, units, device);
  const { reverse } = node.attributes as RecurrentAttributes;
  [slots - 1, batch, units, Number(reverse)].forEach((word, index) => (frame.words[index + 1] = word));
  return draft.finish(
    kernel({ workers, bindings: frame.bindings, operands, result }),
    recurrentWorkgroups(batch, workers),
  );
}
