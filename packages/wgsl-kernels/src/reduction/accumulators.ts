// How partial results of a reduction start, take an element, and meet. An arg reduction carries an ordered key and an index.
import type { HelperName } from '../elementwise/helpers.js';

export type AccumulatorKind = 'sum' | 'prod' | 'max' | 'min' | 'argmax' | 'argmin';
export type AccumulatorType = 'f32' | 'i32' | 'u32';

/** One reduction of a row. Its result is the variable `name` (for arg reductions an i32). */
export interface Accumulator {
  readonly name: string;
  readonly kind: AccumulatorKind;
  readonly type: AccumulatorType;
  /** Expression of the element at column `c`. */
  readonly value: string;
}

/** The variables that carry a partial result, with their type and first value. */
interface Part {
  readonly suffix: string;
  readonly type: AccumulatorType;
  readonly start: string;
}

const nothing = { f32: '0.0', i32: '0i', u32: '0u' } as const;
const one = { f32: '1.0', i32: '1i', u32: '1u' } as const;
const lowest = { f32: 'specialOf(0xff800000u)', i32: '(-2147483647i - 1i)', u32: '0u' } as const;
const highest = { f32: 'specialOf(0x7f800000u)', i32: '2147483647i', u32: '4294967295u' } as const;

function isArg({ kind }: Accumulator): boolean {
  return kind === 'argmax' || kind === 'argmin';
}

function parts(accumulator: Accumulator): readonly Part[] {
  const { kind, type } = accumulator;
  if (isArg(accumulator)) {
    return [
      { suffix: 'k', type: 'u32', start: '0u' },
      { suffix: 'x', type: 'u32', start: '0xffffffffu' },
    ];
  }
  const starts = { sum: nothing, prod: one, max: lowest, min: highest };
  return [{ suffix: '', type, start: starts[kind as keyof typeof starts][type] }];
}

/** Helpers that an accumulator's text calls. */
export function accumulatorHelpers({ kind, type }: Accumulator): readonly HelperName[] {
  if (kind === 'sum' || kind === 'prod' || type !== 'f32') return [];
  if (kind === 'max') return ['maximumOf', 'specialOf'];
  return kind === 'min' ? ['minimumOf', 'specialOf'] : ['orderedOf'];
}

/** An unsigned integer in the order of the values; NaN comes last, so that it wins. */
function orderedKey({ kind, type, value }: Accumulator): string {
  const keys = { f32: `orderedOf(${value})`, i32: `(bitcast<u32>(${value}) ^ 0x80000000u)`, u32: value };
  if (kind === 'argmax') return keys[type];
  return type === 'f32' ? `orderedOf(-(${value}))` : `(~${keys[type]})`;
}

/** Declarations of the partial results, at the start of a loop over columns. */
export function startLines(accumulator: Accumulator): readonly string[] {
  return parts(accumulator).map(({ suffix, start }) => `var ${accumulator.name}_${suffix} = ${start};`);
}

function combine({ name, kind, type }: Accumulator, others: readonly string[]): readonly string[] {
  const [mine, other] = [`${name}_`, others[0] as string];
  if (kind === 'sum') return [`${mine} = ${mine} + ${other};`];
  if (kind === 'prod') return [`${mine} = ${mine} * ${other};`];
  if (kind === 'max' || kind === 'min') {
    const combined = type === 'f32' ? (kind === 'max' ? 'maximumOf' : 'minimumOf') : kind;
    return [`${mine} = ${combined}(${mine}, ${other});`];
  }
  const index = others[1] as string;
  return [
    `if (${other} > ${name}_k || (${other} == ${name}_k && ${index} < ${name}_x)) { ${name}_k = ${other}; ${name}_x = ${index}; }`,
  ];
}

/** Takes the element at column `c` in. */
export function takeLines(accumulator: Accumulator): readonly string[] {
  if (!isArg(accumulator)) return combine(accumulator, [accumulator.value]);
  const key = `${accumulator.name}_e`;
  return [`let ${key} = ${orderedKey(accumulator)};`, ...combine(accumulator, [key, 'c'])];
}

