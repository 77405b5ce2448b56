// Numbers as a reader of a chart wants them. Knows nothing of charts.

/** `value` with at most `digits` significant digits and no trailing zeros; tiny and huge ones in exponent form. */
export function numberText(value: number, digits = 4): string {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    return rounded.toExponential().replace('e+', 'e');
  }
  return String(rounded);
}

/** A count: whole numbers with separated thousands (60,000), sums of weights with at most four significant digits. */
export function countText(count: number): string {
  if (!Number.isSafeInteger(count)) return numberText(count);
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
