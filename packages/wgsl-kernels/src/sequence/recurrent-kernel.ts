// The frame of the recurrent kernels: a workgroup takes a few batch rows through all steps of a sequence, forward or back.
// Time is counted in slots, one more than steps: the state before the first step has one too.
import { declareBindings, entryPoint, indent, type Binding, type Kernel } from '../kernel.js';
import { helperText, type HelperName } from '../elementwise/helpers.js';
import type { RecurrentWorkers } from './carried-product.js';

/** What every recurrent kernel is made from. */
export interface RecurrentParameters {
  readonly workers: RecurrentWorkers;
  readonly bindings: readonly Binding[];
  /** Names of the bindings of the operands, in order, and of the result. */
  readonly operands: readonly string[];
  readonly result: string;
}

export interface RecurrentText {
  readonly name: string;
  readonly helpers: readonly HelperName[];
  /** Whether steps are gone through from the last to the first. */
  readonly backward: boolean;
  /** Statements for each batch row and unit before all steps. */
  readonly before: readonly string[];
  /** Statements for step `t`, which leads from slot `past` to slot `next`. */
  readonly step: readonly string[];
}

/**
 * An element of a tensor whose last axis holds `parts` side by side: expressions. Slots stand for their first batch row of
 * this workgroup: `past + r`.
 */
export function element(name: string, parts: number, row: string, part: number, unit: string): string {
  return `${name}[((${row}) * ${parts}u + ${part}u) * units + ${unit}]`;
}

/** The same of a tensor bound as vectors of four. */
export function elementOfFours(name: string, parts: number, row: string, part: number, unit: string): string {
  const place = `((${row}) * ${parts}u + ${part}u) * units + ${unit}`;
  return `${name}[(${place}) / 4u][(${place}) % 4u]`;
}

/** All parts of a row at a unit, as a vector. */
export function elements(name: string, parts: 3 | 4, row: string, unit: string): string {
  return `vec${parts}f(${Array.from({ length: parts }, (_, part) => element(name, parts, row, part, unit)).join(', ')})`;
}

/** Row `k` of each of `parts` square matrices, one below the other, at `unit`. */
export function transposed(name: string, parts: 3 | 4, k: string): string {
  return `vec${parts}f(${Array.from({ length: parts }, (_, part) => `${name}[(${part}u * units + ${k}) * units + unit]`).join(', ')})`;
}

/** Statements for the units of a lane: `product` for `unit`, then `body` for each batch row `r` and unit `u`. */
export function overUnits({ lanes }: RecurrentWorkers, product: readonly string[], body: readonly string[]): string[] {
  return [
    `for (var block = 0u; block < units; block += ${lanes}u) {`,
    ...[
      'let u = block + lane;',
      'let unit = min(u, units - 1u);',
      ...product,
      'for (var r = 0u; r < rowCount && u < units; r++) {',
      ...body.map((line) => `  ${line}`),
      '}',
    ].map((line) => `  ${line}`),
    '}',
  ];
}

/** The same where `product` is for four units, of which `unit` is the first: `component` tells them apart in the body. */
export function overFours({ lanes }: RecurrentWorkers, product: readonly string[], body: readonly string[]): string[] {
  return [
    `for (var block = 0u; block < units; block += ${4 * lanes}u) {`,
    ...[
      'let unit = min(block + lane * 4u, units - 4u);',
      ...product,
      'for (var component = 0u; component < 4u * rowCount && block + lane * 4u < units; component++) {',
      '  let r = component / 4u;',
      '  let u = unit + component % 4u;',
      ...body.map((line) => `  ${line}`),
      '}',
    ].map((line) => `  ${line}`),
    '}',
  ];
}

/** Orders what each lane wrote of a step before what all lanes read of it. */
export const meet = 'storageBarrier();';

/** Words 1 to 4 of the parameters: steps, batch rows, units, and 1 if time runs from the last element to the first. */
export function recurrentKernel({ workers, bindings }: RecurrentParameters, text: RecurrentText): Kernel {
  const { mode, lanes, rows } = workers;
  const body = [
    'let batch = P[2];',
    'let units = P[3];',
    `let first = group * ${rows}u;`,
    `let rowCount = min(${rows}u, batch - first);`,
    'let initial = P[1] * P[4] * batch + first;',
    'let last = P[1] * (1u - P[4]) * batch + first;',
    ...overUnits(workers, [], text.before),
    meet,
    'for (var turn = 0u; turn < P[1]; turn++) {',
    `  let t = select(turn, P[1] - 1u - turn, P[4] == ${text.backward ? '0u' : '1u'});`,
    '  let past = (t + P[4]) * batch + first;',
    '  let next = (t + 1u - P[4]) * batch + first;',
    ...text.step.map((line) => `  ${line}`),
    '}',
  ];
  const enable = mode !== 'workgroup' ? 'enable subgroups;\n' : '';
  const wgsl = `${enable}${declareBindings(bindings)}${helperText(text.helpers)}${entryPoint(lanes, indent(body, 1))}`;
  return { name: text.name, wgsl, bindings };
}

/** Workgroups for a batch. */
export function recurrentWorkgroups(batch: number, { rows }: RecurrentWorkers): number {
  return Math.ceil(batch / rows);
}
