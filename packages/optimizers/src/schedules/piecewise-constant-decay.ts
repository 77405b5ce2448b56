// Rates for stretches of updates.
import { ConfigError } from '@tensorloom/tensor-core';
import { checkRate, Schedule } from './schedule.js';

/**
 * values[0] as long as iteration <= boundaries[0], then values[1] as long as iteration <= boundaries[1], and so on; the last value
 * after all of them.
 *
 * @example new schedules.PiecewiseConstantDecay([1000, 2000], [0.1, 0.01, 0.001])
 */
export class PiecewiseConstantDecay extends Schedule {
  /**
   * @param boundaries rising, at least 0
   * @param values rates, one more than boundaries
   * @throws ConfigError for boundaries that do not rise, or another number of values
   */
  constructor(
    readonly boundaries: readonly number[],
    readonly values: readonly number[],
  ) {
    super();
    const where = 'schedules.PiecewiseConstantDecay';
    if (boundaries.length === 0 || values.length !== boundaries.length + 1) {
      throw new ConfigError(
        `${where}: lengths do not match; expected at least one boundary and one value more than boundaries, ` +
          `got ${boundaries.length} boundaries and ${values.length} values; add or drop one`,
      );
    }
    const isRising = boundaries.every(
      (boundary, index) => boundary > (index === 0 ? -1 : (boundaries[index - 1] as number)),
    );
    if (!isRising) {
      throw new ConfigError(
        `${where}: bad boundaries; expected numbers >= 0 that rise, got ${boundaries.join(', ')}; sort them`,
      );
    }
    for (const value of values) checkRate(where, 'values', value);
  }

  override at(iteration: number): number {
    const place = this.boundaries.findIndex((boundary) => iteration <= boundary);
    return this.values.at(place) as number;
  }
}
