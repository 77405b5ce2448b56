// The options that every layer of the library checks and reads.
import { checkOptions } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../layer.js';

const common: readonly (keyof LayerOptions)[] = ['name', 'trainable'];

/** @throws ConfigError for an option that the layer does not have */
export function checkLayerOptions(className: string, options: object, own: readonly string[] = []): void {
  checkOptions(className, options, [...own, ...common]);
}