/** Result of a row from the partial result of its one lane. */
export function finishLine(accumulator: Accumulator): string {
  return `let ${accumulator.name} = ${isArg(accumulator) ? `i32(${accumulator.name}_x)` : `${accumulator.name}_`};`;
}

/** All lanes of a subgroup meet: afterwards each holds the whole result. */
export function subgroupLines(accumulator: Accumulator, lanes: number): readonly string[] {
  const lines: string[] = [];
  for (let distance = lanes / 2; distance >= 1; distance /= 2) {
    const others = parts(accumulator).map(
      ({ suffix }) => `subgroupShuffleXor(${accumulator.name}_${suffix}, ${distance}u)`,
    );
    const names = others.map((_, part) => `${accumulator.name}_o${distance}_${part}`);
    others.forEach((other, part) => lines.push(`let ${names[part]} = ${other};`));
    lines.push(...combine(accumulator, names));
  }
  return lines;
}

/** All lanes of a workgroup meet in workgroup memory: afterwards each holds the whole result. */
export function workgroupLines(accumulator: Accumulator, lanes: number): readonly string[] {
  const list = parts(accumulator);
  const share = list.map(
    ({ suffix }, part) => `scratch[lane + ${part * lanes}u] = bitcast<u32>(${accumulator.name}_${suffix});`,
  );
  const lines = [...share, 'workgroupBarrier();'];
  const read = (part: Part, index: number, at: string): string =>
    `bitcast<${part.type}>(scratch[${at} + ${index * lanes}u])`;
  const names = list.map((_, part) => `${accumulator.name}_o${part}`);
  lines.push(
    `for (var distance = ${lanes / 2}u; distance > 0u; distance = distance / 2u) {`,
    '  if (lane < distance) {',
    ...list.map((part, index) => `    let ${names[index]} = ${read(part, index, 'lane + distance')};`),
    ...combine(accumulator, names).map((line) => `    ${line}`),
    ...share.map((line) => `    ${line}`),
    '  }',
    // Orders each halving before the next one reads its results.
    '  workgroupBarrier();',
    '}',
    ...list.map((part, index) => `${accumulator.name}_${part.suffix} = ${read(part, index, '0u')};`),
    // Orders this read before scratch is written again.
    'workgroupBarrier();',
  );
  return lines;
}

/**
 * As `workgroupLines`, with two barriers: the lanes of each subgroup meet first, and then every lane takes in what the
 * subgroups have. Lanes of a subgroup must be neighbours, as they are in workgroups of one dimension.
 */
export function teamLines(accumulator: Accumulator, lanes: number, subgroupSize: number): readonly string[] {
  const list = parts(accumulator);
  const subgroups = lanes / subgroupSize;
  const read = ({ type }: Part, index: number, at: string): string =>
    `bitcast<${type}>(scratch[${at} + ${index * subgroups}u])`;
  const names = list.map((_, part) => `${accumulator.name}_t${part}`);
  const share = list.map(
    ({ suffix }, index) =>
      `scratch[lane / ${subgroupSize}u + ${index * subgroups}u] = bitcast<u32>(${accumulator.name}_${suffix});`,
  );
  return [
    ...subgroupLines(accumulator, subgroupSize),
    `if (lane % ${subgroupSize}u == 0u) {`,
    ...share.map((line) => `  ${line}`),
    '}',
    // Orders what the subgroups share before all read it.
    'workgroupBarrier();',
    ...list.map((part, index) => `${accumulator.name}_${part.suffix} = ${read(part, index, '0u')};`),
    `for (var other = 1u; other < ${subgroups}u; other++) {`,
    ...list.map((part, index) => `  let ${names[index]} = ${read(part, index, 'other')};`),
    ...combine(accumulator, names).map((line) => `  ${line}`),
    '}',
    // Orders these reads before scratch is written again.
    'workgroupBarrier();',
  ];
}
