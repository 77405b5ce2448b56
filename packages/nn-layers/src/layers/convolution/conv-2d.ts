// A layer whose kernel slides over images.
import {
  checkChoice,
  checkCount,
  ConfigError,
  conv2d,
  formatShape,
  ShapeError,
  type Tensor,
} from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { checkPair } from '../../options/check-pair.js';
import type { KernelOptions } from '../../options/kernel-options.js';
import { checkImages, windowPaddings, windowPlaces, type Window, type WindowPadding } from '../../options/window.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { KernelLayer } from '../kernel-layer.js';

/** Options of Conv2D. */
export interface Conv2DOptions extends KernelOptions {
  /** Step, for both axes or [height, width] (default 1). */
  readonly strides?: number | readonly [number, number];
  /** Default 'valid'. */
  readonly padding?: WindowPadding;
  /** Distance of the kernel's taps, for both axes or [height, width] (default 1). */
  readonly dilationRate?: number | readonly [number, number];
  /** The channels fall into this many groups that do not see each other (default 1). */
  readonly groups?: number;
}

const own: readonly (keyof Conv2DOptions)[] = ['strides', 'padding', 'dilationRate', 'groups'];

/**
 * activation(conv2d(x, kernel) + bias):
 * out[b, y, x, f] = Σ_{i, j, c} in[b, y·stride + i·dilation, x·stride + j·dilation, c] · kernel[i, j, c, f] + bias[f].
 *
 * Input [batch, height, width, channels], float32 (others are cast); output [batch, outHeight, outWidth, filters].
 * Weights: `kernel` [kernelHeight, kernelWidth, channels / groups, filters], `bias` [filters].
 *
 * @example new Conv2D(32, 3, { padding: 'same', activation: 'relu' })
 */
export class Conv2D extends KernelLayer {
  static override readonly className = 'Conv2D';
  readonly filters: number;
  readonly window: Required<Window>;
  readonly groups: number;

  /**
   * @param filters number of channels of the output, a multiple of `groups`
   * @param kernelSize for both axes or [height, width]
   */
  constructor(filters: number, kernelSize: number | readonly [number, number], options: Conv2DOptions = {}) {
    super('Conv2D', options, own);
    this.filters = checkCount('Conv2D', 'filters', filters);
    this.groups = checkCount('Conv2D', 'groups', options.groups ?? 1);
    this.window = {
      size: checkPair('Conv2D', 'kernelSize', kernelSize),
      strides: checkPair('Conv2D', 'strides', options.strides ?? 1),
      padding: checkChoice('Conv2D', 'padding', options.padding ?? 'valid', windowPaddings),
      dilation: checkPair('Conv2D', 'dilationRate', options.dilationRate ?? 1),
    };
    if (this.filters % this.groups !== 0) {
      throw new ConfigError(
        `Conv2D: bad groups; expected a divisor of ${filters} filters, got ${this.groups}; change one of them`,
      );
    }
  }

  override build(inputShape: SymbolicShape): void {
    this.addKernel([...this.window.size, (inputShape[3] as number) / this.groups, this.filters], this.filters);
  }

  override call(input: Tensor): Tensor {
    const { strides, padding, dilation } = this.window;
    return this.finish(conv2d(input, this.kernel, { strides, padding, dilation, groups: this.groups }));
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [inputShape[0] ?? null, ...windowPlaces(inputShape, this.window), this.filters];
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    checkImages(this.path, inputShape, this.window);
    const channels = this.built ? (this.kernel.shape[2] as number) * this.groups : null;
    const got = inputShape[3];
    if (channels === null ? typeof got === 'number' && got % this.groups === 0 : got === channels || got === null)
      return;
    const expected = channels ?? (this.groups > 1 ? `a multiple of ${this.groups}` : 'channels');
    throw new ShapeError(
      `${this.path}: channels do not fit; expected [batch, height, width, ${expected}], got ${formatShape(inputShape)}; ` +
        'check the layer before, or the order of the axes',
    );
  }

  override getConfig(): LayerConfig {
    const { size, strides, padding, dilation } = this.window;
    return {
      ...super.getConfig(),
      filters: this.filters,
      kernelSize: size,
      strides,
      padding,
      dilationRate: dilation,
      groups: this.groups,
    };
  }

  static override fromConfig({ filters, kernelSize, ...options }: LayerConfig): Conv2D {
    return new Conv2D(filters as number, kernelSize as number, options);
  }
}
