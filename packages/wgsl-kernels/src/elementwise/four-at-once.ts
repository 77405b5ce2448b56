// Four elements at once: statements written for one element, with its loads and stores as vectors. Pure text.
// Wide loads are what memory gives quickest: an elementwise kernel runs 2 to 3 times as fast on software adapters.
import type { Binding } from '../kernel.js';
import type { HelperName } from './helpers.js';

/** Helpers of a few instructions. */
const lightHelpers: ReadonlySet<HelperName> = new Set<HelperName>([
  'isNaNOf',
  'equalOf',
  'lessOf',
  'lessEqualOf',
  'maximumOf',
  'minimumOf',
  'specialOf',
  'orderedOf',
  'signOf',
  'sqrtOf',
  'expOf',
]);
const MOST_LINES = 32;

/** True for few and light statements: they wait for memory more than they compute. Others would only compile for longer. */
export function isLight(lines: number, helpers: Iterable<HelperName>): boolean {
  return lines <= MOST_LINES && [...helpers].every((helper) => lightHelpers.has(helper));
}

/** How statements reach their own element of one tensor. */
export interface VectorAccess {
  /** The element, as the statements name it: `b0[i]`. */
  readonly element: string;
  /** The vector that holds it and its three neighbours: `b0[q]`. */
  readonly vector: string;
  /** The vector's type. */
  readonly type: Binding['type'];
}

/** A binding of elements, as one of vectors. */
export function asVectors(binding: Binding): Binding {
  return { ...binding, type: `vec4<${binding.type as 'f32'}>` };
}

/**
 * Statements for elements `counter` = 4 q to 4 q + 3, whose accesses go to vector q. A vector is read before the first
 * element is computed, and stored after the last: at its own element alone a statement may overwrite what it reads.
 */
export function fourAtOnce(
  lines: readonly string[],
  counter: string,
  accesses: readonly VectorAccess[],
): readonly string[] {
  const isStored = ({ element }: VectorAccess): boolean => lines.some((line) => line.startsWith(`${element} = `));
  const isLoaded = ({ element }: VectorAccess): boolean =>
    lines.some((line) => line.replace(`${element} = `, '').includes(element));
  const component = (line: string, k: number): string =>
    accesses.reduce((text, { element }, at) => {
      const stored = text.startsWith(`${element} = `) ? `y${at}[${k}] = ${text.slice(element.length + 3)}` : text;
      return stored.replaceAll(element, `x${at}[${k}]`);
    }, line);
  const block = (k: number): readonly string[] => [
    '{',
    `  let ${counter} = q * 4u + ${k}u;`,
    ...lines.map((line) => `  ${component(line, k)}`),
    '}',
  ];
  return [
    ...accesses.flatMap((access, at) => (isLoaded(access) ? [`let x${at} = ${access.vector};`] : [])),
    ...accesses.flatMap((access, at) => (isStored(access) ? [`var y${at}: ${access.type};`] : [])),
    ...[0, 1, 2, 3].flatMap(block),
    ...accesses.flatMap((access, at) => (isStored(access) ? [`${access.vector} = y${at};`] : [])),
  ];
}
