// The door of autograd.
export { gradients, type GradientOptions, type GradientsOf } from './gradients.js';
export { valueAndGradients, type ValueAndGradients } from './value-and-gradients.js';
export { vjp, type Pullback } from './vjp.js';
export { jvp, type ValueAndTangent } from './jvp.js';
export { jacobian } from './jacobian.js';
export { hessian, hessianVectorProduct } from './hessian.js';
export { vmap, type MappedAxis, type VmapOptions } from './vmap.js';
export { checkpoint } from './checkpoint.js';
export { checkGradients, type CheckOptions } from './check/check-gradients.js';
export { GradientCheckError, type Comparison } from './check/gradient-check-error.js';
export type { CheckedInput, RandomInput } from './check/inputs.js';
export { vjpRules } from './rules/vjp-rules.js';
export { compositeRules, type CompositeRules } from './rules/composite-rules.js';
export type {
  NotDifferentiable,
  OperandEntry,
  OperandRule,
  OperandsOf,
  Recorded,
  RuleFor,
  VjpRule,
  VjpRules,
} from './rules/vjp-rule.js';
export { batchingRules } from './batching/batching-rules.js';
export type {
  BatchingRule,
  BatchingRules,
  MappedOp,
  NotBatchable,
  Operand,
  RowsRule,
} from './batching/batching-rule.js';
