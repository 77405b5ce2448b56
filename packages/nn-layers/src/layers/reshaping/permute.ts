// A layer that puts the axes of each example in another order.
import { ConfigError, formatShape, ShapeError, transpose, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/**
 * Axis i of the output is axis dims[i - 1] of the input, both counted from 1: axis 0, the batch, stays.
 *
 * @example new Permute([2, 1]) // [batch, 10, 64] to [batch, 64, 10]
 */
export class Permute extends Layer {
  static override readonly className = 'Permute';
  readonly dims: readonly number[];

  /** @param dims the numbers 1 to n of the axes behind the batch, each once */
  constructor(dims: readonly number[], options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('Permute', options);
    const sorted: readonly unknown[] = Array.isArray(dims) ? [...dims].sort((one, other) => one - other) : [];
    if (sorted.length === 0 || !sorted.every((axis, index) => axis === index + 1)) {
      throw new ConfigError(
        'Permute: bad dims; expected each of 1 to the number of axes behind the batch once, ' +
          `got ${JSON.stringify(dims) ?? String(dims)}; change it`,
      );
    }
    this.dims = dims;
  }

  override call(input: Tensor): Tensor {
    return transpose(input, [0, ...this.dims]);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [0, ...this.dims].map((axis) => inputShape[axis] ?? null);
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    if (inputShape.length === this.dims.length + 1) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected a batch and ${this.dims.length} axes, got ${formatShape(inputShape)}; ` +
        'check the layer before, or dims',
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), dims: this.dims };
  }

  static override fromConfig({ dims, ...options }: LayerConfig): Permute {
    return new Permute(dims as readonly number[], options);
  }
}
