// Checks what users write as options: known names, whole numbers, shares. Knows no layer.
import { ConfigError } from '@tensorloom/tensor-core';
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

/** One number for height and width, or one for each. @throws ConfigError unless whole numbers of at least 1 */
export function checkPair(where: string, name: string, value: unknown): readonly [number, number] {
  const pair: readonly unknown[] = Array.isArray(value) ? value : [value, value];
  if (pair.length === 2 && pair.every((item) => Number.isSafeInteger(item) && (item as number) >= 1)) {
    return [pair[0] as number, pair[1] as number];
  }
  throw new ConfigError(
    `${where}: bad ${name}; expected a whole number >= 1, or [height, width], got ${JSON.stringify(value) ?? String(value)}; change it`,
  );
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
