// Makes layers from what files say, with the classes of the library at hand. Imports them all, so only readers of files should need it.
import { Layer, type AnyLayer } from './layer.js';
import { deserializeLayer, type LayerClass, type LayerClasses, type SerializedLayer } from './layer-config.js';
import * as layers from './layers/index.js';
import { Model } from './models/model.js';
import { Sequential } from './models/sequential.js';

const isLayerClass = (entry: readonly [string, unknown]): entry is [string, LayerClass] =>
  typeof entry[1] === 'function' && entry[1].prototype instanceof Layer;

/** Every class that the library exports, under its name. */
const libraryClasses: LayerClasses = {
  ...Object.fromEntries(Object.entries(layers).filter(isLayerClass)),
  Model: Model as unknown as LayerClass,
  Sequential,
};

export interface LayerFromConfigOptions {
  /** Classes of your own, by name. */
  readonly layers?: LayerClasses;
}

/**
 * The layer or model that `serializeLayer` described, with new weights.
 *
 * @throws ConfigError for a class that is neither the library's nor among `layers`, or a config that its class refuses
 */
export function layerFromConfig(serialized: SerializedLayer, { layers = {} }: LayerFromConfigOptions = {}): AnyLayer {
  return deserializeLayer(serialized, { ...libraryClasses, ...layers });
}
