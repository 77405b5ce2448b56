// Applies a layer to each step of a sequence.
import { any, ConfigError, formatShape, ShapeError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type CallOptions, type LayerOptions } from '../../layer.js';
import {
  deserializeLayer,
  serializeLayer,
  type LayerClasses,
  type LayerConfig,
  type SerializedLayer,
} from '../../layer-config.js';
import { maskOf, setMask } from '../../masks.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import { fitsShape, type SymbolicShape } from '../../symbolic-shape.js';

/** [batch, steps, ...] as [batch · steps, ...]. */
function foldSteps(value: Tensor): Tensor {
  const [batch, steps, ...rest] = value.shape as [number, number, ...number[]];
  return value.reshape([batch * steps, ...rest]);
}

/**
 * The layer on every step, with the same weights: steps are examples to it, all in one call (Keras calls it once a step; what a
 * layer learns of a batch, as BatchNormalization does, it learns here of all steps together).
 *
 * Input [batch, steps, ...], output [batch, steps, ...] as the layer gives it. A mask [batch, steps] goes on; of a mask
 * [batch, steps, inner steps] each step's row goes to the layer. Weights: the layer's.
 *
 * @example new TimeDistributed(new Conv2D(8, 3))   // [batch, frames, height, width, channels]
 */
export class TimeDistributed extends Layer {
  static override readonly className = 'TimeDistributed';
  readonly layer: Layer;

  /** @param layer takes and gives one tensor */
  constructor(layer: Layer, options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('TimeDistributed', options);
    if (!(layer instanceof Layer)) {
      throw new ConfigError(
        `TimeDistributed: no layer; expected a layer to apply to each step, got ${typeof layer}; ` +
          'write new TimeDistributed(new Dense(10))',
      );
    }
    this.layer = layer;
    this.adopt(layer);
  }

  private innerShape([batch = null, steps = null, ...rest]: SymbolicShape): SymbolicShape {
    return [batch === null || steps === null ? null : batch * steps, ...rest];
  }

  override build(inputShape: SymbolicShape): void {
    this.layer.build(this.innerShape(inputShape));
  }

  override call(input: Tensor, { mask }: CallOptions): Tensor {
    const innerMask = mask && mask.rank > 2 ? foldSteps(mask) : undefined;
    const inner = this.layer.apply(foldSteps(input), { mask: innerMask });
    const unfold = (value: Tensor): Tensor => value.reshape([...input.shape.slice(0, 2), ...value.shape.slice(1)]);
    const output = unfold(inner);
    const left = maskOf(inner);
    if (left) setMask(output, unfold(left));
    else if (mask) setMask(output, mask.rank > 2 ? any(mask, mask.shape.map((_, axis) => axis).slice(2)) : mask);
    return output;
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    const [, ...rest] = this.layer.computeOutputShape(this.innerShape(inputShape));
    return [...inputShape.slice(0, 2), ...rest];
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    const rest = (this.builtShape ?? inputShape).slice(2);
    if (inputShape.length >= 3 && fitsShape(inputShape, [null, null, ...rest])) return;
    const expected = this.builtShape ? formatShape([null, null, ...rest]) : '[batch, steps, ...]';
    throw new ShapeError(
      `${this.path}: input does not fit; expected ${expected}, got ${formatShape(inputShape)}; ` +
        'give each step at least one feature, with expandDims(-1)',
    );
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), layer: serializeLayer(this.layer) };
  }

  /** @param classes of the layer inside, by name; `layerFromConfig` knows those of the library */
  static override fromConfig({ layer, ...options }: LayerConfig, classes: LayerClasses = {}): TimeDistributed {
    return new TimeDistributed(deserializeLayer(layer as SerializedLayer, classes) as Layer, options);
  }
}
