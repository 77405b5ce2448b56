// Groups of variables with rates and decays of their own.
import { checkOptions, checkRange, ConfigError, type Variable } from '@tensorloom/tensor-core';

/** Variables that are updated otherwise than the rest. */
export interface ParameterGroup {
  /** The variables, or a test of one: `(name) => name.endsWith('bias')`, `(_, { rank }) => rank < 2`. */
  readonly variables: readonly Variable[] | ((name: string, variable: Variable) => boolean);
  /** Factor on the optimizer's learning rate, at least 0 (default 1). */
  readonly rateScale?: number;
  /** In the place of the optimizer's own (default the same). */
  readonly weightDecay?: number;
}

/** @throws ConfigError for a group without variables, or values outside of their ranges */
export function checkGroups(className: string, groups: readonly ParameterGroup[]): void {
  for (const group of groups) {
    const where = `${className}.groups`;
    checkOptions(where, group, ['variables', 'rateScale', 'weightDecay']);
    if (!Array.isArray(group.variables) && typeof group.variables !== 'function') {
      throw new ConfigError(
        `${where}: no variables; expected an array of variables or a function of a name, got ${typeof group.variables}; say which are meant`,
      );
    }
    if (group.rateScale !== undefined) checkRange(where, 'rateScale', group.rateScale, 0, Infinity);
    if (group.weightDecay !== undefined) checkRange(where, 'weightDecay', group.weightDecay, 0, Infinity);
  }
}

/** The place of the first group that has the variable; -1 for none. */
export function groupOf(groups: readonly ParameterGroup[], variable: Variable): number {
  return groups.findIndex(({ variables }) =>
    typeof variables === 'function' ? variables(variable.name, variable) : variables.includes(variable),
  );
}
