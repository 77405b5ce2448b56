// Makes a layer like another one.
import type { AnyLayer } from './layer.js';
import type { LayerClass, LayerConfig } from './layer-config.js';

function classOf(layer: AnyLayer): LayerClass {
  return layer.constructor as unknown as LayerClass;
}

function withInner(layer: AnyLayer): readonly AnyLayer[] {
  return [layer, ...layer.sublayers.flatMap(withInner)];
}

/**
 * A layer of the same class and settings, with weights of its own that are not made yet.
 *
 * @param changes settings that differ
 * @throws ConfigError if a setting is a function that has no name
 */
export function cloneLayer(layer: AnyLayer, changes: LayerConfig): AnyLayer {
  const classes = Object.fromEntries(withInner(layer).map((each) => [each.className, classOf(each)]));
  return classOf(layer).fromConfig({ ...layer.getConfig(), ...changes }, classes);
}
