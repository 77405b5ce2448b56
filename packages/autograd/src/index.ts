// The door of autograd.
export { gradients, type GradientOptions, type GradientsOf } from './gradients.js';
export { valueAndGradients, type ValueAndGradients } from './value-and-gradients.js';
export { vjp, type Pullback } from './vjp.js';
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
