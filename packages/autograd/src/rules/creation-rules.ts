// The gradients of ops that make numbers from nothing, or from bits: none.
import { zeroGradient as zero, type VjpRules } from './vjp-rule.js';

/** One entry for each operand. */
export const creationRules: Pick<VjpRules, 'constant' | 'iota' | 'randomBits' | 'bitsToUniform'> = {
  constant: [],
  iota: [],
  randomBits: [zero],
  bitsToUniform: [zero],
};
