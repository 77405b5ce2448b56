// How files describe layers: the class's name and plain JSON.
import { ConfigError, didYouMean } from '@tensorloom/tensor-core';
import type { AnyLayer } from './layer.js';

/** A layer's settings as plain JSON; `name` and `trainable` are always there. */
export type LayerConfig = Readonly<Record<string, unknown>>;

/** A class that makes a layer from its config. */
export interface LayerClass {
  readonly name: string;
  readonly className?: string;
  fromConfig(config: LayerConfig, classes?: LayerClasses): AnyLayer;
}

/** Classes by the name under which files know them. */
export type LayerClasses = Readonly<Record<string, LayerClass>>;

/** A layer as a file holds it. */
export interface SerializedLayer {
  readonly className: string;
  readonly config: LayerConfig;
}

/** A layer as a file holds it. @throws ConfigError if it holds a function that has no name */
export function serializeLayer(layer: AnyLayer): SerializedLayer {
  return { className: layer.className, config: layer.getConfig() };
}

/** The layer that a file describes. @throws ConfigError if its class is not among `classes` */
export function deserializeLayer({ className, config }: SerializedLayer, classes: LayerClasses): AnyLayer {
  const found = Object.hasOwn(classes, className) ? classes[className] : undefined;
  if (found) return found.fromConfig(config, classes);
  const known = Object.keys(classes);
  throw new ConfigError(
    `layerFromConfig: unknown class; expected one of ${known.join(', ')}, got '${className}'; ` +
      `${didYouMean(className, known)} Give classes of your own as { layers: { ${className} } }`,
  );
}
