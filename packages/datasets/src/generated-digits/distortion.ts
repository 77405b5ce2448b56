// Makes each written digit its own: wobble of the hand, slant, turn, size and place. Uses only exactly rounded arithmetic, so shapes are equal everywhere.
import type { HostRandom } from '@tensorloom/tensor-core';
import { SIDE } from './canvas.js';
import type { Stroke } from './glyphs.js';
import { between, bell } from './random-ranges.js';

/** Moves a point of the glyph's box of 100 by 100 to pixels. */
export type PointMap = (x: number, y: number) => readonly [x: number, y: number];

/** A random affine map with a slight bend: glyph box to pixels. */
export function randomPointMap(random: HostRandom): PointMap {
  const height = between(random, 15.5, 22);
  const width = height * between(random, 0.72, 1.12);
  const slant = 0.3 * bell(random);
  const bendX = 0.35 * bell(random);
  const bendY = 0.25 * bell(random);
  // The turn by an angle a, written with t = tan(a / 2): no sine, whose last digit differs between engines.
  const t = 0.13 * bell(random);
  const cosine = (1 - t * t) / (1 + t * t);
  const sine = (2 * t) / (1 + t * t);
  const centreX = (SIDE - 1) / 2 + 1.8 * bell(random);
  const centreY = (SIDE - 1) / 2 + 1.8 * bell(random);
  return (x, y) => {
    const u = (x - 50) / 100;
    const v = (y - 50) / 100;
    const across = width * (u + bendX * (v * v - 0.1) - slant * v);
    const down = height * (v + bendY * (u * u - 0.05));
    return [centreX + cosine * across - sine * down, centreY + sine * across + cosine * down];
  };
}

/** The stroke with each point moved a little, corners staying corners. */
export function wobble(stroke: Stroke, amount: number, random: HostRandom): number[] {
  const moved: number[] = [];
  for (let i = 0; i < stroke.length; i += 2) {
    const isCorner = i > 0 && stroke[i] === stroke[i - 2] && stroke[i + 1] === stroke[i - 1];
    const x = isCorner ? (moved[i - 2] as number) : (stroke[i] as number) + amount * bell(random);
    const y = isCorner ? (moved[i - 1] as number) : (stroke[i + 1] as number) + amount * bell(random);
    moved.push(x, y);
  }
  return moved;
}

/** Applies `map` to every point of a line. */
export function mapLine(line: readonly number[], map: PointMap): number[] {
  const mapped: number[] = [];
  for (let i = 0; i < line.length; i += 2) mapped.push(...map(line[i] as number, line[i + 1] as number));
  return mapped;
}
