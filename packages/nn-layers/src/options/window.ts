// How many places a window has along each spatial axis, and the error when it has none.
import { formatShape, ShapeError } from '@tensorloom/tensor-core';
import type { SymbolicShape } from '../symbolic-shape.js';
import { spatialOf, type DataFormatOption, type Layout } from './layout.js';
import type { AxisCount, PerAxis, Steps } from './per-axis.js';

/** 'valid': the window stays inside; 'same': ceil(extent / stride) places, with zeros around. */
export type WindowPadding = 'valid' | 'same';

/** 'causal': as many places as 'same', with all zeros in front, so that no place sees what follows it. */
export type CausalPadding = WindowPadding | 'causal';

/** The words that `padding` takes. */
export const windowPaddings: readonly WindowPadding[] = ['valid', 'same'];

/** The words that it takes where the axis is time. */
export const causalPaddings: readonly CausalPadding[] = ['valid', 'same', 'causal'];

/** A window that moves over the spatial axes. */
export interface Window<Axes extends AxisCount = AxisCount, Padding extends CausalPadding = CausalPadding> {
  readonly size: PerAxis<Axes>;
  readonly strides: PerAxis<Axes>;
  readonly padding: Padding;
  /** Distance of its taps (default 1). */
  readonly dilation?: PerAxis<Axes>;
}

/** Options of layers whose window moves. */
export interface WindowOptions<Axes extends AxisCount, Padding> extends DataFormatOption {
  /** Step of the window, for all axes or one for each. */
  readonly strides?: Steps<Axes>;
  /** Default 'valid'. */
  readonly padding?: Padding;
}

/** From the first tap along an axis to the last. */
export function reachOf({ size, dilation }: Window, axis: number): number {
  return ((size[axis] as number) - 1) * (dilation?.[axis] ?? 1) + 1;
}

/** Number of places along an axis; null where the extent is not known. */
function placesAlong(extent: number | null, axis: number, window: Window): number | null {
  if (extent === null) return null;
  const stride = window.strides[axis] as number;
  if (window.padding !== 'valid') return Math.ceil(extent / stride);
  return Math.floor((extent - reachOf(window, axis)) / stride) + 1;
}

/** The spatial extents of the output, given those of the input. */
export function windowPlaces(extents: SymbolicShape, window: Window): SymbolicShape {
  return extents.map((extent, axis) => placesAlong(extent, axis, window));
}

/** @throws ShapeError where the window has no place */
export function checkRoom(path: string, inputShape: SymbolicShape, layout: Layout, window: Window): void {
  const extents = spatialOf(inputShape, layout);
  if (!windowPlaces(extents, window).some((count) => count !== null && count < 1)) return;
  const reaches = extents.map((_, axis) => reachOf(window, axis));
  throw new ShapeError(
    `${path}: window larger than the input; expected spatial axes of at least ${formatShape(reaches)}, ` +
      `got ${formatShape(inputShape)}; use a smaller window, or padding 'same'`,
  );
}
