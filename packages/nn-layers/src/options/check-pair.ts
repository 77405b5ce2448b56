// Checks an option that is one number, or one for height and one for width.
import { ConfigError } from '@tensorloom/tensor-core';

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
