// How strong a random change may be: one number for both ends, or a range.
import { ConfigError } from '@tensorloom/tensor-core';

/** A range, or one number f >= 0 that stands for [-f, f]. */
export type Factor = number | readonly [lower: number, upper: number];

/** The ends between which numbers are drawn. */
export type FactorRange = readonly [lower: number, upper: number];

/** @throws ConfigError unless one number >= 0 or two in order, all ends in [low, high] */
export function checkFactor(where: string, name: string, factor: unknown, low = -1, high = 1): FactorRange {
  const [lower, upper] = (Array.isArray(factor) ? factor : [-(factor as number), factor]) as readonly unknown[];
  const pair = Array.isArray(factor) ? factor.length === 2 : typeof factor === 'number' && factor >= 0;
  const ends = [lower, upper] as FactorRange;
  if (pair && ends.every((end) => Number.isFinite(end) && end >= low && end <= high) && ends[0] <= ends[1]) return ends;
  throw new ConfigError(
    `${where}: bad ${name}; expected a number in [0, ${high}], or [lower, upper] in [${low}, ${high}], ` +
      `got ${JSON.stringify(factor) ?? String(factor)}; change it`,
  );
}
