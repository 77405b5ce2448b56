// The elementwise kernel: any number of outputs computed from one linear index. Params, source, dispatch.
import { declareBindings, entryPoint, indent, type Binding, type Kernel } from '../kernel.js';
import { helperText, type HelperName } from './helpers.js';

export interface ElementwiseParameters {
  readonly bindings: readonly Binding[];
  readonly helpers: Iterable<HelperName>;
  /** Functions of the caller. */
  readonly functions: string;
  /** Statements that compute and store element `i`. */
  readonly body: readonly string[];
}

export const elementwiseWorkgroupSize = 64;
/** Elements that one workgroup computes. */
export const elementwiseChunk = 1024;

/** Word 1 of the parameters is the number of elements. */
export function elementwiseKernel({ bindings, helpers, functions, body }: ElementwiseParameters): Kernel {
  const wgsl = `${declareBindings(bindings)}${helperText(helpers)}${functions}${entryPoint(
    elementwiseWorkgroupSize,
    `  let end = min(P[1], (group + 1u) * ${elementwiseChunk}u);
  for (var i = group * ${elementwiseChunk}u + lane; i < end; i += ${elementwiseWorkgroupSize}u) {
${indent(body, 2)}  }
`,
  )}`;
  return { name: 'elementwise', wgsl, bindings };
}

/** Workgroups for a number of elements. */
export function elementwiseWorkgroups(elements: number): number {
  return Math.ceil(elements / elementwiseChunk);
}
