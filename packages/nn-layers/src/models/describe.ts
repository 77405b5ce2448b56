// A model as plain data, for pictures, tables and files of others: what its layers are and what each of them reads.
import type { AnyLayer } from '../layer.js';
import type { SymbolicShape } from '../symbolic-shape.js';
import { Container } from './container.js';

/** A shape, null for an extent that is not known (the batch); or an array or record of them, of a layer with several outputs. */
export type DescribedShape = SymbolicShape | readonly DescribedShape[] | { readonly [name: string]: DescribedShape };

/** An input of the model, or an output of a call of a layer: the first call is 0, and so is the first output. */
export type DescribedSource =
  { readonly input: string } | { readonly layer: string; readonly call: number; readonly output: number };

/** One use of a layer. */
export interface CallDescription {
  readonly inputs: readonly DescribedSource[];
  /** null while the model is not built. */
  readonly outputShape: DescribedShape | null;
}

/** A layer of a model. */
export interface LayerDescription {
  readonly name: string;
  readonly className: string;
  /** Names of the layers around it and its own, joined by slashes: what weights and errors begin with. */
  readonly path: string;
  /** Of its first call. */
  readonly outputShape: DescribedShape | null;
  /** Elements of all weights, of layers inside too; null while it is not built. */
  readonly parameters: number | null;
  /** False for a frozen layer. */
  readonly trainable: boolean;
  /** Names of the inputs and layers that it reads, over all calls, each once. */
  readonly inputs: readonly string[];
  /** Its uses: several for a layer that is shared. */
  readonly calls: readonly CallDescription[];
  /** Of a model inside this one: what it is made of, in names of its own. Its inputs stand for what a call reads, in order. */
  readonly model?: ModelDescription;
}

/** An input of a model. */
export interface InputDescription {
  readonly name: string;
  /** null while the model is not built. */
  readonly shape: SymbolicShape | null;
}

/** A model as plain JSON. Arrays and records of inputs and outputs are written as flat lists. */
export interface ModelDescription {
  readonly name: string;
  readonly className: string;
  readonly inputs: readonly InputDescription[];
  readonly outputs: readonly DescribedSource[];
  readonly layers: readonly LayerDescription[];
}

/** One application of a layer inside a model. */
export interface LayerCall {
  readonly layer: AnyLayer;
  readonly inputs: readonly DescribedSource[];
  /** Shapes that the layer is given; null while the model is not built. */
  readonly inputShape: unknown;
}

/** How a model's layers hang together. */
export interface Wiring {
  readonly inputs: readonly InputDescription[];
  /** Each after those that it needs. */
  readonly calls: readonly LayerCall[];
  readonly outputs: readonly DescribedSource[];
}

/** The name that a source goes by. */
export function sourceName(source: DescribedSource): string {
  return 'input' in source ? source.input : source.layer;
}

/** A copy that shares no array with the layer. */
function plainShape(shape: unknown): DescribedShape {
  return JSON.parse(JSON.stringify(shape)) as DescribedShape;
}

function callOf({ layer, inputs, inputShape }: LayerCall): CallDescription {
  const known = inputShape !== null && layer.built;
  return { inputs, outputShape: known ? plainShape(layer.computeOutputShape(inputShape as never)) : null };
}

function layerDescription(layer: AnyLayer, uses: readonly LayerCall[]): LayerDescription {
  const calls = uses.map(callOf);
  return {
    name: layer.name,
    className: layer.className,
    path: layer.path,
    outputShape: calls[0]?.outputShape ?? null,
    parameters: layer.built ? layer.countParameters() : null,
    trainable: layer.trainable,
    inputs: [...new Set(calls.flatMap(({ inputs }) => inputs.map(sourceName)))],
    calls,
    ...(layer instanceof Container && { model: layer.describe() }),
  };
}

/** What `describe()` returns. */
export function modelDescription(model: AnyLayer, { inputs, calls, outputs }: Wiring): ModelDescription {
  const uses = new Map<AnyLayer, LayerCall[]>();
  for (const call of calls) uses.set(call.layer, [...(uses.get(call.layer) ?? []), call]);
  return {
    name: model.name,
    className: model.className,
    inputs,
    outputs,
    layers: [...uses].map(([layer, own]) => layerDescription(layer, own)),
  };
}
