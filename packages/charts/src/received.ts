// How an error message shows what it was given. Knows nothing of charts.

/** `value` in a few words: a number as itself, an array by its length, anything else by its type. */
export function received(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}\u2026` : value);
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  return typeof value === 'object' ? 'an object' : typeof value;
}
