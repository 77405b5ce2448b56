// A layer that brings the features of each example to length 1.
import { constant, maximum, mul, rsqrt, square, sum, type Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { AxesLayer, type AxisOption } from '../axes-layer.js';

/** Options of UnitNormalization. */
export interface UnitNormalizationOptions extends LayerOptions {
  /** Axes whose elements make up one vector (default the last). */
  readonly axis?: AxisOption;
}

/** Smallest square of a length to divide by: vectors of nothing but 0 stay 0. */
const SMALLEST = 1e-24;

/**
 * x / ‖x‖, the Euclidean length over `axis`; a vector of zeros stays 0. No weights.
 *
 * Input [batch, ..., features], float32 (others are cast); output of the same shape.
 */
export class UnitNormalization extends AxesLayer {
  static override readonly className = 'UnitNormalization';

  constructor(options: UnitNormalizationOptions = {}) {
    super('UnitNormalization', options.axis ?? -1, options);
    checkLayerOptions('UnitNormalization', options, ['axis']);
  }

  override call(input: Tensor): Tensor {
    const squares = sum(square(input.cast('float32')), this.axesOf(input.rank), { keepDims: true });
    return mul(input, rsqrt(maximum(squares, constant(SMALLEST))));
  }

  /** No weights lie along the axes: any extent will do. */
  protected override fits(): boolean {
    return true;
  }
}
