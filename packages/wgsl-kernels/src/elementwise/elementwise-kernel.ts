// The elementwise kernel: any number of outputs computed from one linear index. Params, source, dispatch.
import { declareBindings, entryPoint, indent, type Binding, type Kernel } from '../kernel.js';
import { asVectors, fourAtOnce } from './four-at-once.js';
import { helperText, type HelperName } from './helpers.js';

export interface ElementwiseParameters {
  readonly bindings: readonly Binding[];
  readonly helpers: Iterable<HelperName>;
  /** Functions of the caller. */
  readonly functions: string;
  /** Statements that compute and store element `i`. */
  readonly body: readonly string[];
  /** Names of bindings that the body reaches as `name[i]` alone: four elements at a time, if their number is a multiple of four. */
  readonly vectors?: readonly string[];
}

export const elementwiseWorkgroupSize = 64;
/** Elements that one workgroup computes. */
export const elementwiseChunk = 1024;

function loop(body: readonly string[]): string {
  return `  let end = min(P[1], (group + 1u) * ${elementwiseChunk}u);
  for (var i = group * ${elementwiseChunk}u + lane; i < end; i += ${elementwiseWorkgroupSize}u) {
${indent(body, 2)}  }
`;
}

/** Word 1 of the parameters is the number of elements. */
export function elementwiseKernel({ bindings, helpers, functions, body, vectors = [] }: ElementwiseParameters): Kernel {
  const declared = bindings.map((binding) => (vectors.includes(binding.name) ? asVectors(binding) : binding));
  const accesses = declared.flatMap(({ name, type }) =>
    vectors.includes(name) ? [{ element: `${name}[i]`, vector: `${name}[q]`, type }] : [],
  );
  const text = accesses.length > 0 ? vectorLoop(fourAtOnce(body, 'i', accesses)) : loop(body);
  const entry = entryPoint(elementwiseWorkgroupSize, text);
  const wgsl = `${declareBindings(declared)}${helperText(helpers)}${functions}${entry}`;
  return { name: 'elementwise', wgsl, bindings: declared };
}

function vectorLoop(body: readonly string[]): string {
  const chunk = elementwiseChunk / 4;
  return `  let end = min(P[1] / 4u, (group + 1u) * ${chunk}u);
  for (var q = group * ${chunk}u + lane; q < end; q += ${elementwiseWorkgroupSize}u) {
${indent(body, 2)}  }
`;
}

/** Workgroups for a number of elements. */
export function elementwiseWorkgroups(elements: number): number {
  return Math.ceil(elements / elementwiseChunk);
}
