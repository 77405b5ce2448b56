// A model in which data pass one layer after the other.
import { ConfigError, type Tensor } from '@tensorloom/tensor-core';
import { Layer, type AnyLayer, type CallOptions, type LayerOptions } from '../layer.js';
import {
  deserializeLayer,
  serializeLayer,
  type LayerClasses,
  type LayerConfig,
  type SerializedLayer,
} from '../layer-config.js';
import { checkLayerOptions } from '../options/layer-options.js';
import type { SymbolicShape } from '../symbolic-shape.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import { Container } from './container.js';
import type { DescribedSource, Wiring } from './describe.js';
import { asDeclared, checkDeclared, inputConfig, inputOf, type InputConfig } from './declared-input.js';

/** What a Sequential is made of: layers, and an `input(...)` as the first item if it should be built at once. */
export type SequentialItem = Layer | SymbolicTensor;

/**
 * A stack of layers. Built by an `input(...)` as its first item, by `build([null, ...])`, or by the first `apply`.
 *
 * @example
 * const model = new Sequential([input([784]), new Dense(32, { activation: 'relu' }), new Dense(10)]);
 * const logits = model.apply(images);                  // [batch, 10]
 */
export class Sequential extends Container<Tensor, Tensor> {
  static override readonly className = 'Sequential';
  readonly #layers: Layer[] = [];
  #input: SymbolicTensor | undefined;
  #outputShape: SymbolicShape = [];

  /** @throws ConfigError for what is not a layer, or two layers of one name */
  constructor(items: readonly SequentialItem[] = [], options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('Sequential', options);
    if (!Array.isArray(items)) {
      throw new ConfigError(
        `Sequential: bad layers; expected an array, got ${typeof items}; write new Sequential([...])`,
      );
    }
    for (const item of items as readonly SequentialItem[]) this.append(item);
    if (this.#input) this.build(this.#input.shape);
  }

  /** Puts a layer at the end; it is built at once if the model is. @throws ConfigError if its name is taken */
  add(item: SequentialItem): this {
    this.append(item);
    if (item instanceof SymbolicTensor) this.build(item.shape);
    else if (this.built) this.within(false, () => this.buildNext(item));
    return this;
  }

  private append(item: SequentialItem): void {
    if (item instanceof SymbolicTensor) return this.declare(item);
    if (!(item instanceof Layer)) {
      throw new ConfigError(`${this.path}: not a layer; expected a Layer, got ${typeof item}; write new Dense(...)`);
    }
    if (this.#layers.includes(item)) {
      throw new ConfigError(
        `${this.path}: layer is here already; expected each layer once, got '${item.name}' twice; make another`,
      );
    }
    this.adopt(item);
    this.#layers.push(item);
  }

  private declare(item: SymbolicTensor): void {
    if (item.source.kind !== 'input' || this.#input || this.#layers.length > 0) {
      throw new ConfigError(
        `${this.path}: misplaced input; expected input(...) once, as the first item, got it elsewhere; move it`,
      );
    }
    this.#input = item;
  }

  override build(inputShape: SymbolicShape): void {
    this.#outputShape = [null, ...inputShape.slice(1)];
    for (const layer of this.#layers) this.buildNext(layer);
  }

  private buildNext(layer: Layer): void {
    layer.build(this.#outputShape);
    this.#outputShape = layer.computeOutputShape(this.#outputShape);
  }

  override call(input: Tensor, { mask }: CallOptions): Tensor {
    if (this.#layers.length === 0) {
      throw new ConfigError(`${this.path}: empty model; expected at least one layer, got none; add(new Dense(...))`);
    }
    const given = this.#input ? asDeclared(this.#input, input) : input;
    return this.#layers.reduce((value, layer, index) => layer.apply(value, index === 0 ? { mask } : {}), given);
  }

  override computeOutputShape(inputShape: SymbolicShape): SymbolicShape {
    return this.#layers.reduce((shape, layer) => layer.computeOutputShape(shape), inputShape);
  }

  /** The first layer sees what comes in. */
  override checkValues(input: unknown): void {
    this.#layers[0]?.checkValues(input);
  }

  protected override checkInput(inputShape: SymbolicShape): void {
    if (this.#input) checkDeclared(this.path, this.#input, inputShape);
  }

  override get layers(): readonly Layer[] {
    return this.#layers;
  }

  protected override wiring(): Wiring {
    const name = this.#input?.source.kind === 'input' ? this.#input.source.name : 'input';
    const first: SymbolicShape | null = this.builtShape ? [null, ...this.builtShape.slice(1)] : null;
    let source: DescribedSource = { input: name };
    let shape = first;
    const calls = this.#layers.map((layer) => {
      const call = { layer: layer as AnyLayer, inputs: [source], inputShape: shape };
      source = { layer: layer.name, call: 0, output: 0 };
      shape = shape && layer.computeOutputShape(shape);
      return call;
    });
    return { inputs: [{ name, shape: first }], calls, outputs: [source] };
  }

  override getConfig(): LayerConfig {
    return {
      ...super.getConfig(),
      ...(this.#input ? { input: inputConfig(this.#input) } : {}),
      ...(this.builtShape ? { inputShape: [null, ...this.builtShape.slice(1)] } : {}),
      layers: this.#layers.map(serializeLayer),
    };
  }

  /** @param classes of the layers inside, by name; `layerFromConfig` knows those of the library */
  static override fromConfig(config: LayerConfig, classes: LayerClasses = {}): Sequential {
    const { input, inputShape, layers, ...options } = config;
    const inside = (layers as readonly SerializedLayer[]).map((layer) => deserializeLayer(layer, classes) as Layer);
    const model = new Sequential([...(input ? [inputOf(input as InputConfig)] : []), ...inside], options);
    if (inputShape) model.build(inputShape as SymbolicShape);
    return model;
  }
}
