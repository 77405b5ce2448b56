// The functional model: any graph of layers between inputs and outputs.
import { checkOptions, ConfigError, Tensor, type HostTensor } from '@tensorloom/tensor-core';
import { symbolicLeaves } from '../connect.js';
import type { AnyLayer, CallOptions, LayerOptions } from '../layer.js';
import type { LayerClasses, LayerConfig } from '../layer-config.js';
import { setMask } from '../masks.js';
import { leavesOf } from '../structure.js';
import { isSymbolicShape, type ShapesOf, type SymbolicShape, type TensorsOf } from '../symbolic-shape.js';
import type { Connection, SymbolicTensor } from '../symbolic-tensor.js';
import { Container } from './container.js';
import { asDeclared, checkDeclared } from './declared-input.js';
import type { Wiring } from './describe.js';
import { graphConfig, graphOf, type GraphConfig } from './graph-config.js';
import { graphWiring } from './graph-wiring.js';
import { connectionsOf, layersOf, Values } from './topology.js';

/** What a Model is made of. */
export interface ModelOptions<Inputs, Outputs> extends LayerOptions {
  /** What `input(...)` gave, or an array or record of such. */
  readonly inputs: Inputs;
  /** What layers gave on them, or an array or record of such. */
  readonly outputs: Outputs;
}

const isHostTensor = (value: unknown): value is HostTensor =>
  ArrayBuffer.isView((value as Partial<HostTensor> | null)?.data);
const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;

/**
 * A model of any graph of layers, with one or several inputs and outputs. Its layers are built at once.
 *
 * @typeParam Inputs a symbolic tensor, or an array or record of such; it takes tensors in this structure
 * @typeParam Outputs the same; it gives tensors in this structure
 * @example
 * const image = input([28, 28, 1]);
 * const output = new Dense(10).apply(new Flatten().apply(image));
 * const model = new Model({ inputs: image, outputs: output });
 */
export class Model<const Inputs = SymbolicTensor, const Outputs = SymbolicTensor> extends Container<
  TensorsOf<Inputs>,
  TensorsOf<Outputs>
> {
  static override readonly className: string = 'Model';
  readonly #inputs: readonly SymbolicTensor[];
  readonly #structure: { readonly inputs: unknown; readonly outputs: unknown };
  readonly #connections: readonly Connection[];

  /** @throws ConfigError if an output needs an input that is not named, or two layers share a name */
  constructor({ inputs, outputs, ...options }: ModelOptions<Inputs, Outputs>) {
    super(options);
    checkOptions('Model', options, ['inputs', 'outputs', 'name', 'trainable']);
    this.#structure = { inputs, outputs };
    this.#inputs = symbolicLeaves(this, inputs);
    if (this.#inputs.some(({ source }) => source.kind !== 'input')) {
      throw new ConfigError(
        `${this.path}: bad inputs; expected what input(...) gives, got a layer's output; start from input(shape)`,
      );
    }
    this.#connections = connectionsOf(this, this.#inputs, symbolicLeaves(this, outputs));
    for (const layer of this.layers) this.adopt(layer);
    this.build(this.shapesOfInputs());
  }

  private shapesOfInputs(): ShapesOf<TensorsOf<Inputs>> {
    const shapes = new Values<SymbolicShape>();
    for (const declared of this.#inputs) shapes.setInput(declared, declared.shape);
    return shapes.of(this.#structure.inputs) as ShapesOf<TensorsOf<Inputs>>;
  }

  override build(inputShape: ShapesOf<TensorsOf<Inputs>>): void {
    this.propagate(inputShape, (layer, shapes) => layer.build(shapes));
  }

  override computeOutputShape(inputShape: ShapesOf<TensorsOf<Inputs>>): ShapesOf<TensorsOf<Outputs>> {
    return this.propagate(inputShape) as ShapesOf<TensorsOf<Outputs>>;
  }

  /** Shapes from inputs to outputs, with a visit before each layer's own. */
  private propagate(inputShape: unknown, visit?: (layer: AnyLayer, shapes: never) => void): unknown {
    const shapes = new Values<SymbolicShape>();
    const given = leavesOf(inputShape, isSymbolicShape, () => this.refuse('shapes'));
    this.#inputs.forEach((declared, index) => shapes.setInput(declared, given[index] as SymbolicShape));
    for (const connection of this.#connections) {
      const inside = shapes.of(connection.input) as never;
      visit?.(connection.layer, inside);
      const outside = connection.layer.computeOutputShape(inside);
      shapes.setOutputs(
        connection,
        leavesOf(outside, isSymbolicShape, () => this.refuse('shapes')),
      );
    }
    return shapes.of(this.#structure.outputs);
  }

  override call(input: TensorsOf<Inputs>, { mask }: CallOptions): TensorsOf<Outputs> {
    const values = new Values<Tensor>();
    const given = leavesOf(input, isTensor, () => this.refuse('tensors'));
    this.#inputs.forEach((declared, index) => {
      const value = asDeclared(declared, given[index] as Tensor);
      if (mask) setMask(value, mask);
      values.setInput(declared, value);
    });
    for (const connection of this.#connections) {
      const { layer, training } = connection;
      const output = layer.apply(values.of(connection.input), { training });
      values.setOutputs(
        connection,
        leavesOf(output, isTensor, () => this.refuse('tensors')),
      );
    }
    return values.of(this.#structure.outputs) as TensorsOf<Outputs>;
  }

  /** Layers that are applied to an input itself see what comes in. */
  override checkValues(input: unknown): void {
    const given = leavesOf(input, isHostTensor, () => this.refuse('host tensors'));
    this.#inputs.forEach((declared, index) => {
      for (const connection of this.#connections) {
        if (connection.input === declared) connection.layer.checkValues(given[index]);
      }
    });
  }

  protected override checkInput(inputShape: ShapesOf<TensorsOf<Inputs>>): void {
    const given = leavesOf(inputShape, isSymbolicShape, () => this.refuse('shapes'));
    if (given.length !== this.#inputs.length) {
      throw new ConfigError(
        `${this.path}: wrong number of inputs; expected ${this.#inputs.length}, got ${given.length}; pass them as in inputs`,
      );
    }
    this.#inputs.forEach((declared, index) => checkDeclared(this.path, declared, given[index] as SymbolicShape));
  }

  private refuse(expected: string): never {
    throw new ConfigError(
      `${this.path}: bad structure; expected ${expected} as in inputs and outputs, got something else; check it`,
    );
  }

  override get layers(): readonly AnyLayer[] {
    return layersOf(this.#connections);
  }

  protected override wiring(): Wiring {
    return graphWiring(this.#inputs, this.#connections, symbolicLeaves(this, this.#structure.outputs));
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), ...graphConfig(this.#structure, this.#inputs, this.#connections) };
  }

  /** @param classes of the layers inside, by name; `layerFromConfig` knows those of the library */
  static override fromConfig(config: LayerConfig, classes: LayerClasses = {}): Model<unknown, unknown> {
    const { name, trainable, ...graph } = config;
    const { inputs, outputs } = graphOf(graph as unknown as GraphConfig, classes);
    return new Model({ inputs, outputs, name, trainable } as unknown as ModelOptions<unknown, unknown>);
  }
}
