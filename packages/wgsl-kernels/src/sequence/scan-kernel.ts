// The scan kernel: running results along the columns of each row, one lane a row. Params, source, dispatch.
import { declareBindings, entryPoint, indent, type Binding, type Kernel } from '../kernel.js';
import { helperText, type HelperName } from '../elementwise/helpers.js';

export type RunningKind = 'sum' | 'prod' | 'max' | 'min';
export type RunningType = 'f32' | 'i32' | 'u32';

/** One running result of a row: the variable `name`, at each column after the element there was taken in. */
export interface Running {
  readonly name: string;
  readonly kind: RunningKind;
  readonly type: RunningType;
  /** Statements that the element needs, and its expression at column `c`. */
  readonly lines: readonly string[];
  readonly value: string;
}

export interface ScanParameters {
  readonly bindings: readonly Binding[];
  readonly helpers: Iterable<HelperName>;
  readonly functions: string;
  readonly runnings: readonly Running[];
  /** Statements for each column after all elements were taken in. */
  readonly storeLines: readonly string[];
}

const zero = { f32: '0.0', i32: '0i', u32: '0u' } as const;
const one = { f32: '1.0', i32: '1i', u32: '1u' } as const;
const lowest = { f32: 'specialOf(0xff800000u)', i32: '(-2147483647i - 1i)', u32: '0u' } as const;
const highest = { f32: 'specialOf(0x7f800000u)', i32: '2147483647i', u32: '4294967295u' } as const;
const starts = { sum: zero, prod: one, max: lowest, min: highest } as const;

function take({ name, kind, type, value }: Running): string {
  if (kind === 'sum') return `${name} = ${name} + ${value};`;
  if (kind === 'prod') return `${name} = ${name} * ${value};`;
  return `${name} = ${type === 'f32' ? `${kind}imumOf` : kind}(${name}, ${value});`;
}

function helpersOf({ kind, type }: Running): readonly HelperName[] {
  if (type !== 'f32' || kind === 'sum' || kind === 'prod') return [];
  return [kind === 'max' ? 'maximumOf' : 'minimumOf', 'specialOf'];
}

export const scanWorkgroupSize = 32;

/** Words 1 and 2 of the parameters are the numbers of rows and columns. */
export function scanKernel({ bindings, helpers, functions, runnings, storeLines }: ScanParameters): Kernel {
  const body = [...runnings.flatMap((running) => [...running.lines, take(running)]), ...storeLines];
  const wgsl = `${declareBindings(bindings)}${helperText([...helpers, ...runnings.flatMap(helpersOf)])}${functions}${entryPoint(
    scanWorkgroupSize,
    `  let r = group * ${scanWorkgroupSize}u + lane;
  if (r >= P[1]) { return; }
${indent(
  runnings.map(({ name, kind, type }) => `var ${name} = ${starts[kind][type]};`),
  1,
)}  for (var c = 0u; c < P[2]; c++) {
${indent(body, 2)}  }
`,
  )}`;
  return { name: 'scan', wgsl, bindings };
}

/** Workgroups for a number of rows. */
export function scanWorkgroups(rows: number): number {
  return Math.ceil(rows / scanWorkgroupSize);
}
