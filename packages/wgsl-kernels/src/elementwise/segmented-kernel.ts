// One elementwise program over many tensors in one dispatch (an optimizer's update of all parameters), four elements at a time.
// Params, source, dispatch.
import { declareBindings, entryPoint, indent, type Binding, type Kernel } from '../kernel.js';
import { elementwiseChunk, elementwiseWorkgroupSize } from './elementwise-kernel.js';
import { asVectors, fourAtOnce } from './four-at-once.js';
import { helperText, type HelperName } from './helpers.js';

export interface SegmentedParameters {
  readonly bindings: readonly Binding[];
  readonly helpers: Iterable<HelperName>;
  /** For each tensor that a segment addresses, the name of the binding that it lies in. */
  readonly slots: readonly string[];
  /** Statements that compute and store element `i` of the segment: of slot k in binding `A`, as `A[o_k + i]`. */
  readonly body: readonly string[];
}

/** Words of the table before the segments: workgroups, segments, where the table starts. */
export const segmentTableHeader = 3;

/**
 * Parameters: word 1 the number of segments, word 2 where the table starts; there, for each segment: its first workgroup,
 * its number of elements, and the offset of each slot in vectors of four. What lies behind the last element of a segment,
 * up to a multiple of four, is overwritten with anything.
 */
export function segmentedKernel({ bindings, helpers, slots, body }: SegmentedParameters): Kernel {
  const stride = 2 + slots.length;
  const chunk = elementwiseChunk / 4;
  const declared = bindings.map((binding) => (slots.includes(binding.name) ? asVectors(binding) : binding));
  const offsets = slots.map((_, slot) => `let o${slot} = P[at + ${slot + 2}u];`);
  const accesses = slots.map((name, slot) => ({
    element: `${name}[o${slot} + i]`,
    vector: `${name}[o${slot} + q]`,
    type: 'vec4<f32>' as const,
  }));
  const wgsl = `${declareBindings(declared)}${helperText(helpers)}${entryPoint(
    elementwiseWorkgroupSize,
    `  var low = 0u;
  var high = P[1];
  // The last segment whose first workgroup is not beyond this one.
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (P[P[2] + middle * ${stride}u] <= group) { low = middle; } else { high = middle; }
  }
  let at = P[2] + low * ${stride}u;
  let first = (group - P[at]) * ${chunk}u;
  let end = min((P[at + 1u] + 3u) / 4u, first + ${chunk}u);
${indent(offsets, 1)}  for (var q = first + lane; q < end; q += ${elementwiseWorkgroupSize}u) {
${indent(fourAtOnce(body, 'i', accesses), 2)}  }
`,
  )}`;
  return { name: 'segmented', wgsl, bindings: declared };
}
