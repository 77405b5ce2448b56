// The operands of a convolution and of its two gradients as loaders of one matrix product.
import type { ConvExtents, ConvProduct, ConvWindow } from './conv-geometry.js';
import { readFunction, type ElementReader, type GemmLoader } from './gemm-loader.js';
import { stridedLoader, stridedLoaderWords } from './strided-loader.js';
import { channelsLast, windowLoader, windowLoaderWords, type ImageStrides } from './window-loader.js';

/** Where the two operands of a convolution's product are read: bindings, or expressions that read an element. */
export interface ConvSources {
  /** conv2d and conv2dKernelGradient: input [batch, height, width, channels]; conv2dInputGradient: gradOutput. */
  readonly a: string | ElementReader;
  /** conv2d and conv2dInputGradient: kernel [kernelHeight, kernelWidth, channels / groups, filters]; conv2dKernelGradient: gradOutput. */
  readonly b: string | ElementReader;
}

/** Loaders of both operands. */
export interface ConvLoaders {
  readonly loadA: GemmLoader;
  readonly loadB: GemmLoader;
}

/** Loaders of a convolution's product; they read P from `firstParam` on, A's words before B's. */
export function convLoaders(
  product: ConvProduct,
  window: ConvWindow,
  { a, b }: ConvSources,
  firstParam: number,
): ConvLoaders {
  const patches = { side: 'a', source: a, firstParam, window } as const;
  if (product === 'conv2dKernelGradient') {
    const loadA = windowLoader({ ...patches, direction: 'forward', pixels: 'depth' });
    return { loadA, loadB: stridedLoader('b', b, firstParam + loadA.words) };
  }
  if (product === 'conv2d') {
    const loadA = windowLoader({ ...patches, direction: 'forward', pixels: 'row' });
    return { loadA, loadB: stridedLoader('b', b, firstParam + loadA.words) };
  }
  const loadA = windowLoader({ ...patches, direction: 'backward', pixels: 'row' });
  return { loadA, loadB: flippedKernelLoader(b, window) };
}

/** Strides of A's images where they are not contiguous channels-last. */
export interface ConvLayout {
  readonly images?: ImageStrides;
}

/** The words that the loaders of a convolution's product read from P. */
export function convLoaderWords(
  product: ConvProduct,
  window: ConvWindow,
  { input, output }: ConvExtents,
  { images }: ConvLayout = {},
): number[] {
  const { filters, groups, channels } = window;
  if (product === 'conv2dInputGradient') {
    return windowLoaderWords(images ?? channelsLast(output, filters), output, input);
  }
  const patches = windowLoaderWords(images ?? channelsLast(input, channels), input, output);
  return [...patches, ...stridedLoaderWords({ row: 1, depth: filters, batch: filters / groups })];
}

/** B(z, k, n) of the input gradient: kernel[i, j, n, z's filter] for k = (i, j, filter). All of its sizes are constants. */
function flippedKernelLoader(source: string | ElementReader, window: ConvWindow): GemmLoader {
  const { filters, groups, channels } = window;
  const [ofGroup, step] = [Math.max(1, filters / groups), (channels / groups) * filters];
  const wgsl = `${readFunction('b', source)}
fn rowB(z: u32, n: u32) -> vec4u { return vec4u(n * ${filters}u + z * ${ofGroup}u, 0u, 0u, 0u); }
fn depthB(z: u32, k: u32) -> vec4u { return vec4u((k / ${ofGroup}u) * ${step}u + k % ${ofGroup}u, 0u, 0u, 0u); }
fn loadB(row: vec4u, depth: vec4u) -> f32 { return readB(row.x + depth.x); }
`;
  return { wgsl, words: 0, adjacent: 'depth', width: 1 };
}
