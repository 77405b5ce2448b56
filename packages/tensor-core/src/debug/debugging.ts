// What users have switched on to find mistakes. Off, it costs one look at a boolean for each recorded op.
import { checkOptions } from '../options/check-options.js';

export interface DebugOptions {
  /** Look at the values of every op before each run, and throw NumericsError for the first that made NaN or Infinity. */
  readonly checkNumerics?: boolean;
}

/** What is on. Read by whoever records and runs. */
export const debugging: { checkNumerics: boolean } = { checkNumerics: false };

/**
 * Switches help with finding mistakes on or off, for the whole process.
 *
 * `checkNumerics`: before each run, compiled or not, all its ops are computed one by one, each by a kernel of its own, and
 * looked at. The first that made NaN or Infinity out of finite operands is thrown as NumericsError, with the line that
 * recorded it, before any variable is assigned. Runs take several times as long; their results are the same. Non-finite
 * numbers that were given (data, constants, variables) and what follows from them are no mistake. Switch it on before
 * compiled functions are called first: lines are remembered only while it is on.
 *
 * @example
 * debug({ checkNumerics: true });
 * @throws ConfigError for another option
 */
export function debug(options: DebugOptions): void {
  checkOptions('debug', options, ['checkNumerics']);
  debugging.checkNumerics = options.checkNumerics ?? debugging.checkNumerics;
}
