// Probabilities along axes, as a layer that can leave elements out.
import { cast, constant, exp, expandDims, logSumExp, sub, where, type Tensor } from '@tensorloom/tensor-core';
import { softmax } from '../../activations/softmax.js';
import type { CallOptions, LayerOptions } from '../../layer.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { AxesLayer, type AxisOption } from '../axes-layer.js';

/** Options of Softmax. */
export interface SoftmaxOptions extends LayerOptions {
  /** Axes over which the probabilities sum to 1 (default the last). */
  readonly axis?: AxisOption;
}

/** What stands in the place of elements that do not count: e to it is 0, and a row of nothing else stays finite. */
const NEVER = -1e9;

/**
 * e^x / Σ e^x, the sum over `axis`. Elements that the mask rules out get 0, and where it rules out all of a sum, all get the
 * same. No weights.
 *
 * Input [batch, ...], float32; output of the same shape. The mask is bool and has the input's first axes: all of them
 * (`apply(x, { mask })`), or [batch, steps] as sequences bring it.
 */
export class Softmax extends AxesLayer {
  static override readonly className = 'Softmax';

  constructor(options: SoftmaxOptions = {}) {
    super('Softmax', options.axis ?? -1, options);
    checkLayerOptions('Softmax', options, ['axis']);
  }

  override call(input: Tensor, { mask }: CallOptions): Tensor {
    const x = cast(input, 'float32');
    const given = mask ? where(laidBeside(mask, x), x, constant(NEVER)) : x;
    const axes = this.axesOf(x.rank);
    if (axes.length === 1) return softmax(given, { axis: axes[0] as number });
    return exp(sub(given, logSumExp(given, axes, { keepDims: true })));
  }

  /** No weights lie along the axes: any extent will do. */
  protected override fits(): boolean {
    return true;
  }
}

/** A mask of the first axes, with axes of 1 for the others. */
function laidBeside(mask: Tensor, x: Tensor): Tensor {
  return mask.rank < x.rank ? laidBeside(expandDims(mask, -1), x) : mask;
}
