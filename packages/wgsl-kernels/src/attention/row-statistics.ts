// What the gradients of attention need of each row of queries: its largest score, the inverse of its sum, and Σ gradient ∘ output.
import type { Kernel } from '../kernel.js';
import { attentionEntry, attentionHead, type AttentionParameters } from './attention-frame.js';

/** Rows of one workgroup. */
export const statisticsLanes = 32;

/** R: two numbers a row from the forward kernel; S: three of the four numbers of each row, for the gradients. */
export function attentionStatistics(parameters: AttentionParameters): Kernel {
  const { names } = parameters;
  const body = `  let r = block * ${statisticsLanes}u + lane;
  if (r >= rows) { return; }
  let placeOfG = placeG(z, r);
  let placeOfO = placeO(z, r);
  var sum = 0f;
  for (var c = 0u; c < (P[8] + 3u) / 4u; c++) { sum += dot(loadG(placeOfG, c), loadO(placeOfO, c)); }
  let at = z * rows + r;
  ${names.S}[at] = vec4f(${names.R}[2u * at], ${names.R}[2u * at + 1u], sum, 0f);
`;
  const wgsl = `${attentionHead(parameters)}${attentionEntry(statisticsLanes, body)}`;
  return { name: 'attention-statistics', wgsl, bindings: parameters.bindings };
}
