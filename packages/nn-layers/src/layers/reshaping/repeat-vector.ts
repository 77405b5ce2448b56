// A layer that makes a sequence of one vector.
import { broadcastTo, checkCount, expandDims, formatShape, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/**
 * Each example n times, one after the other: what a decoder reads at each of its steps.
 *
 * Input [batch, features]; output [batch, n, features].
 */
export class RepeatVector extends Layer {
  static override readonly className = 'RepeatVector';
  readonly n: number;

  /** @param n number of steps, at least 1 */
  constructor(n: number, options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('RepeatVector', options);
    this.n = checkCount('RepeatVector', 'n', n);
  }

  override call(input: Tensor): Tensor {
    const [batch, features] = input.shape as readonly [number, number];
    return broadcastTo(expandDims(input, 1), [batch, this.n, features]);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [inputShape[0] ?? null, this.n, inputShape[1] ?? null];
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    if (inputShape.length === 2) return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, features], got ${formatShape(inputShape)}; flatten it first`,
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), n: this.n };
  }

  static override fromConfig({ n, ...options }: LayerConfig): RepeatVector {
    return new RepeatVector(n as number, options);
  }
}
