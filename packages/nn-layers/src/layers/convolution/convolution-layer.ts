// What all convolutions share: the window, the layout, checks and shapes. They differ in their kernels and in what they compute.
import { checkChoice, formatShape, ShapeError, type DataFormat, type Tensor } from '@tensorloom/tensor-core';
import type { AnyLayer } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import type { BiasOptions } from '../../options/kernel-options.js';
import {
  channelsOf,
  checkDataFormat,
  checkLayout,
  layoutName,
  shapeOf,
  spatialOf,
  type Layout,
} from '../../options/layout.js';
import { checkSteps, type AxisCount, type Steps } from '../../options/per-axis.js';
import {
  checkRoom,
  windowPaddings,
  windowPlaces,
  type CausalPadding,
  type Window,
  type WindowOptions,
  type WindowPadding,
} from '../../options/window.js';
import { extentOf, type SymbolicShape } from '../../symbolic-shape.js';
import { KernelLayer } from '../kernel-layer.js';

/** Options of all convolutions. */
export interface ConvolutionLayerOptions<Axes extends AxisCount, Padding>
  extends BiasOptions, WindowOptions<Axes, Padding> {
  /** Distance of the kernel's taps, for all axes or one for each (default 1). */
  readonly dilationRate?: Steps<Axes>;
}

/** What a class says of itself. */
export interface ConvolutionKind<Axes extends AxisCount, Padding> {
  readonly className: string;
  readonly axes: Axes;
  /** The words that its `padding` takes (default 'valid' and 'same'). */
  readonly paddings?: readonly Padding[];
  /** Options that only it has. */
  readonly own?: readonly string[];
  /** What the names of its kernel's options begin with (default 'kernel'). */
  readonly kernelOptions?: string;
}

const common = ['strides', 'padding', 'dilationRate', 'dataFormat'] as const;

/** A kernel that moves over the spatial axes. */
export abstract class ConvolutionLayer<
  Axes extends AxisCount,
  Padding extends CausalPadding = WindowPadding,
> extends KernelLayer {
  readonly window: Required<Window<Axes, Padding>>;
  readonly dataFormat: DataFormat;
  protected readonly layout: Layout<Axes>;

  constructor(
    kind: ConvolutionKind<Axes, Padding>,
    kernelSize: Steps<Axes>,
    options: ConvolutionLayerOptions<Axes, Padding>,
  ) {
    const { className, axes, own = [], kernelOptions, paddings = windowPaddings as readonly Padding[] } = kind;
    super(className, options, [...common, ...own], kernelOptions);
    this.dataFormat = checkDataFormat(className, options);
    this.layout = { axes, dataFormat: this.dataFormat };
    this.window = {
      size: checkSteps(className, 'kernelSize', kernelSize, axes),
      strides: checkSteps(className, 'strides', options.strides ?? 1, axes),
      padding: checkChoice(className, 'padding', options.padding ?? 'valid', paddings),
      dilation: checkSteps(className, 'dilationRate', options.dilationRate ?? 1, axes),
    };
  }

  /** Channels of the output, given those of the input. */
  protected abstract outputsFor(channels: number | null): number | null;

  /** What the kernel gives, before bias and activation. */
  protected abstract convolve(input: Tensor): Tensor;

  /** Channels have to be a multiple of this. */
  protected get channelStep(): number {
    return 1;
  }

  /** What the op is told. */
  protected get geometry(): Pick<Required<Window<Axes, Padding>>, 'strides' | 'padding' | 'dilation'> & {
    readonly dataFormat: DataFormat;
  } {
    const { strides, padding, dilation } = this.window;
    return { strides, padding, dilation, dataFormat: this.dataFormat };
  }

  override call(input: Tensor): Tensor {
    return this.finish(this.convolve(input), this.dataFormat === 'channelsLast' ? 0 : this.layout.axes);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    const places = this.placesOf(spatialOf(inputShape, this.layout));
    return shapeOf(this.layout, inputShape[0], places, this.outputsFor(channelsOf(inputShape, this.layout)));
  }

  /** The spatial extents of the output. */
  protected placesOf(extents: SymbolicShape): SymbolicShape {
    return windowPlaces(extents, this.window);
  }

  /** Each place of the output sees the whole kernel, with what lies in the padding. */
  override countConnections(outputShape: SymbolicShape): number | undefined {
    const places = extentOf(spatialOf(outputShape, this.layout));
    return places === null ? undefined : places * this.countParameters();
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    checkLayout(this.path, inputShape, this.layout);
    this.checkRoom(inputShape);
    const known = this.builtShape && channelsOf(this.builtShape, this.layout);
    const got = channelsOf(inputShape, this.layout);
    const step = this.channelStep;
    if (known === undefined ? got !== null && got % step === 0 : got === known || got === null) return;
    const expected = known ?? (step > 1 ? `a multiple of ${step}` : 'channels');
    throw new ShapeError(
      `${this.path}: channels do not fit; expected ${layoutName(this.layout, expected)}, got ${formatShape(inputShape)}; ` +
        'check the layer before, or the order of the axes',
    );
  }

  /** @throws ShapeError where the kernel has no place */
  protected checkRoom(inputShape: SymbolicShape): void {
    checkRoom(this.path, inputShape, this.layout, this.window);
  }

  override getConfig(): LayerConfig {
    const { size, strides, padding, dilation } = this.window;
    const { dataFormat } = this;
    return { ...super.getConfig(), kernelSize: size, strides, padding, dilationRate: dilation, dataFormat };
  }

  /** For classes whose constructor takes filters, kernelSize and options. */
  static override fromConfig({ filters, kernelSize, ...options }: LayerConfig): AnyLayer {
    const made = this as unknown as new (filters: unknown, kernelSize: unknown, options: object) => AnyLayer;
    return new made(filters, kernelSize, options);
  }
}
