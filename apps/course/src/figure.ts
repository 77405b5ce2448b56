// A figure of a lesson: what is computed beside what is printed. Knows no lesson.
import type { Tensor } from 'tensorloom';

/** One result of a lesson. */
export interface Figure {
  readonly name: string;
  /** What the library computes. */
  readonly value: Tensor | readonly number[];
  /** The same as the lecture has it: numbers divided by spaces, rows by slashes. With four decimals or more rounded, else exact. */
  readonly printed: string;
  readonly remark?: string;
}

/** A figure that is a number, or several. */
export function figure(
  name: string,
  value: Tensor | number | readonly number[],
  printed: string,
  remark?: string,
): Figure {
  const computed = typeof value === 'number' ? [value] : value;
  return { name, value: computed, printed, ...(remark === undefined ? {} : { remark }) };
}

/** The printed numbers, one word each, row by row. */
export function printedRows({ printed }: Figure): readonly (readonly string[])[] {
  return printed.split('/').map((row) => row.trim().split(/\s+/));
}

/** Computed values of figures, in order; those on a device come with one run. */
export function valuesOf(figures: readonly Figure[]): Promise<readonly (readonly number[])[]> {
  return Promise.all(
    figures.map(async ({ value }) => (Array.isArray(value) ? value : Array.from(await (value as Tensor).data()))),
  );
}
