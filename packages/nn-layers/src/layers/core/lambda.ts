// A function of tensors as a layer.
import { ConfigError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';

/**
 * f(x) for a function of one's own that only records ops. It has no weights, and variables that it captures are not the layer's.
 * A file cannot hold it: for models that are saved, write a class with `call`.
 *
 * @typeParam In what the function takes: a tensor, or an array or record of tensors
 * @example new Lambda((x: Tensor) => x.square())
 */
export class Lambda<In = Tensor> extends Layer<In, Tensor> {
  static override readonly className = 'Lambda';
  readonly #function: (input: In) => Tensor;

  /** @param compute the function; its output's shape is found out by recording it once */
  constructor(compute: (input: In) => Tensor, options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('Lambda', options);
    if (typeof compute !== 'function') {
      throw new ConfigError(`Lambda: not a function; expected (x) => ..., got ${typeof compute}; pass a function`);
    }
    this.#function = compute;
  }

  override call(input: In): Tensor {
    return this.#function(input);
  }

  override getConfig(): LayerConfig {
    throw new ConfigError(
      `${this.path}: a function has no config; expected a layer that a file can hold, got a Lambda; write a class with call()`,
    );
  }
}
