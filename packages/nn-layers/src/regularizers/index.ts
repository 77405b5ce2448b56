// The namespace `regularizers`: every name in it makes a regularizer, and is a name for options.
export { l1, l2, l1l2 } from './norms.js';
export { orthogonal } from './orthogonal.js';
