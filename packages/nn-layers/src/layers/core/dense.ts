// A layer in which every output sees every input.
import { checkCount, formatShape, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import type { KernelOptions } from '../../options/kernel-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';
import { KernelLayer } from '../kernel-layer.js';

/** Options of Dense. */
export type DenseOptions = KernelOptions;

/**
 * activation(x · kernel + bias), over the last axis.
 *
 * Input [batch, ..., inputs], float32 (others are cast); output [batch, ..., units].
 * Weights: `kernel` [inputs, units], `bias` [units].
 *
 * @example new Dense(10, { activation: 'softmax' })
 */
export class Dense extends KernelLayer {
  static override readonly className = 'Dense';
  override readonly supportsMasking = true;
  readonly units: number;

  /** @param units number of outputs, at least 1 */
  constructor(units: number, options: DenseOptions = {}) {
    super('Dense', options);
    this.units = checkCount('Dense', 'units', units);
  }

  override build(inputShape: SymbolicShape): void {
    this.addKernel([inputShape.at(-1) as number, this.units]);
    this.addBias(this.units);
  }

  override call(input: Tensor): Tensor {
    return this.finish(input.matmul(this.kernel));
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [...inputShape.slice(0, -1), this.units];
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const inputs = this.built ? (this.kernel.shape[0] as number) : null;
    const last = inputShape.at(-1);
    if (inputShape.length >= 2 && (inputs === null ? typeof last === 'number' : last === inputs || last === null))
      return;
    throw new ShapeError(
      `${this.path}: input does not fit; expected [batch, ..., ${inputs ?? 'inputs'}], got ${formatShape(inputShape)}; ` +
        (inputShape.length < 2 ? 'add a batch axis with expandDims(0)' : 'check the layer before, or flatten first'),
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), units: this.units };
  }

  static override fromConfig({ units, ...options }: LayerConfig): Dense {
    return new Dense(units as number, options);
  }
}
