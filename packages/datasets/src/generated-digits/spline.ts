// Turns the points of a stroke into a smooth line of short segments. Knows nothing of digits.
import type { Stroke } from './glyphs.js';

const STEPS = 4;

/**
 * A line through all points of `stroke`, smooth between corners (uniform Catmull-Rom spline, four segments a span).
 *
 * @returns x, y, x, y, ... of the line
 */
export function smoothLine(stroke: Stroke): number[] {
  const line: number[] = [stroke[0] as number, stroke[1] as number];
  const points = stroke.length / 2;
  let start = 0;
  for (let point = 1; point < points; point++) {
    const corner = point + 1 < points && isSamePoint(stroke, point, point + 1);
    if (point + 1 === points || corner) {
      appendCurve(line, stroke, start, point);
      start = point + 1;
      if (corner) point++;
    }
  }
  return line;
}

function isSamePoint(stroke: Stroke, a: number, b: number): boolean {
  return stroke[2 * a] === stroke[2 * b] && stroke[2 * a + 1] === stroke[2 * b + 1];
}

/** Appends the curve through points `first` to `last`, whose own first point is on the line already. */
function appendCurve(line: number[], stroke: Stroke, first: number, last: number): void {
  for (let point = first; point < last; point++) {
    const before = 2 * Math.max(point - 1, first);
    const from = 2 * point;
    const to = from + 2;
    const after = 2 * Math.min(point + 2, last);
    for (let step = 1; step <= STEPS; step++) {
      for (let axis = 0; axis < 2; axis++) {
        line.push(
          catmullRom(
            stroke[before + axis] as number,
            stroke[from + axis] as number,
            stroke[to + axis] as number,
            stroke[after + axis] as number,
            step / STEPS,
          ),
        );
      }
    }
  }
}

/** Value at t in [0, 1] between p1 and p2 of the cubic with slopes (p2 - p0) / 2 and (p3 - p1) / 2. */
function catmullRom(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const slope = p2 - p0;
  const square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
  const cube = 3 * (p1 - p2) + p3 - p0;
  return p1 + 0.5 * t * (slope + t * (square + t * cube));
}
