// Unfolding images into the rows that a convolution multiplies (im2col), and folding rows back by adding them up.
import type { TypedArray } from '@tensorloom/tensor-core';
import type { ConvGeometry } from './conv-geometry.js';

/** Some images of a batch, and one group of their channels. */
export interface Part {
  readonly firstImage: number;
  readonly images: number;
  readonly group: number;
}

/**
 * Calls `visit` for each tap of each place of the kernel, in the order of the unfolded rows.
 * `at` is where the tap's channels begin in the images (from the first image of the part on), or -1 in the padding.
 */
function eachTap(g: ConvGeometry, { images, group }: Part, visit: (row: number, at: number) => void): void {
  const { height, width, channels, groupChannels, kernelHeight, kernelWidth } = g;
  let row = 0;
  for (let image = 0; image < images; image++) {
    for (let outY = 0; outY < g.outHeight; outY++) {
      for (let outX = 0; outX < g.outWidth; outX++) {
        for (let i = 0; i < kernelHeight; i++) {
          const y = outY * g.strides[0] + i * g.dilation[0] - g.padding[0][0];
          const line = y < 0 || y >= height ? -1 : (image * height + y) * width;
          for (let j = 0; j < kernelWidth; j++, row += groupChannels) {
            const x = outX * g.strides[1] + j * g.dilation[1] - g.padding[1][0];
            visit(row, line < 0 || x < 0 || x >= width ? -1 : (line + x) * channels + group * groupChannels);
          }
        }
      }
    }
  }
}

/** rows [images · places, taps] = the input under the kernel at each place; zeros in the padding. */
export function unfold(g: ConvGeometry, part: Part, input: TypedArray, rows: TypedArray): void {
  const start = part.firstImage * g.height * g.width * g.channels;
  eachTap(g, part, (row, at) => {
    for (let c = 0; c < g.groupChannels; c++) rows[row + c] = at < 0 ? 0 : (input[start + at + c] as number);
  });
}

/** input [images, height, width, channels] += the rows, each tap added where it was taken from. */
export function fold(g: ConvGeometry, part: Part, rows: TypedArray, input: Float64Array): void {
  eachTap(g, part, (row, at) => {
    if (at < 0) return;
    for (let c = 0; c < g.groupChannels; c++) input[at + c] = (input[at + c] as number) + (rows[row + c] as number);
  });
}
