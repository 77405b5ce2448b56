// Reads the patches under a convolution's window from an image tensor, without ever building them: pixel meets tap.
import type { ConvWindow } from './conv-geometry.js';
import { readFunction, sideLetter, type ElementReader, type GemmLoader, type GemmSide } from './gemm-loader.js';

/** Strides of a tensor of images in elements, so that channels may come last or first. */
export interface ImageStrides {
  readonly offset?: number;
  readonly batch: number;
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

/** Strides of contiguous `[batch, height, width, channels]`. */
export function channelsLast([height, width]: readonly [number, number], channels: number): ImageStrides {
  return { batch: height * width * channels, row: width * channels, column: channels, channel: 1 };
}

/** What a window loader reads and how its two indices map to the product's. */
export interface WindowLoaderOptions {
  readonly side: GemmSide;
  /** A binding of f32 elements, or the expression that reads one. */
  readonly source: string | ElementReader;
  readonly firstParam: number;
  readonly window: ConvWindow;
  /**
   * 'forward': pixel (y, x) and tap (i, j) meet at y · stride + i · dilation - top of the image (the input);
   * 'backward': at (y + top - i · dilation) / stride, where that is whole (the gradient of the output).
   */
  readonly direction: 'forward' | 'backward';
  /** Which index of the product counts pixels (image, y, x); the other one counts taps (i, j, channel). */
  readonly pixels: 'row' | 'depth';
}

const WORDS = 9;

/** Channels that a tap runs through, in one group of the image. */
function tapChannels({ window, direction }: WindowLoaderOptions): number {
  return (direction === 'forward' ? window.channels : window.filters) / window.groups;
}

/** Loader of the element of an image where a pixel meets a tap; 0 where that is outside. Channels are those of group z. */
export function windowLoader(options: WindowLoaderOptions): GemmLoader {
  const { side, source, firstParam, pixels } = options;
  const letter = sideLetter(side);
  const word = (position: number) => `P[${firstParam + position}]`;
  const [ofPixel, ofTap] = pixels === 'row' ? ['row', 'depth'] : ['depth', 'row'];
  const wgsl = `${readFunction(side, source)}
${pixelFunction(`${ofPixel}${letter}`, options, word)}
${tapFunction(`${ofTap}${letter}`, options, word)}
fn load${letter}(row: vec4u, depth: vec4u) -> f32 {
${loadBody(options, `read${letter}`, word)}
}
`;
  return { wgsl, words: WORDS, adjacent: pixels === 'row' ? 'depth' : 'row' };
}

function pixelFunction(name: string, options: WindowLoaderOptions, word: (position: number) => string): string {
  const { window, direction } = options;
  const [[top], [left]] = window.padding;
  const forward = direction === 'forward';
  const [row, column] = forward
    ? [`y * ${window.strides[0]}u - ${top}u`, `x * ${window.strides[1]}u - ${left}u`]
    : [`y + ${top}u`, `x + ${left}u`];
  const linear = isLinear(options) ? ` + row * ${word(2)} + column * ${word(3)}` : '';
  return `fn ${name}(z: u32, index: u32) -> vec4u {
  let line = index / ${word(7)};
  let image = line / ${word(8)};
  let x = index - line * ${word(7)};
  let y = line - image * ${word(8)};
  let row = ${row};
  let column = ${column};
  let start = ${word(0)} + image * ${word(1)} + z * ${tapChannels(options)}u * ${word(4)};
  return vec4u(start${linear}, row, column, 0u);
}`;
}

// Going backward the rows and columns of a tap are negative: unsigned numbers that wrap, so that loads only add.
function tapFunction(name: string, options: WindowLoaderOptions, word: (position: number) => string): string {
  const { window, direction } = options;
  const sign = direction === 'forward' ? '' : '0u - ';
  // A convolution over no channels has no tap: its text must compile all the same.
  const channels = Math.max(1, tapChannels(options));
  const linear = isLinear(options) ? ` + row * ${word(2)} + column * ${word(3)}` : '';
  return `fn ${name}(z: u32, index: u32) -> vec4u {
  let channel = index % ${channels}u;
  let tap = index / ${channels}u;
  let row = ${sign}(tap / ${window.kernel[1]}u) * ${window.dilation[0]}u;
  let column = ${sign}(tap % ${window.kernel[1]}u) * ${window.dilation[1]}u;
  return vec4u(channel * ${word(4)}${linear}, row, column, 0u);
}`;
}

/** Whether an element's place is a sum of its pixel's and its tap's. */
function isLinear({ window, direction }: WindowLoaderOptions): boolean {
  return direction === 'forward' || (window.strides[0] === 1 && window.strides[1] === 1);
}

/** Whether a window can reach beyond the image. */
function canLeave({ window, direction }: WindowLoaderOptions): boolean {
  if (direction === 'forward') return window.padding.flat().some((count) => count > 0);
  return true;
}

function loadBody(options: WindowLoaderOptions, read: string, word: (position: number) => string): string {
  const { window } = options;
  if (!canLeave(options)) return `  return ${read}(row.x + depth.x);`;
  const sum = `  let y = row.y + depth.y;
  let x = row.z + depth.z;`;
  if (isLinear(options)) {
    return `${sum}
  return select(0f, ${read}(row.x + depth.x), y < ${word(5)} && x < ${word(6)});`;
  }
  const [down, across] = window.strides;
  return `${sum}
  let inside = y % ${down}u == 0u && x % ${across}u == 0u && y / ${down}u < ${word(5)} && x / ${across}u < ${word(6)};
  let index = row.x + depth.x + (y / ${down}u) * ${word(2)} + (x / ${across}u) * ${word(3)};
  return select(0f, ${read}(index), inside);`;
}

/** The words that a window loader reads: strides and extent of the image, and the grid that pixels are counted on. */
export function windowLoaderWords(
  { offset = 0, batch, row, column, channel }: ImageStrides,
  image: readonly [height: number, width: number],
  grid: readonly [height: number, width: number],
): number[] {
  return [offset, batch, row, column, channel, image[0], image[1], grid[1], grid[0]];
}
