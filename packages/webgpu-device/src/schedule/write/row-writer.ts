// Writes the kernel of a row group: which reductions share a pass over the columns, and who works on a row.
import {
  isLight,
  rowKernel,
  rowWorkgroups,
  type Accumulator,
  type AccumulatorKind,
  type RowMode,
  type RowStage,
  type RowVectors,
} from '@tensorloom/wgsl-kernels';
import { newScope } from './emitter.js';
import { scalarTypes } from './scalar-types.js';
import type { RowForm } from '../form/group.js';
import { KernelDraft, KernelFrame, type DeviceClass, type WriteOptions, type WrittenKernel } from './kernel-draft.js';
import { anchorName } from './space.js';

/** Loads of vectors pay where there are so many columns, and so many for each lane. */
const WIDE = { columns: 512, each: 16 };

/** Lanes of one vector of a processor. */
const VECTOR = 8;

interface RowWorkers {
  readonly mode: RowMode;
  readonly lanes: number;
  /** Of the subgroups that the lanes of a workgroup meet in, where they do. */
  readonly subgroupSize?: number | undefined;
}

/**
 * One lane a row where rows are short or many, and on processors where rows lie beside one another: lanes then read vectors.
 * Else the widest team that the device has without dear barriers.
 */
function workersFor({ rows, columns, axes, shape }: RowForm, { subgroupSize, software }: DeviceClass): RowWorkers {
  const trailing = axes.includes(shape.length - 1);
  const beside = !trailing && rows >= (software ? VECTOR : 256);
  const little = software && rows * columns <= 8192;
  if (columns <= 32 || little || (beside && !software)) return { mode: 'lane', lanes: software ? 32 : 64 };
  // Few lanes in a workgroup, so that cores share few rows; two vectors are a line of the cache.
  if (beside) return { mode: 'lane', lanes: rows < 4 * VECTOR ? VECTOR : 2 * VECTOR };
  if (software && subgroupSize !== undefined) return { mode: 'subgroup', lanes: subgroupSize };
  const team = columns <= 128 ? 64 : 256;
  const meets = subgroupSize !== undefined && subgroupSize < team;
  return { mode: 'workgroup', lanes: team, subgroupSize: meets ? subgroupSize : undefined };
}

/** For each reduction: how many others must be finished before its pass over the columns. */
function levels({ graph, group, ownerOf }: WriteOptions): ReadonlyMap<number, number> {
  const result = new Map<number, number>();
  for (const anchor of group.anchors) {
    let level = 0;
    const seen = new Set<number>();
    const visit = (at: number): void => {
      if (seen.has(at)) return;
      seen.add(at);
      const known = result.get(at);
      if (known !== undefined) level = Math.max(level, known + 1);
      const node = graph.value(at);
      const elsewhere = (ownerOf(at) ?? group) !== group;
      if (node.op !== 'input' && known === undefined && !elsewhere) node.inputs.forEach(visit);
    };
    graph.node(anchor).inputs.forEach(visit);
    result.set(anchor, level);
  }
  return result;
}

function writeStage(draft: KernelDraft, anchors: readonly number[]): RowStage {
  const { graph, group } = draft.options;
  const scope = newScope();
  const before = draft.space.outer.lines.length;
  const accumulators = anchors.map((anchor): Accumulator => {
    const node = graph.node(anchor);
    const operand = node.inputs[0] as number;
    const place = draft.space.placeOf(graph.value(operand).shape);
    if (!place) throw new Error(`${graph.describe(operand)} has no place in its row kernel`);
    const value = draft.emitter.emit(operand, place, scope);
    return {
      name: anchorName(anchor, group),
      kind: node.op as AccumulatorKind,
      type: scalarTypes[graph.value(operand).dtype] as Accumulator['type'],
      value,
    };
  });
  return { rowLines: draft.space.outer.lines.slice(before), columnLines: scope.lines, accumulators };
}

/** What a row group does with each row. */
export interface RowWork {
  readonly stages: readonly RowStage[];
  readonly storeLines: readonly string[];
}

/** Writes a row group's work into its draft. */
export function writeRowWork(draft: KernelDraft): RowWork {
  const level = levels(draft.options);
  const deepest = Math.max(-1, ...level.values());
  const stages: RowStage[] = [];
  for (let at = 0; at <= deepest; at++)
    stages.push(
      writeStage(
        draft,
        draft.options.group.anchors.filter((anchor) => level.get(anchor) === at),
      ),
    );
  stages.push(writeResults(draft));
  return { stages, storeLines: draft.outerStores };
}

/** True where the columns of a row lie beside one another: the last axes are those reduced. */
function hasAdjacentColumns({ axes, shape }: RowForm): boolean {
  return axes.every((axis, index) => axis === shape.length - axes.length + index);
}

/** A team's walk along long rows of adjacent elements goes from vector to vector, where that is not too long to compile. */
function vectorsOf(draft: KernelDraft, { stages }: RowWork, { mode, lanes }: RowWorkers): RowVectors | undefined {
  const form = draft.options.group.form as RowForm;
  const element = hasAdjacentColumns(form) ? draft.space.placeOf(form.shape)?.linear : undefined;
  const lines = stages.flatMap(({ columnLines, accumulators }) => [...columnLines, ...accumulators]).length;
  const light = draft.emitter.functionText() === '' && isLight(lines, draft.emitter.helpers);
  const wide = form.columns % 4 === 0 && form.columns >= Math.max(WIDE.columns, WIDE.each * lanes);
  if (mode === 'lane' || element === undefined || !wide || !light) return undefined;
  const vector = form.rows === 1 ? 'q' : `(r * ${form.columns / 4}u + q)`;
  return { names: draft.reachedAt(element), element, vector };
}

export function writeRows(options: WriteOptions, form: RowForm): WrittenKernel {
  const draft = new KernelDraft(options, new KernelFrame(options, 3));
  const { emitter, frame } = draft;
  [frame.words[1], frame.words[2]] = [form.rows, form.columns];
  const workers = workersFor(form, options.device);
  const work = writeRowWork(draft);
  const kernel = rowKernel({
    ...workers,
    bindings: frame.bindings,
    helpers: emitter.helpers,
    functions: emitter.functionText(),
    ...work,
    vectors: vectorsOf(draft, work, workers),
  });
  return draft.finish(kernel, rowWorkgroups(form.rows, workers.mode, workers.lanes));
}

/** The last pass: values that use the results, stored for each column or once a row. */
function writeResults(draft: KernelDraft): RowStage {
  const scope = newScope();
  const before = draft.space.outer.lines.length;
  for (const value of draft.options.stored) draft.store(value, scope);
  const columnLines = [...scope.lines, ...draft.innerStores];
  return { rowLines: draft.space.outer.lines.slice(before), columnLines, accumulators: [] };
}
