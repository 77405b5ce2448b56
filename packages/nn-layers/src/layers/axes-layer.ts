// What layers that work along axes of their input share: finding the axes, and refusing inputs that lack them.
import { ConfigError, formatShape, ShapeError } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../layer.js';
import type { LayerConfig } from '../layer-config.js';
import type { SymbolicShape } from '../symbolic-shape.js';

/** One axis or several; negative ones count from the end. */
export type AxisOption = number | readonly number[];

/** A layer that keeps the shape of its input and looks at it along `axis`. */
export abstract class AxesLayer extends Layer {
  override readonly supportsMasking = true;
  readonly axis: AxisOption;

  /** @throws ConfigError unless whole numbers */
  constructor(className: string, axis: AxisOption, options: LayerOptions) {
    super(options);
    const axes = [axis].flat();
    if (axes.length === 0 || !axes.every((each) => Number.isSafeInteger(each))) {
      throw new ConfigError(
        `${className}: bad axis; expected a whole number or a list of them, got ${JSON.stringify(axis)}; -1 is the last axis`,
      );
    }
    this.axis = axis;
  }

  /** The axes of an input of this rank, ascending, from 0. */
  protected axesOf(rank: number): readonly number[] {
    const axes = [this.axis].flat().map((each) => (each < 0 ? each + rank : each));
    return axes.sort((first, second) => first - second);
  }

  /** Extents of the axes. */
  protected extentsOf(inputShape: SymbolicShape): SymbolicShape {
    return this.axesOf(inputShape.length).map((axis) => inputShape[axis] as number | null);
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const rank = inputShape.length;
    const axes = this.axesOf(rank);
    const exist = axes.every((axis, index) => axis >= 0 && axis < rank && axis !== axes[index - 1]);
    if (exist && this.fits(inputShape)) return;
    const extents = this.builtShape ? this.extentsOf(this.builtShape).join(', ') : 'known extents';
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, ...] with ${extents} along axis ${[this.axis].flat().join(', ')}, ` +
        `got ${formatShape(inputShape)}; ` +
        (rank < 2 ? 'add a batch axis with expandDims(0)' : 'check the axis, and the layer before'),
    );
  }

  /** Whether weights that lie along the axes fit: the extents are known, and those that the layer was built for. */
  protected fits(inputShape: SymbolicShape): boolean {
    if (inputShape.length < 2) return false;
    const extents = this.extentsOf(inputShape);
    if (!this.builtShape) return extents.every((extent) => extent !== null);
    const built = this.extentsOf(this.builtShape);
    return extents.every((extent, index) => extent === null || extent === built[index]);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), axis: this.axis };
  }
}
