// Draws one digit as an image of 28 by 28 bytes, with clutter and noise. Knows nothing of data sets.
import type { HostRandom } from '@tensorloom/tensor-core';
import { drawLine, SIDE, type Canvas, type Pen } from './canvas.js';
import { mapLine, randomPointMap, wobble } from './distortion.js';
import { glyphs, type Glyph } from './glyphs.js';
import { bell, between } from './random-ranges.js';
import { smoothLine } from './spline.js';

/**
 * Draws `digit` by a random hand into `pixels`.
 *
 * @param digit 0 ... 9
 * @param pixels 784 bytes, overwritten; 0 is background, 255 full ink
 * @param canvas scratch of 784 numbers, overwritten
 */
export function drawDigit(digit: number, random: HostRandom, pixels: Uint8Array, canvas: Canvas): void {
  canvas.fill(0);
  const hands = glyphs[digit] as readonly Glyph[];
  const glyph = hands[random.integer(hands.length)] as Glyph;
  const pen = randomPen(random);
  const toPixels = randomPointMap(random);
  const amount = between(random, 2, 7);
  for (const stroke of glyph) {
    drawLine(canvas, mapLine(smoothLine(wobble(stroke, amount, random)), toPixels), pen);
  }
  drawClutter(canvas, random);
  develop(canvas, random, pixels);
}

function randomPen(random: HostRandom): Pen {
  const radius = between(random, 0.7, 1.7);
  return {
    startRadius: radius * between(random, 0.85, 1.15),
    endRadius: radius * between(random, 0.75, 1.15),
    softness: between(random, 1, 1.8),
    ink: between(random, 0.65, 1),
  };
}

/** Pieces of neighbouring writing that reach in over the edge, and specks. */
function drawClutter(canvas: Canvas, random: HostRandom): void {
  for (let stray = random.integer(3); stray > 0; stray--) {
    const pen = { startRadius: 0.9, endRadius: 0.7, softness: 1.3, ink: between(random, 0.3, 0.9) };
    drawLine(canvas, strayLine(random), pen);
  }
  for (let speck = random.integer(4); speck > 0; speck--) {
    const x = between(random, 0, SIDE - 1);
    const y = between(random, 0, SIDE - 1);
    const radius = between(random, 0.2, 0.8);
    drawLine(canvas, [x, y, x + bell(random), y], {
      startRadius: radius,
      endRadius: radius,
      softness: 1.2,
      ink: between(random, 0.2, 0.8),
    });
  }
}

/** A line from a point on the edge to one a few pixels inside, near the same edge. */
function strayLine(random: HostRandom): number[] {
  const along = between(random, 0, SIDE - 1);
  const depth = between(random, 1, 5);
  const [x0, y0, x1, y1] = [along, -1, along + 3 * bell(random), depth];
  const far = SIDE - 1;
  switch (random.integer(4)) {
    case 0:
      return [x0, y0, x1, y1];
    case 1:
      return [x0, far - y0, x1, far - y1];
    case 2:
      return [y0, x0, y1, x1];
    default:
      return [far - y0, x0, far - y1, x1];
  }
}

/** Turns ink into bytes, with grain. */
function develop(canvas: Canvas, random: HostRandom, pixels: Uint8Array): void {
  const grain = between(random, 0, 0.12);
  for (let pixel = 0; pixel < canvas.length; pixel += 2) {
    // One draw of 32 bits makes two grains of two 8-bit uniforms each: triangular in (-1, 1).
    const bits = random.bits();
    const first = ((bits & 255) + ((bits >>> 8) & 255)) / 255 - 1;
    const second = (((bits >>> 16) & 255) + (bits >>> 24)) / 255 - 1;
    pixels[pixel] = toByte((canvas[pixel] as number) + grain * first);
    pixels[pixel + 1] = toByte((canvas[pixel + 1] as number) + grain * second);
  }
}

function toByte(ink: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, ink)));
}
