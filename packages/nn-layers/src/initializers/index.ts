// The namespace `initializers`: every name in it makes an initializer, and is a name for options.
export { zeros, ones, constant } from './constant.js';
export { identity } from './identity.js';
export { orthogonal } from './orthogonal.js';
export { randomUniform, randomNormal, truncatedNormal } from './random.js';
export {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  varianceScaling,
} from './variance-scaling.js';
