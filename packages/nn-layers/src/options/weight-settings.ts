// The options of one weight (`kernelInitializer`, `kernelRegularizer`, `kernelConstraint`), read and written back.
import { constraintKind, type Constraint, type ConstraintOption } from '../constraints/constraint.js';
import { initializerKind, type Initializer, type InitializerOption } from '../initializers/initializer.js';
import type { LayerConfig } from '../layer-config.js';
import { regularizerKind, type Regularizer, type RegularizerOption } from '../regularizers/regularizer.js';

/** What `addWeight` is told of a weight besides its shape. */
export interface WeightSettings {
  readonly initializer: Initializer;
  readonly regularizer: Regularizer | undefined;
  readonly constraint: Constraint | undefined;
}

/** The names of a weight's options: of `kernel` they are kernelInitializer, kernelRegularizer and kernelConstraint. */
export function weightOptionNames(weight: string): readonly [string, string, string] {
  return [`${weight}Initializer`, `${weight}Regularizer`, `${weight}Constraint`];
}

/** @throws ConfigError for a name that is none */
export function weightSettings(
  className: string,
  weight: string,
  options: object,
  initializer: InitializerOption,
): WeightSettings {
  const [first, penalty, limits] = weightOptionNames(weight);
  const given = options as Readonly<Record<string, unknown>>;
  const regularizer = given[penalty] as RegularizerOption | undefined;
  const constraint = given[limits] as ConstraintOption | undefined;
  return {
    initializer: initializerKind.resolve(className, (given[first] as InitializerOption | undefined) ?? initializer),
    regularizer: regularizer && regularizerKind.resolve(className, regularizer),
    constraint: constraint && constraintKind.resolve(className, constraint),
  };
}

/** The options as plain JSON; what is not set is left out. @throws ConfigError for a function that has no name */
export function weightConfig(path: string, weight: string, settings: WeightSettings): LayerConfig {
  const [first, penalty, limits] = weightOptionNames(weight);
  const { initializer, regularizer, constraint } = settings;
  return {
    [first]: initializerKind.configOf(path, initializer),
    ...(regularizer && { [penalty]: regularizerKind.configOf(path, regularizer) }),
    ...(constraint && { [limits]: constraintKind.configOf(path, constraint) }),
  };
}
