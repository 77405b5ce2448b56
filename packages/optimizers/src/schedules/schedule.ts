// What a schedule is: a learning rate that depends on the number of updates made before. Computed on the host, in doubles.

/** Base class of schedules: one of your own gives `at`. */
export abstract class Schedule {
  /** The rate of the update that follows `iteration` others. */
  abstract at(iteration: number): number;
}

/** A learning rate: a number, a schedule, or a function that gives it for the number of updates made before. */
export type LearningRate = number | Schedule | ((iteration: number) => number);

/** The rate of the update that follows `iteration` others. */
export function rateAt(rate: LearningRate, iteration: number): number {
  if (typeof rate === 'number') return rate;
  return rate instanceof Schedule ? rate.at(iteration) : rate(iteration);
}
