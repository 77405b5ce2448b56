// Checks what users write as options of optimizers.
import { ConfigError } from '@tensorloom/tensor-core';

/** @throws ConfigError for an option that nobody reads: a misspelt one would be ignored in silence */
export function checkOptions(where: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new ConfigError(
    `${where}: unknown option; expected one of ${known.join(', ')}, got '${unknown}'; check the name`,
  );
}

/** @throws ConfigError unless a number in [low, high] (below infinity) */
export function checkRange(where: string, name: string, value: unknown, low: number, high: number): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= low && value <= high) return value;
  const range = high === Infinity ? `a finite number >= ${low}` : `a number in [${low}, ${high}]`;
  throw new ConfigError(`${where}: bad ${name}; expected ${range}, got ${String(value)}; change it`);
}
