// The base of every layer: when it is built, what it owns, its name and path. Knows no layer in particular.
import {
  ConfigError,
  DTypeError,
  formatShape,
  outsideTrace,
  Tensor,
  variable,
  type DType,
  type Variable,
} from '@tensorloom/tensor-core';
import { applySymbolically } from './connect.js';
import { inferOutputShape } from './infer-output-shape.js';
import { firstValue, initializerKind, type InitializerOption } from './initializers/initializer.js';
import type { LayerClass, LayerClasses, LayerConfig } from './layer-config.js';
import { membersOf } from './layer-members.js';
import { freeName, nextName } from './layer-names.js';
import { maskOf, setMask } from './masks.js';
import { constraintKind, type ConstraintOption } from './constraints/constraint.js';
import { regularizerKind, type Regularizer, type RegularizerOption } from './regularizers/regularizer.js';
import { currentScope, withinScope } from './scope.js';
import { leavesOf, mapStructure } from './structure.js';
import type { ShapesOf, SymbolicOf, SymbolicShape } from './symbolic-shape.js';
import { SymbolicTensor } from './symbolic-tensor.js';
import { weightsOf } from './weights.js';

/** A layer of any kind. */
export type AnyLayer = Layer<unknown, unknown>;

/** Options of every layer. */
export interface LayerOptions {
  /** Unique in its model; default the class in snake case, numbered: dense, dense_1. */
  readonly name?: string;
  /** False keeps the layer and all layers inside it out of `trainableVariables` (default true). */
  readonly trainable?: boolean;
}

/** What `call` is told. */
export interface CallOptions {
  /** True while training: dropout drops. */
  readonly training: boolean;
  /** Which steps of a sequence count, bool [batch, steps]; layers that know no masks ignore it. Of several inputs, see `maskOf`. */
  readonly mask: Tensor | undefined;
}

/**
 * What `apply` may be told. `training` defaults to that of the layer around it, false outside of all; `mask` to the one that the
 * layer before put beside its output.
 */
export interface ApplyOptions {
  readonly training?: boolean | undefined;
  readonly mask?: Tensor | undefined;
}

const outermost = (): string => '';

/** A weight to make. */
export interface WeightOptions {
  readonly shape: SymbolicShape;
  /** Default 'glorotUniform'. */
  readonly initializer?: InitializerOption;
  /** Default true. */
  readonly trainable?: boolean;
  /** Default float32. */
  readonly dtype?: DType;
  /** A penalty that `losses` names while the weight is trained (default none). */
  readonly regularizer?: RegularizerOption | undefined;
  /** Keeps the weight among allowed values after each update (default none). */
  readonly constraint?: ConstraintOption | undefined;
}

const isTensor = (value: unknown): value is Tensor => value instanceof Tensor;
const isTensorLeaf = (value: unknown): value is Tensor | SymbolicTensor =>
  value instanceof Tensor || value instanceof SymbolicTensor;

/**
 * A function with weights. Write `call`, and `build` for weights whose shapes depend on the input; layers and variables in
 * plain fields belong to the layer (a layer in a `#private` field does from its first call on).
 *
 * @typeParam In what `call` takes: a tensor, or an array or record of tensors
 * @typeParam Out what it gives
 * @example
 * class Scale extends Layer {
 *   gain!: Variable;
 *   build(inputShape: SymbolicShape) { this.gain = this.addWeight('gain', { shape: [inputShape.at(-1)!], initializer: 'ones' }); }
 *   call(input: Tensor) { return input.mul(this.gain); }
 *   computeOutputShape(inputShape: SymbolicShape) { return inputShape; }
 * }
 */
export abstract class Layer<In = Tensor, Out = Tensor> {
  /** Name of the class in files, where minified code must still find it; default the class's own name. */
  static readonly className?: string;

  /** True for a layer whose output has the steps of its input: the mask goes on to the next layer. Default false: it ends here. */
  readonly supportsMasking: boolean = false;

