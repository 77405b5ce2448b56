// A layer in which every output sees every input.
import { checkCount, formatShape, ShapeError, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { Layer } from '../layer.js';
import type { LayerConfig } from '../layer-config.js';
import { extentOf, type SymbolicShape } from '../symbolic-shape.js';
import { kernelConfig, kernelSettings, type KernelOptions, type KernelSettings } from './kernel-options.js';

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
export class Dense extends Layer {
  static override readonly className = 'Dense';
  readonly units: number;
  /** [inputs, units], once built. */
  kernel!: Variable;
  /** [units], once built; undefined without `useBias`. */
  bias: Variable | undefined;
  private readonly settings: KernelSettings;

  /** @param units number of outputs, at least 1 */
  constructor(units: number, options: DenseOptions = {}) {
    super(options);
    this.units = checkCount('Dense', 'units', units);
    this.settings = kernelSettings('Dense', options);
  }

  override build(inputShape: SymbolicShape): void {
    const { useBias, kernelInitializer, biasInitializer } = this.settings;
    const inputs = inputShape.at(-1) as number;
    this.kernel = this.addWeight('kernel', { shape: [inputs, this.units], initializer: kernelInitializer });
    if (useBias) this.bias = this.addWeight('bias', { shape: [this.units], initializer: biasInitializer });
  }

  override call(input: Tensor): Tensor {
    const product = input.matmul(this.kernel);
    return this.settings.activation(this.bias ? product.add(this.bias) : product);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return [...inputShape.slice(0, -1), this.units];
  }

  override countConnections(outputShape: SymbolicShape): number | undefined {
    const places = extentOf(outputShape.slice(1, -1));
    return places === null ? undefined : places * this.countParameters();
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
    return { ...super.getConfig(), units: this.units, ...kernelConfig(this.path, this.settings) };
  }

  static override fromConfig({ units, ...options }: LayerConfig): Dense {
    return new Dense(units as number, options);
  }
}
