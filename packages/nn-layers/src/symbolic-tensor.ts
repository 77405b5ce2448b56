// Tensors without values: what layers are applied to while a functional model is drawn up.
import { checkChoice, checkOptions, ConfigError, type DType, dtypes } from '@tensorloom/tensor-core';
import type { AnyLayer } from './layer.js';
import { nextName } from './layer-names.js';
import type { SymbolicShape } from './symbolic-shape.js';

/** An entry of a model. */
export interface InputSource {
  readonly kind: 'input';
  readonly name: string;
  readonly dtype: DType;
}

/** One application of a layer. */
export interface Connection {
  readonly layer: AnyLayer;
  /** A symbolic tensor, or arrays and records of them. */
  readonly input: unknown;
  /** Set where the user fixed it; else the model's own. */
  readonly training: boolean | undefined;
}

/** An output of an application, by its position among all of them. */
export interface ConnectionSource {
  readonly kind: 'connection';
  readonly connection: Connection;
  readonly index: number;
}

/** Stands for a tensor of a model that is being drawn up. Made by `input(...)` and by applying layers to it. */
export class SymbolicTensor {
  constructor(
    readonly shape: SymbolicShape,
    readonly source: InputSource | ConnectionSource,
  ) {}
}

export interface InputOptions {
  /** Default input, input_1, ... */
  readonly name?: string;
  /** A model casts what it is given to this (default float32). */
  readonly dtype?: DType;
  /** Fixes the extent of the batch (default null: any). */
  readonly batchSize?: number | null;
}

/**
 * The entry of a functional model, or the first item of a Sequential that knows its shape from the start.
 *
 * @param shape of one example, without the batch; null for an extent that varies
 * @returns symbolic, [batch, ...shape]
 * @example
 * const image = input([28, 28, 1]);
 * const model = new Model({ inputs: image, outputs: new Dense(10).apply(new Flatten().apply(image)) });
 */
export function input(shape: SymbolicShape, options: InputOptions = {}): SymbolicTensor {
  checkOptions('input', options, ['name', 'dtype', 'batchSize']);
  const { name = nextName('Input'), dtype = 'float32', batchSize = null } = options;
  const full = [batchSize, ...(Array.isArray(shape) ? (shape as SymbolicShape) : [NaN])];
  if (!full.every((extent) => extent === null || (Number.isSafeInteger(extent) && extent >= 0))) {
    throw new ConfigError(
      `input: bad shape; expected whole numbers >= 0 or null for each axis after the batch, got ${JSON.stringify(shape)}; check it`,
    );
  }
  return new SymbolicTensor(full, { kind: 'input', name, dtype: checkChoice('input', 'dtype', dtype, dtypes) });
}
