// Small row kernels one after another in a single workgroup: the mean of a loss behind its rows. Params, source, dispatch.
import { declareBindings, entryPoint, indent, type Binding, type Kernel } from '../kernel.js';
import { helperText, type HelperName } from '../elementwise/helpers.js';
import { accumulatorHelpers } from './accumulators.js';
import { stageLines, type RowStage } from './row-kernel.js';

/** What one of the kernels would do: rows `r`, columns `c`, a lane a row. */
export interface RowLink {
  /** Expressions of the numbers of rows and columns. */
  readonly rows: string;
  readonly columns: string;
  readonly stages: readonly RowStage[];
  /** Statements once a row after all stages. */
  readonly storeLines: readonly string[];
}

export interface RowChainParameters {
  /** Lanes of the workgroup. */
  readonly lanes: number;
  readonly bindings: readonly Binding[];
  readonly helpers: Iterable<HelperName>;
  readonly functions: string;
  readonly links: readonly RowLink[];
}

function linkText({ rows, columns, stages, storeLines }: RowLink, lanes: number): string {
  const body = [...stages.flatMap((stage) => stageLines(stage, { mode: 'lane', lanes, columns })), ...storeLines];
  return `  for (var r = lane; r < ${rows}; r += ${lanes}u) {\n${indent(body, 2)}  }\n`;
}

// Orders what all lanes stored, and read, before the next kernel reads it, or overwrites it.
const handOver = '  storageBarrier();\n';

/** One workgroup, whatever the sizes. */
export function rowChainKernel({ lanes, bindings, helpers, functions, links }: RowChainParameters): Kernel {
  const accumulators = links.flatMap(({ stages }) => stages.flatMap((stage) => stage.accumulators));
  const all: HelperName[] = [...helpers, ...accumulators.flatMap(accumulatorHelpers)];
  const body = links.map((link) => linkText(link, lanes)).join(handOver);
  const wgsl = `${declareBindings(bindings)}${helperText(all)}${functions}${entryPoint(lanes, body)}`;
  return { name: 'row-chain', wgsl, bindings };
}
