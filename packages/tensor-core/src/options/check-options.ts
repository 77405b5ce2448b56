// Checks what users write as options: known names, whole numbers, ranges. Knows no op, layer or optimizer.
import { ConfigError } from '../errors.js';
import { didYouMean } from './near-names.js';

/** @throws ConfigError for an option that nobody reads: a misspelt one would be ignored in silence */
export function checkOptions(where: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new ConfigError(`${where}: bad options; expected an object, got ${String(options)}; write { name: value }`);
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new ConfigError(
      `${where}: unknown option; expected ${known.length > 0 ? `one of ${known.join(', ')}` : 'none'}, got '${name}'; ${didYouMean(name, known)}`,
    );
  }
}

/** @throws ConfigError unless a whole number of at least 1 */
export function checkCount(where: string, name: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 1) return value as number;
  throw new ConfigError(`${where}: bad ${name}; expected a whole number >= 1, got ${String(value)}; change it`);
}

/** @throws ConfigError unless one of a few words */
export function checkChoice<Choice extends string>(
  where: string,
  name: string,
  value: unknown,
  choices: readonly Choice[],
): Choice {
  if (choices.includes(value as Choice)) return value as Choice;
  throw new ConfigError(
    `${where}: unknown ${name}; expected one of ${choices.join(', ')}, got ${String(value)}; ${didYouMean(String(value), choices)}`,
  );
}

/** @throws ConfigError unless a finite number */
export function checkFinite(where: string, name: string, value: unknown): number {
  if (Number.isFinite(value)) return value as number;
  throw new ConfigError(`${where}: bad ${name}; expected a finite number, got ${String(value)}; change it`);
}

/** @throws ConfigError unless a number in [low, high] (below infinity) */
export function checkRange(where: string, name: string, value: unknown, low: number, high: number): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= low && value <= high) return value;
  const range = high === Infinity ? `a finite number >= ${low}` : `a number in [${low}, ${high}]`;
  throw new ConfigError(`${where}: bad ${name}; expected ${range}, got ${String(value)}; change it`);
}
