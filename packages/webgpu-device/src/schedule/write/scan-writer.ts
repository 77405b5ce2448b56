// Writes the kernel of a scan group: running results of each row, and what is computed from them on the way.
import { scanKernel, scanWorkgroups, type Running, type RunningKind } from '@tensorloom/wgsl-kernels';
import type { CumulativeOp } from '@tensorloom/tensor-core';
import { newScope } from './emitter.js';
import { scalarTypes } from './scalar-types.js';
import type { ScanForm } from '../form/group.js';
import { KernelDraft, KernelFrame, type WriteOptions, type WrittenKernel } from './kernel-draft.js';
import { anchorName } from './space.js';

const kinds: Readonly<Record<CumulativeOp, RunningKind>> = {
  cumulativeSum: 'sum',
  cumulativeProd: 'prod',
  cumulativeMax: 'max',
  cumulativeMin: 'min',
};

export function writeScan(options: WriteOptions, { shape, rows, columns }: ScanForm): WrittenKernel {
  const { graph, group, stored } = options;
  const draft = new KernelDraft(options, new KernelFrame(options, 3));
  [draft.frame.words[1], draft.frame.words[2]] = [rows, columns];
  const scope = newScope();
  const place = draft.space.placeOf(shape);
  if (!place) throw new Error(`a scan over ${shape.join('x')} has no place in its own kernel`);
  const runnings = group.anchors.map((anchor): Running => {
    const node = graph.node(anchor);
    const before = scope.lines.length;
    const value = draft.emitter.emit(node.inputs[0] as number, place, scope);
    const type = scalarTypes[node.dtype] as Running['type'];
    const lines = scope.lines.slice(before);
    return { name: anchorName(anchor, group), kind: kinds[node.op as CumulativeOp], type, lines, value };
  });
  const before = scope.lines.length;
  for (const value of stored) draft.store(value, scope);
  const { emitter, frame } = draft;
  const kernel = scanKernel({
    bindings: frame.bindings,
    helpers: emitter.helpers,
    functions: emitter.functionText(),
    runnings,
    storeLines: [...scope.lines.slice(before), ...draft.innerStores],
  });
  return draft.finish(kernel, scanWorkgroups(rows));
}
