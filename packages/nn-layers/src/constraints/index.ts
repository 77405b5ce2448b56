// The namespace `constraints`: every name in it makes a constraint, and is a name for options.
export { nonNegative } from './non-negative.js';
export { maxNorm, minMaxNorm, unitNorm } from './norms.js';
