// What Dense and the convolutions share: a kernel, a bias, and what happens to their product.
import type { Tensor, Variable } from '@tensorloom/tensor-core';
import { Layer } from '../layer.js';
import type { LayerConfig } from '../layer-config.js';
import { kernelConfig, kernelSettings, type KernelOptions, type KernelSettings } from '../options/kernel-options.js';
import { extentOf, type SymbolicShape } from '../symbolic-shape.js';

/** activation(product of input and kernel + bias). */
export abstract class KernelLayer extends Layer {
  /** Once built. */
  kernel!: Variable;
  /** [outputs], once built; undefined without `useBias`. */
  bias: Variable | undefined;
  protected readonly settings: KernelSettings;

  /** @param own names of the options that only this class has */
  constructor(className: string, options: KernelOptions, own: readonly string[] = []) {
    super(options);
    this.settings = kernelSettings(className, options, own);
  }

  /** Makes kernel and bias. */
  protected addKernel(kernelShape: SymbolicShape, outputs: number): void {
    const { useBias, kernel, bias } = this.settings;
    this.kernel = this.addWeight('kernel', { shape: kernelShape, ...kernel });
    if (useBias) this.bias = this.addWeight('bias', { shape: [outputs], ...bias });
  }

  /** Bias, activation and the penalty for the output, given the product. */
  protected finish(product: Tensor): Tensor {
    const { activation, activityRegularizer } = this.settings;
    const output = activation(this.bias ? product.add(this.bias) : product);
    if (activityRegularizer) this.addLoss(activityRegularizer(output));
    return output;
  }

  /** Each place of the output sees all weights. */
  override countConnections(outputShape: SymbolicShape): number | undefined {
    const places = extentOf(outputShape.slice(1, -1));
    return places === null ? undefined : places * this.countParameters();
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), ...kernelConfig(this.path, this.settings) };
  }
}
