// The check for counts that users pass. Knows nothing of data.
import { ConfigError } from '@tensorloom/tensor-core';

/** @throws ConfigError unless `value` is a whole number of at least `least` */
export function checkInteger(op: string, name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new ConfigError(
      `${op}: ${name} is not a count; expected an integer of at least ${least}, got ${String(value)}; pass a whole number`,
    );
  }
}
