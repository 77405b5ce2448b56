// What Dense and the convolutions share: a kernel, a bias, and what happens to their product.
import type { Tensor, Variable } from '@tensorloom/tensor-core';
import { Layer } from '../layer.js';
import type { LayerConfig } from '../layer-config.js';
import { kernelConfig, kernelSettings, type BiasOptions, type KernelSettings } from '../options/kernel-options.js';
import { extentOf, type SymbolicShape } from '../symbolic-shape.js';

/** activation(product of input and kernel + bias). */
export abstract class KernelLayer extends Layer {
  /** Once built. */
  kernel!: Variable;
  /** [outputs], once built; undefined without `useBias`. */
  bias: Variable | undefined;
  protected readonly settings: KernelSettings;
  readonly #kernelOptions: string;

  /**
   * @param own names of the options that only this class has
   * @param kernelOptions what the names of the kernel's options begin with
   */
  constructor(className: string, options: BiasOptions, own: readonly string[] = [], kernelOptions = 'kernel') {
    super(options);
    this.settings = kernelSettings(className, options, own, kernelOptions);
    this.#kernelOptions = kernelOptions;
  }

  /** Makes the kernel. */
  protected addKernel(shape: SymbolicShape, name = 'kernel'): void {
    this.kernel = this.addWeight(name, { shape, ...this.settings.kernel });
  }

  /** Makes the bias, where there is one. */
  protected addBias(outputs: number): void {
    const { useBias, bias } = this.settings;
    if (useBias) this.bias = this.addWeight('bias', { shape: [outputs], ...bias });
  }

  /**
   * Bias, activation and the penalty for the output, given the product.
   *
   * @param after how many axes follow that of the outputs
   */
  protected finish(product: Tensor, after = 0): Tensor {
    const { activation, activityRegularizer } = this.settings;
    const bias = after > 0 ? this.bias?.reshape([-1, ...new Array<number>(after).fill(1)]) : this.bias;
    const output = activation(bias ? product.add(bias) : product);
    if (activityRegularizer) this.addLoss(activityRegularizer(output));
    return output;
  }

  /** Each place of the output sees all weights. */
  override countConnections(outputShape: SymbolicShape): number | undefined {
    const places = extentOf(outputShape.slice(1, -1));
    return places === null ? undefined : places * this.countParameters();
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), ...kernelConfig(this.path, this.settings, this.#kernelOptions) };
  }
}
