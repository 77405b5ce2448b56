// The namespace `activations`: every name in it is a function of a tensor, and a name for `activation: 'relu'`.
export { identity, linear } from './linear.js';
export { binaryStep, heaviside, sign } from './steps.js';
export { leakyRelu, relu, relu6, threshold } from './rectified.js';
export { hardSigmoid, hardSilu, hardSilu as hardSwish, hardTanh, piecewiseLinear } from './hard.js';
export { sparsePlus, sparseSigmoid, sparsemax } from './sparse.js';
export { logSigmoid, sigmoid, sobolevaTanh, softsign, tanh } from './sigmoids.js';
export { celu, elu, exponential, selu } from './exponential-units.js';
export { gelu, mish, silu, silu as swish } from './smooth-units.js';
export { softplus, squareplus } from './softplus.js';
export { hardShrink, softShrink, tanhShrink } from './shrink.js';
export { logSoftmax, softmax } from './softmax.js';
export { gaussian } from './gaussian.js';
export { glu, maxout } from './narrowing.js';
