// One elementwise program over many tensors in one dispatch (an optimizer's update of all parameters). Params, source, dispatch.
import { declareBindings, entryPoint, indent, type Binding, type Kernel } from '../kernel.js';
import { elementwiseChunk, elementwiseWorkgroupSize } from './elementwise-kernel.js';
import { helperText, type HelperName } from './helpers.js';

export interface SegmentedParameters {
  readonly bindings: readonly Binding[];
  readonly helpers: Iterable<HelperName>;
  /** Number of tensors that each segment addresses. */
  readonly slots: number;
  /** Statements that compute and store element `i` of the segment; slot k starts at `o${k}` of its buffer. */
  readonly body: readonly string[];
}

/** Words of the table before the segments: workgroups, segments, where the table starts. */
export const segmentTableHeader = 3;

/**
 * Parameters: word 1 the number of segments, word 2 where the table starts; there, for each segment: its first workgroup,
 * its number of elements, and the offset of each slot in elements.
 */
export function segmentedKernel({ bindings, helpers, slots, body }: SegmentedParameters): Kernel {
  const stride = 2 + slots;
  const offsets = Array.from({ length: slots }, (_, slot) => `let o${slot} = P[at + ${slot + 2}u];`);
  const wgsl = `${declareBindings(bindings)}${helperText(helpers)}${entryPoint(
    elementwiseWorkgroupSize,
    `  var low = 0u;
  var high = P[1];
  // The last segment whose first workgroup is not beyond this one.
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (P[P[2] + middle * ${stride}u] <= group) { low = middle; } else { high = middle; }
  }
  let at = P[2] + low * ${stride}u;
  let first = (group - P[at]) * ${elementwiseChunk}u;
  let end = min(P[at + 1u], first + ${elementwiseChunk}u);
${indent(offsets, 1)}  for (var i = first + lane; i < end; i += ${elementwiseWorkgroupSize}u) {
${indent(body, 2)}  }
`,
  )}`;
  return { name: 'segmented', wgsl, bindings };
}
