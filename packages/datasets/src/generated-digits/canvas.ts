// A small grey canvas: soft-edged strokes and dots, drawn by distance. Uses only exactly rounded arithmetic, so pixels are equal everywhere.

/** Side of a digit image in pixels. */
export const SIDE = 28;

/** Ink of each pixel in [0, 1], row by row. */
export type Canvas = Float64Array;

/** The pen of one stroke. */
export interface Pen {
  /** Half the width of the line at its start, in pixels. */
  readonly startRadius: number;
  /** Half the width of the line at its end, in pixels. */
  readonly endRadius: number;
  /** Width of the soft edge in pixels, at least 1 (anti-aliasing). */
  readonly softness: number;
  /** Darkness of the ink in [0, 1]. */
  readonly ink: number;
}

/**
 * Draws a line of segments; where lines cross, the darker one stays.
 *
 * A pixel at distance d from the line gets ink * clamp((radius - d) / softness + 1/2, 0, 1).
 *
 * @param line x, y, x, y, ... in pixels; pixel (0, 0) has its centre at (0, 0)
 */
export function drawLine(canvas: Canvas, line: readonly number[], pen: Pen): void {
  const segments = line.length / 2 - 1;
  for (let segment = 0; segment < segments; segment++) {
    const radius = pen.startRadius + ((pen.endRadius - pen.startRadius) * segment) / segments;
    drawSegment(canvas, line, 2 * segment, radius, pen);
  }
}

function drawSegment(canvas: Canvas, line: readonly number[], at: number, radius: number, pen: Pen): void {
  const x0 = line[at] as number;
  const y0 = line[at + 1] as number;
  const x1 = line[at + 2] as number;
  const y1 = line[at + 3] as number;
  const reach = radius + pen.softness / 2;
  const left = Math.max(0, Math.ceil(Math.min(x0, x1) - reach));
  const right = Math.min(SIDE - 1, Math.floor(Math.max(x0, x1) + reach));
  const top = Math.max(0, Math.ceil(Math.min(y0, y1) - reach));
  const bottom = Math.min(SIDE - 1, Math.floor(Math.max(y0, y1) + reach));
  const dx = x1 - x0;
  const dy = y1 - y0;
  const scale = 1 / (dx * dx + dy * dy || 1);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) * scale));
      const awayX = x - x0 - along * dx;
      const awayY = y - y0 - along * dy;
      const distance = Math.sqrt(awayX * awayX + awayY * awayY);
      const value = pen.ink * Math.min(1, (radius - distance) / pen.softness + 0.5);
      const pixel = y * SIDE + x;
      if (value > (canvas[pixel] as number)) canvas[pixel] = value;
    }
  }
}
