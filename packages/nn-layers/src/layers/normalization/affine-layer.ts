// What normalizations share: the learned scale and offset, and epsilon.
import { checkRange, type Variable } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import {
  affineConfig,
  affineOptionNames,
  affineSettings,
  type AffineOptions,
  type AffineSettings,
} from '../../options/affine-options.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { AxesLayer, type AxisOption } from '../axes-layer.js';

/** Options of normalizations with scale and offset. */
export interface NormalizationOptions<Axis extends AxisOption> extends AffineOptions {
  /** Default the last. */
  readonly axis?: Axis;
  /** Added to the variance, at least 0 (default 1e-3; PyTorch has 1e-5). */
  readonly epsilon?: number;
}

/** normalized · gamma + beta. */
export abstract class AffineLayer extends AxesLayer {
  /** Scale, once built; undefined without `scale`. */
  gamma: Variable | undefined;
  /** Offset, once built; undefined without `center`. */
  beta: Variable | undefined;
  readonly epsilon: number;
  protected readonly affine: AffineSettings;

  /** @param own names of the options that only this class has */
  constructor(className: string, options: NormalizationOptions<AxisOption>, own: readonly string[] = []) {
    super(className, options.axis ?? -1, options);
    checkLayerOptions(className, options, [...own, 'axis', 'epsilon', ...affineOptionNames]);
    this.epsilon = checkRange(className, 'epsilon', options.epsilon ?? 1e-3, 0, Infinity);
    this.affine = affineSettings(className, options);
  }

  override build(inputShape: SymbolicShape): void {
    const shape = this.extentsOf(inputShape);
    const { center, scale, beta, gamma } = this.affine;
    if (scale) this.gamma = this.addWeight('gamma', { shape, ...gamma });
    if (center) this.beta = this.addWeight('beta', { shape, ...beta });
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), epsilon: this.epsilon, ...affineConfig(this.path, this.affine) };
  }
}
