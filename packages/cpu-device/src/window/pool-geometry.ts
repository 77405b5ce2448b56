// Where the windows of a 2-D pooling lie. Knows no data.
import { sizeOf, type PaddingPair, type Pool2dAttributes, type Shape } from '@tensorloom/tensor-core';

/** The part of each window that lies inside the image, along one axis: rows (or columns) [from, to). */
interface Spans {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function spansOf(extent: number, count: number, window: number, stride: number, [before]: PaddingPair): Spans {
  const starts = Int32Array.from({ length: count }, (_, place) => place * stride - before);
  return {
    from: starts.map((start) => Math.max(start, 0)),
    to: starts.map((start) => Math.min(start + window, extent)),
  };
}

/** A window, in elements: its first one, and how many rows and columns of it lie inside the image. */
export interface Window {
  /** Index of the window's first element, channel 0, in the input. */
  start: number;
  rows: number;
  columns: number;
  /** Index of the window's result, channel 0, in the output. */
  out: number;
}

/** The windows of a pooling. */
export interface PoolGeometry {
  readonly channels: number;
  /** Distance of two rows of the input, in elements. */
  readonly rowStride: number;
  /** Calls `visit` for each window with one object that changes. */
  eachWindow(visit: (window: Readonly<Window>) => void): void;
}

/** Lays out the windows of `input` [batch, height, width, channels] that give `output`. */
export function poolGeometry(
  input: Shape,
  output: Shape,
  { window, strides, padding }: Pool2dAttributes,
): PoolGeometry {
  const [batch, height, width, channels] = input as [number, number, number, number];
  const [, outHeight, outWidth] = output as [number, number, number, number];
  const vertical = spansOf(height, outHeight, window[0], strides[0], padding[0]);
  const horizontal = spansOf(width, outWidth, window[1], strides[1], padding[1]);
  const rowStride = width * channels;
  const eachWindow = (visit: (window: Readonly<Window>) => void): void => {
    const current: Window = { start: 0, rows: 0, columns: 0, out: 0 };
    for (let image = 0; image < (sizeOf(input) === 0 ? 0 : batch); image++) {
      for (let y = 0; y < outHeight; y++) {
        const top = vertical.from[y] as number;
        current.rows = (vertical.to[y] as number) - top;
        for (let x = 0; x < outWidth; x++, current.out += channels) {
          const left = horizontal.from[x] as number;
          current.columns = (horizontal.to[x] as number) - left;
          current.start = (image * height + top) * rowStride + left * channels;
          visit(current);
        }
      }
    }
  };
  return { channels, rowStride, eachWindow };
}
