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
   * 'backward': at (y + top - i · dilation) / stride, where that is whole (the gradient of the output). Both terms are divided
   * by the stride beforehand: where their remainders agree, the quotients differ by the place. Loads divide nothing, which
   * software adapters do lane by lane.
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
  return { wgsl, words: WORDS, adjacent: pixels === 'row' ? 'depth' : 'row', width: 1 };
}

function pixelFunction(name: string, options: WindowLoaderOptions, word: (position: number) => string): string {
  const { window, direction } = options;
  const [[top], [left]] = window.padding;
  const forward = direction === 'forward';
  const [down, across] = window.strides;
  const [row, column] = forward
    ? [`y * ${down}u - ${top}u`, `x * ${across}u - ${left}u`]
    : [quotient(`y + ${top}u`, down), quotient(`x + ${left}u`, across)];
  const rest = forward ? '0u' : phase(`y + ${top}u`, `x + ${left}u`, window);
  return `fn ${name}(z: u32, index: u32) -> vec4u {
  let line = index / ${word(7)};
  let image = line / ${word(8)};
  let x = index - line * ${word(7)};
  let y = line - image * ${word(8)};
  let row = ${row};
  let column = ${column};
  let start = ${word(0)} + image * ${word(1)} + z * ${tapChannels(options)}u * ${word(4)};
  return vec4u(start + row * ${word(2)} + column * ${word(3)}, row, column, ${rest});
}`;
}

// Going backward the rows and columns of a tap are negative: unsigned numbers that wrap, so that loads only add.
function tapFunction(name: string, options: WindowLoaderOptions, word: (position: number) => string): string {
  const { window, direction } = options;
  const forward = direction === 'forward';
  // A convolution over no channels has no tap: its text must compile all the same.
  const channels = Math.max(1, tapChannels(options));
  const [down, across] = window.strides;
  const [row, column] = forward ? ['i', 'j'] : [`0u - ${quotient('i', down)}`, `0u - ${quotient('j', across)}`];
  return `fn ${name}(z: u32, index: u32) -> vec4u {
  let channel = index % ${channels}u;
  let tap = index / ${channels}u;
  let i = (tap / ${window.kernel[1]}u) * ${window.dilation[0]}u;
  let j = (tap % ${window.kernel[1]}u) * ${window.dilation[1]}u;
  let row = ${row};
  let column = ${column};
  return vec4u(channel * ${word(4)} + row * ${word(2)} + column * ${word(3)}, row, column, ${forward ? '0u' : phase('i', 'j', window)});
}`;
}

/** The whole strides in a distance, as WGSL. */
function quotient(distance: string, stride: number): string {
  return stride === 1 ? distance : `(${distance}) / ${stride}u`;
}

/** What distances down and across leave when divided by the strides, as one number. */
function phase(down: string, across: string, { strides }: ConvWindow): string {
  const rests = [down, across].map((distance, axis) => `(${distance}) % ${strides[axis]}u`);
  if (strides[0] === 1) return strides[1] === 1 ? '0u' : (rests[1] as string);
  return strides[1] === 1 ? (rests[0] as string) : `${rests[0]} * ${strides[1]}u + ${rests[1]}`;
}

/** Whether a window can reach beyond the image. */
function canLeave({ window, direction }: WindowLoaderOptions): boolean {
  if (direction === 'forward') return window.padding.flat().some((count) => count > 0);
  return true;
}

// Conditions are joined by &, which computes both sides: with the branches that && makes of each of a kernel's many loads
// SwiftShader compiles for minutes.
function loadBody(options: WindowLoaderOptions, read: string, word: (position: number) => string): string {
  const { strides } = options.window;
  if (!canLeave(options)) return `  return ${read}(row.x + depth.x);`;
  const whole = options.direction === 'backward' && Math.max(...strides) > 1 ? ' & (row.w == depth.w)' : '';
  return `  let y = row.y + depth.y;
  let x = row.z + depth.z;
  return select(0f, ${read}(row.x + depth.x), (y < ${word(5)}) & (x < ${word(6)})${whole});`;
}

/** The words that a window loader reads: strides and extent of the image, and the grid that pixels are counted on. */
export function windowLoaderWords(
  { offset = 0, batch, row, column, channel }: ImageStrides,
  image: readonly [height: number, width: number],
  grid: readonly [height: number, width: number],
): number[] {
  return [offset, batch, row, column, channel, image[0], image[1], grid[1], grid[0]];
}
