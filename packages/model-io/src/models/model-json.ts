// The topology of a model as JSON. Knows no weights and no file system.
import { FileFormatError, TensorloomError } from '@tensorloom/tensor-core';
import {
  layerFromConfig,
  serializeLayer,
  type AnyLayer,
  type LayerClasses,
  type SerializedLayer,
} from '@tensorloom/nn-layers';

const FORMAT = 'tensorloom-model';
const VERSION = 1;

/** How models are read. */
export interface LoadModelOptions {
  /** Classes of your own, by name; those of the library are known. */
  readonly layers?: LayerClasses;
}

/** What a model is made of, without its weights, as JSON. @throws ConfigError for a model that holds a function without a name */
export function modelToJson(model: AnyLayer): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, model: serializeLayer(model) }, undefined, 2)}\n`;
}

function refuse(rule: string, expected: string, got: string, remedy = 'the file is damaged or of another kind'): never {
  throw new FileFormatError(`model.json: ${rule}; expected ${expected}, got ${got}; ${remedy}`);
}

function parse(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    refuse('no JSON', 'valid JSON', (error as Error).message);
  }
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function serializedLayer(text: string): SerializedLayer {
  const { format, version, model } = parse(text);
  if (format !== FORMAT) refuse('not a model', `format '${FORMAT}'`, JSON.stringify(format) ?? 'none');
  if (version !== VERSION) {
    refuse(
      'another version of the format',
      `${VERSION}`,
      JSON.stringify(version) ?? 'none',
      'install a newer @tensorloom/model-io',
    );
  }
  const { className, config } = (model ?? {}) as Partial<SerializedLayer>;
  if (typeof className !== 'string' || typeof config !== 'object' || config === null) {
    refuse('no topology', 'model { className, config }', (JSON.stringify(model) ?? 'none').slice(0, 80));
  }
  return { className, config };
}

/**
 * The model that `modelToJson` described, built, with new weights.
 *
 * @throws FileFormatError for text that describes no model; ConfigError for a class that is not known
 */
export function modelFromJson(text: string, options: LoadModelOptions = {}): AnyLayer {
  const serialized = serializedLayer(text);
  try {
    return layerFromConfig(serialized, options);
  } catch (error) {
    if (error instanceof TensorloomError) throw error;
    const message = `model.json: the topology cannot be read; expected a config of ${serialized.className}, got one that fails (${String(error)}); the file is damaged, or a layer's fromConfig is`;
    throw new FileFormatError(message, { cause: error });
  }
}
