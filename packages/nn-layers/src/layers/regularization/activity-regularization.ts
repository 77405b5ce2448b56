// A layer that has a penalty on what passes through it.
import type { Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { l1l2 } from '../../regularizers/index.js';
import type { Regularizer } from '../../regularizers/regularizer.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** Options of ActivityRegularization. */
export interface ActivityRegularizationOptions extends LayerOptions {
  /** Factor of Σ |x|, at least 0 (default 0). */
  readonly l1?: number;
  /** Factor of Σ x², at least 0 (default 0). */
  readonly l2?: number;
}

/**
 * The input itself; adds l1 Σ |x| + l2 Σ x², over the whole batch, to the `losses` of the model. No weights.
 *
 * Input of any shape; output of the same shape.
 */
export class ActivityRegularization extends Layer {
  static override readonly className = 'ActivityRegularization';
  override readonly supportsMasking = true;
  readonly l1: number;
  readonly l2: number;
  readonly #penalty: Regularizer;

  constructor(options: ActivityRegularizationOptions = {}) {
    super(options);
    checkLayerOptions('ActivityRegularization', options, ['l1', 'l2']);
    const { l1 = 0, l2 = 0 } = options;
    this.l1 = l1;
    this.l2 = l2;
    this.#penalty = l1l2({ l1, l2 });
  }

  override call(input: Tensor): Tensor {
    this.addLoss(this.#penalty(input));
    return input;
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return inputShape;
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), l1: this.l1, l2: this.l2 };
  }
}
