// Where channels and spatial axes stand in a shape, and the errors when they do not.
import { checkChoice, formatShape, ShapeError, type DataFormat } from '@tensorloom/tensor-core';
import type { SymbolicShape } from '../symbolic-shape.js';
import type { AxisCount } from './per-axis.js';

/** The axes of what a layer takes: [batch, ...spatial, channels] or [batch, channels, ...spatial]. */
export interface Layout<Axes extends AxisCount = AxisCount> {
  readonly axes: Axes;
  readonly dataFormat: DataFormat;
}

/** The option of all layers that know spatial axes. */
export interface DataFormatOption {
  /** `'channelsLast'` (default): [batch, ...spatial, channels]; `'channelsFirst'`: [batch, channels, ...spatial], as in PyTorch. */
  readonly dataFormat?: DataFormat;
}

/** The words that `dataFormat` takes. */
const dataFormats: readonly DataFormat[] = ['channelsLast', 'channelsFirst'];

const spatialNames = { 1: 'steps', 2: 'height, width', 3: 'depth, height, width' } as const;

/** @throws ConfigError unless one of the two layouts */
export function checkDataFormat(where: string, { dataFormat = 'channelsLast' }: DataFormatOption): DataFormat {
  return checkChoice(where, 'dataFormat', dataFormat, dataFormats);
}

/** The first spatial axis. */
export function firstSpatial({ dataFormat }: Layout): 1 | 2 {
  return dataFormat === 'channelsLast' ? 1 : 2;
}

/** The extents of the spatial axes. */
export function spatialOf(shape: SymbolicShape, layout: Layout): SymbolicShape {
  const first = firstSpatial(layout);
  return shape.slice(first, first + layout.axes);
}

/** The extent of the channels. */
export function channelsOf(shape: SymbolicShape, { dataFormat }: Layout): number | null {
  return shape.at(dataFormat === 'channelsLast' ? -1 : 1) ?? null;
}

/** A shape of the layout. */
export function shapeOf(
  { dataFormat }: Layout,
  batch: number | null | undefined,
  spatial: SymbolicShape,
  channels: number | null,
): SymbolicShape {
  const first = batch ?? null;
  return dataFormat === 'channelsLast' ? [first, ...spatial, channels] : [first, channels, ...spatial];
}

/** The axes by name, for messages: `[batch, height, width, 3]`. */
export function layoutName({ axes, dataFormat }: Layout, channels: number | string = 'channels'): string {
  const spatial = spatialNames[axes];
  return dataFormat === 'channelsLast' ? `[batch, ${spatial}, ${channels}]` : `[batch, ${channels}, ${spatial}]`;
}

/** @throws ShapeError unless there are as many axes as the layout has */
export function checkLayout(path: string, inputShape: SymbolicShape, layout: Layout): void {
  if (inputShape.length === layout.axes + 2) return;
  throw new ShapeError(
    `${path}: input does not fit; expected ${layoutName(layout)}, got ${formatShape(inputShape)}; ` +
      (inputShape.length === layout.axes + 1
        ? 'reshape it: one channel is an axis of 1, one example a batch of 1'
        : 'reshape it, or take the layer for another number of axes'),
  );
}
