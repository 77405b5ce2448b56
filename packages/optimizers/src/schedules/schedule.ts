// What a schedule is: a learning rate that depends on the number of updates made before. Computed on the host, in doubles.
import { checkRange } from '@tensorloom/tensor-core';

/** Base class of schedules: one of your own gives `at`. */
export abstract class Schedule {
  /** The rate of the update that follows `iteration` others. */
  abstract at(iteration: number): number;
}

/** A learning rate: a number where it stays, a schedule, or a function that gives it for the number of updates made before. */
export type LearningRate = number | Schedule | ((iteration: number) => number);

/** The rate of the update that follows `iteration` others. */
export function rateAt(rate: LearningRate, iteration: number): number {
  if (typeof rate === 'number') return rate;
  return rate instanceof Schedule ? rate.at(iteration) : rate(iteration);
}

/** @throws ConfigError for a rate that is negative or no number */
export function checkRate(where: string, name: string, rate: unknown): number {
  return checkRange(where, name, rate, 0, Infinity);
}
