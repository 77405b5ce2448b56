// How many places a window has along each axis of an image, and the errors when it has none.
import { formatShape, ShapeError } from '@tensorloom/tensor-core';
import type { SymbolicShape } from '../symbolic-shape.js';

/** 'valid': the window stays inside; 'same': ceil(extent / stride) places, with zeros around. */
export type WindowPadding = 'valid' | 'same';

/** The words that `padding` takes. */
export const windowPaddings: readonly WindowPadding[] = ['valid', 'same'];

/** A window that moves over height and width. */
export interface Window {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: WindowPadding;
  /** Distance of its taps (default 1). */
  readonly dilation?: readonly [number, number];
}

/** Number of places along an axis; null where the extent is not known. */
function places(extent: number | null, axis: 0 | 1, { size, strides, padding, dilation }: Window): number | null {
  if (extent === null) return null;
  if (padding === 'same') return Math.ceil(extent / strides[axis]);
  const reach = (size[axis] - 1) * (dilation?.[axis] ?? 1) + 1;
  return Math.floor((extent - reach) / strides[axis]) + 1;
}

/** Height and width of the output. */
export function windowPlaces(inputShape: SymbolicShape, window: Window): readonly [number | null, number | null] {
  return [places(inputShape[1] ?? null, 0, window), places(inputShape[2] ?? null, 1, window)];
}

/** @throws ShapeError unless [batch, height, width, channels] with room for the window */
export function checkImages(path: string, inputShape: SymbolicShape, window: Window): void {
  if (inputShape.length !== 4) {
    throw new ShapeError(
      `${path}: input does not fit; expected [batch, height, width, channels], got ${formatShape(inputShape)}; ` +
        'reshape it: gray images need a last axis of 1',
    );
  }
  if (windowPlaces(inputShape, window).some((count) => count !== null && count < 1)) {
    throw new ShapeError(
      `${path}: window larger than the image; expected height and width of at least ${formatShape(window.size)}, ` +
        `got ${formatShape(inputShape)}; use a smaller window, or padding 'same'`,
    );
  }
}
