// A layer that reads the elements of each example in another shape.
import { ConfigError, formatShape, ShapeError, sizeOf, type Shape, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { extentOf, type SymbolicShape } from '../../symbolic-shape.js';

/**
 * The same elements in row-major order under another shape.
 *
 * Input [batch, ...]; output [batch, ...targetShape], where one -1 stands for what the other extents leave.
 *
 * @example new Reshape([-1, 2, 2]) // [batch, 12] to [batch, 3, 2, 2]
 */
export class Reshape extends Layer {
  static override readonly className = 'Reshape';
  readonly targetShape: Shape;

  /** @param targetShape of one example, without the batch; one extent may be -1 */
  constructor(targetShape: Shape, options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('Reshape', options);
    const listed: readonly unknown[] = Array.isArray(targetShape) ? targetShape : [undefined];
    const isWhole = listed.every((extent) => Number.isSafeInteger(extent) && (extent as number) >= -1);
    if (!isWhole || listed.filter((extent) => extent === -1).length > 1) {
      throw new ConfigError(
        'Reshape: bad targetShape; expected whole numbers >= 0 and at most one -1, without the batch, ' +
          `got ${JSON.stringify(targetShape) ?? String(targetShape)}; change it`,
      );
    }
    this.targetShape = targetShape;
  }

  override call(input: Tensor): Tensor {
    return input.reshape([input.shape[0] as number, ...this.extentsFor(input.shape)] as Shape);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [inputShape[0] ?? null, ...this.extentsFor(inputShape)];
  }

  /** The target with -1 worked out from one example's elements, so that an empty batch has its shape too. */
  private extentsFor(inputShape: SymbolicShape): SymbolicShape {
    const elements = extentOf(inputShape.slice(1));
    return this.targetShape.map((extent) =>
      extent === -1 ? (elements === null ? null : elements / sizeOf(this.known)) : extent,
    );
  }

  private get known(): Shape {
    return this.targetShape.filter((extent) => extent !== -1);
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const elements = inputShape.length > 0 ? extentOf(inputShape.slice(1)) : NaN;
    const known = sizeOf(this.known);
    const isOpen = this.targetShape.includes(-1);
    if (elements === null || (isOpen ? known > 0 && elements % known === 0 : elements === known)) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected ${isOpen ? `a multiple of ${known}` : known} elements for each example, ` +
        `to make ${formatShape(this.targetShape)} of them, got ${formatShape(inputShape)}; check the layer before, or targetShape`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), targetShape: this.targetShape };
  }

  static override fromConfig({ targetShape, ...options }: LayerConfig): Reshape {
    return new Reshape(targetShape as Shape, options);
  }
}