  #name: string | undefined;
  /** Gives the path of the layer around this one, from the first time that this one was used. */
  #around: (() => string) | undefined;
  #trainable: boolean;
  #builtShape: ShapesOf<In> | undefined;
  readonly #weights = new Map<string, Variable>();
  readonly #regularizers = new Map<Variable, Regularizer>();
  #addedLosses: readonly Tensor[] = [];
  readonly #inner = new Set<AnyLayer>();

  constructor({ name, trainable = true }: LayerOptions = {}) {
    if (name !== undefined && (typeof name !== 'string' || name === '' || name.includes('/'))) {
      throw new ConfigError(
        `${this.className}: bad name; expected a word without '/', got ${JSON.stringify(name)}; change it`,
      );
    }
    this.#name = name;
    this.#trainable = trainable;
    // Whoever calls build, it happens once, under the layer's path and outside of any trace; layers that either asks belong to this one.
    const build = this.build.bind(this);
    const computeOutputShape = this.computeOutputShape.bind(this);
    this.#replace('build', (inputShape) => this.#buildOnce(inputShape, build));
    this.#replace('computeOutputShape', (inputShape) => this.within(false, () => computeOutputShape(inputShape)));
  }

  #replace(method: 'build' | 'computeOutputShape', value: (inputShape: ShapesOf<In>) => unknown): void {
    Object.defineProperty(this, method, { value, configurable: true, writable: true });
  }

  /** What the layer computes. Only records ops. */
  abstract call(input: In, options: CallOptions): Out;

  /**
   * Makes the weights for inputs of this shape; called once, before the first `call`. The default lets the layers in the
   * fields of this one build themselves.
   */
  build(inputShape: ShapesOf<In>): void {
    if (membersOf(this).layers.size > 0) inferOutputShape(this, inputShape);
  }

  /** Shape of the output. The default finds out by calling the layer on zeros that are never computed. */
  computeOutputShape(inputShape: ShapesOf<In>): ShapesOf<Out> {
    this.build(inputShape);
    return inferOutputShape(this, inputShape) as ShapesOf<Out>;
  }

  /** The mask beside the output: the input's own where the layer `supportsMasking`. For layers that make, change or end masks. */
  protected computeMask(_input: In, mask: Tensor | undefined): Tensor | undefined {
    return this.supportsMasking ? mask : undefined;
  }

  /**
   * Looks at input values while they are on the host, where a device could not complain: a Trainer calls it for each batch.
   * `_input` is a host tensor, or the structure of them that `call` takes as tensors.
   *
   * @throws IndexRangeError for values that the layer has no meaning for
   */
  checkValues(_input: unknown): void {}

  /** Called with the shape of every input. @throws ShapeError that names `this.path`, what fits, and what came */
  protected checkInput(_inputShape: ShapesOf<In>): void {}

  /**
   * Builds the layer on first use, then calls it. On a symbolic input it records a connection and returns a symbolic output.
   *
   * @throws ShapeError if the input does not fit, DTypeError if it is no tensor
   */
  apply(input: In, options?: ApplyOptions): Out;
  apply(input: SymbolicOf<In>, options?: ApplyOptions): SymbolicOf<Out>;
  apply(input: In | SymbolicOf<In>, { training, mask }: ApplyOptions = {}): Out | SymbolicOf<Out> {
    const leaves = leavesOf(input, isTensorLeaf, (value) => this.#refuse(value));
    const shapes = mapStructure(
      input,
      isTensorLeaf,
      ({ shape }) => shape,
      (value) => this.#refuse(value),
    ) as ShapesOf<In>;
    if (leaves.some((leaf) => leaf instanceof SymbolicTensor)) {
      this.checkInput(shapes);
      return applySymbolically(this, input, this.computeOutputShape(shapes), training) as SymbolicOf<Out>;
    }
    if (this.built) this.checkInput(shapes);
    else this.build(shapes);
    this.#builtShape ??= shapes;
    const trains = training ?? currentScope()?.training ?? false;
    return this.#call(input as In, {
      training: trains,
      mask: mask ?? (input instanceof Tensor ? maskOf(input) : undefined),
    });
  }

  #call(input: In, options: CallOptions): Out {
    const isOutermost = currentScope() === undefined;
    const output = this.within(options.training, () => {
      const result = this.call(input, options);
      if (isOutermost) this.#addedLosses = currentScope()?.losses ?? [];
      return result;
    });
    const mask = this.computeMask(input, options.mask);
    if (mask) for (const leaf of leavesOf(output, isTensor, (value) => this.#refuse(value))) setMask(leaf, mask);
    return output;
  }

  #refuse(value: unknown): never {
    const got = value === null ? 'null' : typeof value === 'object' ? value.constructor.name : typeof value;
    throw new DTypeError(`${this.path}: not a tensor; expected tensors, got ${got}; wrap data in tensor(...)`);
  }

  #buildOnce(inputShape: ShapesOf<In>, build: (inputShape: ShapesOf<In>) => void): void {
    this.within(false, () => {
      this.checkInput(inputShape);
      if (this.built) return;
      try {
        outsideTrace(() => build(inputShape));
      } catch (error) {
        this.#weights.clear();
        throw error;
      }
      this.#builtShape = inputShape;
    });
  }

  /** Runs `body` as work of this layer: layers used inside get their paths from it and belong to it. */
  protected within<Result>(training: boolean, body: () => Result): Result {
    const outer = currentScope();
    const around = outer && outer.layer !== this ? outer : undefined;
    around?.layer.adopt(this);
    this.#around ??= around?.prefix ?? outermost;
    const losses = outer?.losses ?? [];
    return withinScope({ layer: this, prefix: () => this.prefix(outer === undefined), training, losses }, body);
  }

  /** What stands before the names of the layers inside. */
  protected prefix(_isOutermost: boolean): string {
    return `${this.path}/`;
  }

  /** Takes a layer in and, where it has no name, gives it the first free one. @throws ConfigError if the name is taken */
  adopt(layer: AnyLayer): void {
    if (this.#inner.has(layer)) return;
    const taken = new Set([...this.#inner].map(({ name }) => name));
    layer.#name ??= freeName(layer.className, taken);
    if (taken.has(layer.name)) {
      throw new ConfigError(
        `${this.path}: name is taken; expected a name for each layer, got '${layer.name}' twice; give one another name`,
      );
    }
    this.#inner.add(layer);
  }

  /**
   * Makes a weight and its first value.
   *
   * @throws ConfigError for a second weight of this name, or an extent that is not known
   */
  addWeight(
    name: string,
    { shape, initializer = 'glorotUniform', trainable = true, dtype = 'float32', ...keeping }: WeightOptions,
  ): Variable {
    const path = `${this.path}/${name}`;
    if (this.#weights.has(name))
      throw new ConfigError(`${path}: weight exists; expected a new name, got it twice; rename one`);
    if (!shape.every((extent) => extent !== null && Number.isSafeInteger(extent) && extent >= 0)) {
      throw new ConfigError(
        `${path}: extent not known; expected whole numbers, got ${formatShape(shape)}; build with a shape that names it`,
      );
    }
    const known = shape as readonly number[];
    const constraint = keeping.constraint && constraintKind.resolve(path, keeping.constraint);
    const weight = outsideTrace(() =>
      variable(firstValue(path, initializerKind.resolve(path, initializer), known, dtype), {
        name: path,
        trainable,
        ...(constraint && { constraint }),
      }),
    );
    if (keeping.regularizer) this.#regularizers.set(weight, regularizerKind.resolve(path, keeping.regularizer));
    this.#weights.set(name, weight);
    return weight;
  }

  /** Adds a scalar to the loss of the model in which this layer is being called: a penalty on what it computes. */
  protected addLoss(loss: Tensor): void {
    currentScope()?.losses.push(loss);
  }

  /**
   * What a loss should have added to it: the penalties of all weights that are trained, then those that layers added when this
   * one, as the outermost, was last applied. Scalars; recorded anew each time.
   *
   * @throws ConfigError if the layer or one inside is not built
   */
  get losses(): readonly Tensor[] {
    const penalties = weightsOf(this).flatMap(({ variable, trainable, owner }) => {
      const regularizer = trainable ? owner.#regularizers.get(variable) : undefined;
      return regularizer ? [regularizer(variable)] : [];
    });
    return [...penalties, ...this.#addedLosses];
  }

  /** The mask that a layer put beside a tensor, bool [batch, steps]; undefined where all steps count. */
  maskOf(output: Tensor): Tensor | undefined {
    return maskOf(output);
  }

  /** The class's name, as files say it. */
  get className(): string {
    const own = this.constructor as unknown as LayerClass;
    return (Object.hasOwn(own, 'className') ? own.className : undefined) ?? own.name;
  }

  /** Given, or chosen when it is first asked for or when a model takes the layer in. */
  get name(): string {
    return (this.#name ??= nextName(this.className));
  }

  /** The names of the layers around it and its own, joined by slashes. The outermost model does not count. */
  get path(): string {
    return (this.#around ?? outermost)() + this.name;
  }

  /** True once the weights exist. */
  get built(): boolean {
    return this.#builtShape !== undefined;
  }

  /** The input shape that the layer was built for. */
  get builtShape(): ShapesOf<In> | undefined {
    return this.#builtShape;
  }

  /** Setting it sets it for all layers inside, too. */
  get trainable(): boolean {
    return this.#trainable;
  }

  set trainable(trainable: boolean) {
    this.#trainable = trainable;
    for (const layer of this.sublayers) layer.trainable = trainable;
  }

  /** Layers inside this one: those in its fields, then others that it has called. */
  get sublayers(): readonly AnyLayer[] {
    return [...new Set([...membersOf(this).layers, ...this.#inner])];
  }

  /** Weights of this layer alone, by name: those it added, then variables in its fields. */
  get ownWeights(): ReadonlyMap<string, Variable> {
    const own = new Map(this.#weights);
    const added = new Set(own.values());
    for (const [field, weight] of membersOf(this).variables) if (!added.has(weight)) own.set(field, weight);
    return own;
  }

  /** All weights, also of layers inside. @throws ConfigError if one of them is not built */
  get variables(): readonly Variable[] {
    return weightsOf(this).map((weight) => weight.variable);
  }

  /** The weights that optimizers should change. @throws ConfigError if the layer or one inside is not built */
  get trainableVariables(): readonly Variable[] {
    return weightsOf(this).flatMap((weight) => (weight.trainable ? [weight.variable] : []));
  }

  /** All weights by their path from this layer: `dense_1/kernel`. @throws ConfigError if one of them is not built */
  namedVariables(): ReadonlyMap<string, Variable> {
    return new Map(weightsOf(this).map((weight) => [weight.path, weight.variable]));
  }

  /** Number of weights' elements. @throws ConfigError if the layer or one inside is not built */
  countParameters(): number {
    return this.variables.reduce((count, { size }) => count + size, 0);
  }

  /**
   * How many connections one example has: for each output element, the weights that lead to it.
   *
   * @returns undefined where the layer does not count them
   */
  countConnections(_outputShape: ShapesOf<Out>): number | undefined {
    return undefined;
  }

  /** What `fromConfig` needs to make the same layer with other weights: plain JSON. */
  getConfig(): LayerConfig {
    return { name: this.name, trainable: this.trainable };
  }

  /** The layer that a config describes. The default passes the config as the constructor's options. */
  static fromConfig(config: LayerConfig, _classes?: LayerClasses): AnyLayer {
    return new (this as unknown as new (options: LayerConfig) => AnyLayer)(config);
  }
}
