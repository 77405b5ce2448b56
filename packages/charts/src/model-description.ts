// What a picture of a model needs to know of it, as plain data. Knows no layer and no chart.
import { received } from './received.js';

/** A shape, null for an extent that is not known; or an array or record of them, of a layer with several outputs. */
export type GraphShape = readonly (number | null)[] | readonly GraphShape[] | { readonly [name: string]: GraphShape };

/** An input of the model, or an output of a call of a layer. */
export type GraphSource =
  { readonly input: string } | { readonly layer: string; readonly call: number; readonly output: number };

/** A layer, with what it reads each time that it is used. */
export interface GraphLayer {
  readonly name: string;
  readonly className: string;
  /** null for a layer that is not built. */
  readonly parameters: number | null;
  /** False for frozen weights. */
  readonly trainable: boolean;
  readonly calls: readonly { readonly inputs: readonly GraphSource[]; readonly outputShape: GraphShape | null }[];
  /** Of a model inside this one. */
  readonly model?: GraphModel;
}

/** A model, as `model.describe()` of nn-layers says it. */
export interface GraphModel {
  readonly name: string;
  readonly className: string;
  readonly inputs: readonly { readonly name: string; readonly shape: GraphShape | null }[];
  readonly outputs: readonly GraphSource[];
  readonly layers: readonly GraphLayer[];
}

/** Throws a TypeError that starts with `op` unless `value` has the lists of a {@link GraphModel}. */
export function checkModel(op: string, value: GraphModel): void {
  const { inputs, outputs, layers } = (value ?? {}) as Partial<GraphModel>;
  const isLayer = (layer: unknown): boolean => Array.isArray((layer as Partial<GraphLayer> | null)?.calls);
  if (Array.isArray(inputs) && Array.isArray(outputs) && Array.isArray(layers) && layers.every(isLayer)) return;
  throw new TypeError(
    `${op}: not a description of a model; expected { name, inputs, outputs, layers }, got ${received(value)}; pass model.describe()`,
  );
}
