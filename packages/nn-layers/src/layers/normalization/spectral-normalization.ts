// A wrapper that keeps the largest singular value of a layer's kernel at 1.
import {
  checkCount,
  ConfigError,
  constant,
  div,
  equal,
  matmul,
  norm,
  reshape,
  stopGradient,
  sum,
  mul,
  transpose,
  where,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { truncatedNormal } from '../../initializers/index.js';
import { Layer, type CallOptions, type LayerOptions } from '../../layer.js';
import {
  deserializeLayer,
  serializeLayer,
  type LayerClasses,
  type LayerConfig,
  type SerializedLayer,
} from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { SymbolicShape } from '../../symbolic-shape.js';

/** Options of SpectralNormalization. */
export interface SpectralNormalizationOptions extends LayerOptions {
  /** Steps of the power iteration in each call, at least 1 (default 1). */
  readonly powerIterations?: number;
}

/** x / ‖x‖; 0 where all is 0. */
function unit(x: Tensor): Tensor {
  return div(x, nonZero(norm(x)));
}

/** What can be divided by: 1 in the place of 0. */
function nonZero(x: Tensor): Tensor {
  return where(equal(x, constant(0)), constant(1), x);
}

/**
 * The wrapped layer, whose kernel W [rows, columns] (a convolution's reshaped to [..., columns]) is divided by an estimate of
 * its largest singular value σ = v W uᵀ in each call in training, and stays divided (PyTorch keeps W and divides in inference, too). In inference the layer as it is.
 * Each call goes `powerIterations` steps on from the last: v = u Wᵀ / ‖u Wᵀ‖, u = v W / ‖v W‖. The gradient takes u and v as
 * constants. Miyato et al. 2018, algorithm 1.
 *
 * Input, output and mask as of the wrapped layer. Weights: those of the layer, and `vectorU` [1, columns], which no optimizer changes.
 *
 * @example new SpectralNormalization(new Conv2D(64, 3))
 */
export class SpectralNormalization extends Layer {
  static override readonly className = 'SpectralNormalization';
  readonly layer: Layer;
  readonly powerIterations: number;
  /** Once built. */
  vectorU!: Variable;

  /** @param layer has its weights in `kernel`, or in `embeddings` */
  constructor(layer: Layer, options: SpectralNormalizationOptions = {}) {
    super(options);
    checkLayerOptions('SpectralNormalization', options, ['powerIterations']);
    if (!(layer instanceof Layer)) {
      throw new ConfigError(
        `SpectralNormalization: no layer; expected a layer to wrap, got ${typeof layer}; write new SpectralNormalization(new Dense(10))`,
      );
    }
    this.layer = layer;
    this.powerIterations = checkCount('SpectralNormalization', 'powerIterations', options.powerIterations ?? 1);
  }

  override build(inputShape: SymbolicShape): void {
    this.layer.build(inputShape);
    const kernel = this.layer.ownWeights.get(this.field) as Variable;
    const initializer = truncatedNormal({ stddev: 0.02 });
    this.vectorU = this.addWeight('vectorU', {
      shape: [1, kernel.shape.at(-1) as number],
      initializer,
      trainable: false,
    });
  }

  /** The field in which the layer has the weight to normalize. */
  private get field(): 'kernel' | 'embeddings' {
    const weights = this.layer.ownWeights;
    const field = weights.has('kernel') ? 'kernel' : 'embeddings';
    if (weights.has(field)) return field;
    throw new ConfigError(
      `${this.path}: nothing to normalize; expected a layer with a weight 'kernel' or 'embeddings', ` +
        `got ${this.layer.className} with ${[...weights.keys()].join(', ') || 'none'}; wrap another layer`,
    );
  }

  override call(input: Tensor, { training, mask }: CallOptions): Tensor {
    if (!training) return this.layer.apply(input, { mask });
    const fields = this.layer as unknown as Record<string, Tensor>;
    const kernel = fields[this.field] as Variable;
    const normalized = this.normalized(kernel);
    // The layer reads the quotient itself: no gradient flows through an assignment.
    fields[this.field] = normalized;
    try {
      return this.layer.apply(input, { mask });
    } finally {
      fields[this.field] = kernel;
      kernel.assign(normalized);
    }
  }

  /** The kernel over its largest singular value, and the next vector. */
  private normalized(kernel: Tensor): Tensor {
    const weights = reshape(kernel, [-1, kernel.shape.at(-1) as number]);
    let [u, v] = [this.vectorU as Tensor, this.vectorU as Tensor];
    for (let step = 0; step < this.powerIterations; step++) {
      v = unit(matmul(u, transpose(weights)));
      u = unit(matmul(v, weights));
    }
    this.vectorU.assign(u);
    const sigma = sum(mul(matmul(stopGradient(v), weights), stopGradient(u)));
    return div(kernel, nonZero(sigma));
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    this.build(inputShape);
    return this.within(false, () => this.layer.computeOutputShape(inputShape));
  }

  override countConnections(outputShape: SymbolicShape): number | undefined {
    return this.layer.countConnections(outputShape);
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), layer: serializeLayer(this.layer), powerIterations: this.powerIterations };
  }

  /** @param classes of the layer inside, by name; `layerFromConfig` knows those of the library */
  static override fromConfig({ layer, ...options }: LayerConfig, classes: LayerClasses = {}): SpectralNormalization {
    return new SpectralNormalization(deserializeLayer(layer as SerializedLayer, classes) as Layer, options);
  }
}
