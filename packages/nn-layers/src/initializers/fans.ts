// How many inputs and outputs a weight joins, read off its shape.
import type { Shape } from '@tensorloom/tensor-core';

export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * Fans of a weight: [inputs, outputs] of a dense kernel; of a convolution [...window, channels, filters] both times the
 * window's size. A vector or scalar counts its elements for both.
 */
export function fansOf(shape: Shape): Fans {
  if (shape.length < 2) {
    const size = Math.max(1, shape[0] ?? 1);
    return { fanIn: size, fanOut: size };
  }
  const window = shape.slice(0, -2).reduce((size, extent) => size * extent, 1);
  return {
    fanIn: Math.max(1, window * (shape.at(-2) as number)),
    fanOut: Math.max(1, window * (shape.at(-1) as number)),
  };
}
