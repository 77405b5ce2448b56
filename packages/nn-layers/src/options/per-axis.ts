// Options that are one number, or one for each spatial axis; and those that are a number for each end of an axis.
import { ConfigError } from '@tensorloom/tensor-core';

/** How many spatial axes there are: steps; height and width; depth, height and width. */
export type AxisCount = 1 | 2 | 3;

interface Numbers {
  readonly 1: readonly [number];
  readonly 2: readonly [number, number];
  readonly 3: readonly [number, number, number];
}

/** A number for each spatial axis. */
export type PerAxis<Axes extends AxisCount> = Numbers[Axes];

/** One number for all spatial axes, or one for each. */
export type Steps<Axes extends AxisCount> = number | PerAxis<Axes>;

/** A number for each end of an axis. */
export type Ends = readonly [before: number, after: number];

const axisNames = { 1: '[steps]', 2: '[height, width]', 3: '[depth, height, width]' } as const;
const endNames = {
  1: '[before, after]',
  2: '[height, width] or [[top, bottom], [left, right]]',
  3: '[depth, height, width] or [[front, back], [top, bottom], [left, right]]',
} as const;

const isCount = (value: unknown, least: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least;

function refuse(where: string, name: string, expected: string, value: unknown): never {
  throw new ConfigError(
    `${where}: bad ${name}; expected ${expected}, got ${JSON.stringify(value) ?? String(value)}; change it`,
  );
}

/** One number for all axes, or one for each. @throws ConfigError unless whole numbers of at least `least` */
export function checkSteps<Axes extends AxisCount>(
  where: string,
  name: string,
  value: unknown,
  axes: Axes,
  least = 1,
): PerAxis<Axes> {
  const steps: readonly unknown[] = Array.isArray(value) ? value : new Array<unknown>(axes).fill(value);
  if (steps.length === axes && steps.every((step) => isCount(step, least))) return steps as unknown as PerAxis<Axes>;
  return refuse(where, name, `a whole number >= ${least}, or ${axisNames[axes]}`, value);
}

/**
 * The ends of each axis, from one number for all of them, one for both ends of each axis (for a single axis: one for each of its
 * ends), or a pair for each axis.
 *
 * @throws ConfigError unless whole numbers of at least 0
 */
export function checkEnds(where: string, name: string, value: unknown, axes: AxisCount): readonly Ends[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : new Array<unknown>(axes).fill(value);
  const listed = axes === 1 && given.length === 2 ? [given] : given;
  const ends = listed.map((end) => (Array.isArray(end) ? (end as readonly unknown[]) : [end, end]));
  if (ends.length === axes && ends.every((pair) => pair.length === 2 && pair.every((end) => isCount(end, 0)))) {
    return ends as unknown as readonly Ends[];
  }
  return refuse(where, name, `a whole number >= 0, ${endNames[axes]}`, value);
}
