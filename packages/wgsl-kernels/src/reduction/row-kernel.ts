// The row kernel: reductions over the columns of each row, in stages, and elementwise work that uses their results.
// Softmax, cross-entropy, norms and plain reductions are all of this form. Params, source, dispatch.
import { declareBindings, entryPoint, indent, type Binding, type Kernel } from '../kernel.js';
import { asVectors, fourAtOnce, type VectorAccess } from '../elementwise/four-at-once.js';
import { helperText, type HelperName } from '../elementwise/helpers.js';
import {
  accumulatorHelpers,
  finishLine,
  startLines,
  subgroupLines,
  teamLines,
  takeLines,
  workgroupLines,
  type Accumulator,
} from './accumulators.js';

/** Who works on a row: one lane, the lanes of one subgroup, or a whole workgroup. */
export type RowMode = 'lane' | 'subgroup' | 'workgroup';

/** One pass over the columns of a row. */
export interface RowStage {
  /** Statements once a row, before the pass; they may use results of earlier stages. */
  readonly rowLines: readonly string[];
  /** Statements for each column `c`. */
  readonly columnLines: readonly string[];
  readonly accumulators: readonly Accumulator[];
}

export interface RowParameters {
  readonly mode: RowMode;
  /** Lanes of a workgroup; of a subgroup in that mode. */
  readonly lanes: number;
  /** For a workgroup of several subgroups of one size, that size: its lanes then meet by subgroups, with fewer barriers. */
  readonly subgroupSize?: number | undefined;
  readonly bindings: readonly Binding[];
  readonly helpers: Iterable<HelperName>;
  readonly functions: string;
  /** Row `r` in [0, P[1]), columns `c` in [0, P[2]). */
  readonly stages: readonly RowStage[];
  /** Statements once a row after all stages, by one lane: stores of row results. */
  readonly storeLines: readonly string[];
  /** Bindings that are reached at the element alone: four columns at a time, if their number is a multiple of four. */
  readonly vectors?: RowVectors | undefined;
}

/** What rows have at hand four columns at a time. */
export interface RowVectors {
  readonly names: readonly string[];
  /** Index of the element at row `r`, column `c`, as the statements name it. */
  readonly element: string;
  /** Index of the vector at row `r`, columns 4 q and on. */
  readonly vector: string;
}

/** How a pass walks along the columns. */
export interface ColumnWalk {
  readonly mode: RowMode;
  readonly lanes: number;
  readonly subgroupSize?: number | undefined;
  /** Expression of the number of columns. */
  readonly columns: string;
  /** Where there are some, the walk is from vector to vector. */
  readonly accesses?: readonly VectorAccess[];
}

function loopLines(body: readonly string[], { mode, lanes, columns, accesses = [] }: ColumnWalk): readonly string[] {
  const [first, step] = mode === 'lane' ? ['0u', '1u'] : ['lane', `${lanes}u`];
  const wide = accesses.length > 0;
  const head = wide
    ? `for (var q = ${first}; q < ${columns} / 4u; q += ${step}) {`
    : `for (var c = ${first}; c < ${columns}; c += ${step}) {`;
  return [head, ...(wide ? fourAtOnce(body, 'c', accesses) : body).map((line) => `  ${line}`), '}'];
}

/** Statements of one pass over the columns. */
export function stageLines({ rowLines, columnLines, accumulators }: RowStage, walk: ColumnWalk): readonly string[] {
  const { mode, lanes, subgroupSize } = walk;
  const body = [...columnLines, ...accumulators.flatMap(takeLines)];
  const meet = accumulators.flatMap((accumulator) => {
    if (mode === 'lane') return [];
    if (mode === 'subgroup') return subgroupLines(accumulator, lanes);
    return subgroupSize ? teamLines(accumulator, lanes, subgroupSize) : workgroupLines(accumulator, lanes);
  });
  return [
    ...rowLines,
    ...accumulators.flatMap(startLines),
    ...(body.length > 0 ? loopLines(body, walk) : []),
    ...meet,
    ...accumulators.map(finishLine),
  ];
}

/** Words 1 and 2 of the parameters are the numbers of rows and columns. */
export function rowKernel(parameters: RowParameters): Kernel {
  const { mode, lanes, subgroupSize, helpers, functions, stages, storeLines, vectors } = parameters;
  const isWide = ({ name }: Binding): boolean => vectors?.names.includes(name) === true;
  const bindings = parameters.bindings.map((binding) => (isWide(binding) ? asVectors(binding) : binding));
  const accumulators = stages.flatMap((stage) => stage.accumulators);
  const all: HelperName[] = [...helpers, ...accumulators.flatMap(accumulatorHelpers)];
  const parts = accumulators.some(({ kind }) => kind.startsWith('arg')) ? 2 : 1;
  const scratch =
    mode === 'workgroup' ? `var<workgroup> scratch: array<u32, ${(lanes / (subgroupSize ?? 1)) * parts}>;\n` : '';
  const row =
    mode === 'lane' ? [`let r = group * ${lanes}u + lane;`, 'if (r >= P[1]) { return; }'] : ['let r = group;'];
  // Orders what all lanes have read of the row's own values before one lane overwrites them (in one subgroup lanes go together).
  const order = mode === 'workgroup' ? ['workgroupBarrier();'] : [];
  const byOne = [...order, 'if (lane == 0u) {', ...storeLines.map((line) => `  ${line}`), '}'];
  const store = mode === 'lane' ? storeLines : byOne;
  const accesses = bindings.filter(isWide).map(({ name, type }): VectorAccess => {
    return { element: `${name}[${vectors?.element}]`, vector: `${name}[${vectors?.vector}]`, type };
  });
  const passes = stages.flatMap((stage) => stageLines(stage, { mode, lanes, subgroupSize, columns: 'P[2]', accesses }));
  const body = indent([...row, ...passes, ...(storeLines.length > 0 ? store : [])], 1);
  const wgsl = `${mode === 'subgroup' || subgroupSize ? 'enable subgroups;\n' : ''}${declareBindings(bindings)}${scratch}${helperText(all)}${functions}${entryPoint(lanes, body)}`;
  return { name: `row-${mode}`, wgsl, bindings };
}

/** Workgroups for a number of rows. */
export function rowWorkgroups(rows: number, mode: RowMode, lanes: number): number {
  return mode === 'lane' ? Math.ceil(rows / lanes) : rows;
}
