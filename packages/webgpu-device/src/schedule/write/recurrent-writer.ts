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
  /** The operand that holds weights, where the kernel can load four units at a time. */
  readonly weights?: number;
  /** Parts of the result side by side, as wide as there are units. */
  readonly parts: number;
}

const kinds: Readonly<Record<RecurrentOp, RecurrentKind>> = {
  lstmSequence: { kernel: lstmKernel, parts: 6 },
  lstmSequenceGradient: { kernel: lstmGradientKernel, parts: 4, weights: 2 },
  gruSequence: { kernel: gruKernel, parts: 5 },
  gruSequenceGradient: { kernel: gruGradientKernel, parts: 4, weights: 2 },
};

/** The largest of `choices` that leaves at least `least` workgroups for a batch; 1 if none does. */
function rowsFor(batch: number, least: number, choices: readonly number[]): number {
  return choices.find((rows) => Math.ceil(batch / rows) >= least) ?? 1;
}

/**
 * Weights are read once for all rows of a workgroup: many rows on a software adapter, which has few cores; on a GPU as many
 * as leave enough workgroups for it, and a lane for each unit.
 *
 * @param inFours whether the kernel can load four units at a time: a software adapter's loads cost most of the time
 */
function workersFor(
  batch: number,
  units: number,
  inFours: boolean,
  { software, subgroupSize }: DeviceClass,
): RecurrentWorkers {
  if (software && subgroupSize) {
    const mode = inFours && units % 4 === 0 && units >= 4 * subgroupSize ? 'quads' : 'subgroup';
    return { mode, lanes: subgroupSize, rows: rowsFor(batch, 4, [16, 8, 4, 2]) };
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
  const { kernel, parts, weights } = kinds[node.op as RecurrentOp];
  const memory = node.inputs.map((operand) => graph.memoryOf(operand));
  for (const operand of memory) draft.emitter.loads.push({ memory: operand, linear: 'anywhere', scope: newScope() });
  const [slots, batch, width] = node.shape as readonly [number, number, number];
  const units = width / parts;
  const apart = new Set(memory.map((operand) => options.locate(operand))).size === memory.length;
  const workers = workersFor(batch, units, weights !== undefined && apart, device);
  const type = workers.mode === 'quads' ? 'vec4<f32>' : 'f32';
  const operands = memory.map((operand, index) => frame.bind(operand, index === weights ? type : undefined));
  const result = frame.bind(anchor, weights === undefined ? undefined : type);
  draft.stores.push({ value: anchor, linear: 'anywhere', scope: newScope() });
  const { reverse } = node.attributes as RecurrentAttributes;
  [slots - 1, batch, units, Number(reverse)].forEach((word, index) => (frame.words[index + 1] = word));
  return draft.finish(
    kernel({ workers, bindings: frame.bindings, operands, result }),
    recurrentWorkgroups(batch, workers),
  );
}
