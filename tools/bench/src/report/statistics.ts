// Order statistics of measured times. Knows no unit.

/** The value below which a share of all lies, between neighbours by proportion. NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
  return low + (high - low) * (at - Math.floor(at));
}

/** The middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Rounded to significant digits, as a number. */
export const rounded = (value: number, digits = 4): number => Number(value.toPrecision(digits));
