// The namespace `initializers`: every name in it makes an initializer, and is a name for options.
export { zeros, ones, constant } from './constant.js';
export { randomUniform, randomNormal, truncatedNormal } from './random.js';
export { glorotUniform, glorotNormal, heUniform, heNormal } from './variance-scaling.js';
