// The door of nn-layers: layers, models, and the namespaces of what their options name.
export {
  Layer,
  type AnyLayer,
  type ApplyOptions,
  type CallOptions,
  type LayerOptions,
  type WeightOptions,
} from './layer.js';
export type { ShapesOf, SymbolicOf, SymbolicShape } from './symbolic-shape.js';
export { input, SymbolicTensor, type InputOptions } from './symbolic-tensor.js';

export { Activation } from './layers/activation.js';
export { AveragePooling2D } from './layers/average-pooling-2d.js';
export { Conv2D, type Conv2DOptions } from './layers/conv-2d.js';
export { Dense, type DenseOptions } from './layers/dense.js';
export { Dropout } from './layers/dropout.js';
export { Flatten } from './layers/flatten.js';
export type { KernelOptions } from './layers/kernel-options.js';
export { MaxPooling2D } from './layers/max-pooling-2d.js';
export type { Pooling2DOptions } from './layers/pooling-2d.js';
export { Rescaling, type RescalingOptions } from './layers/rescaling.js';
export type { WindowPadding } from './layers/window.js';

export type { Container } from './models/container.js';
export { Model, type ModelOptions } from './models/model.js';
export { Sequential, type SequentialItem } from './models/sequential.js';

export * as activations from './activations.js';
export type { ActivationName, ActivationOption } from './options/activation-option.js';
export * as initializers from './initializers/index.js';
export type {
  Initializer,
  InitializerConfig,
  InitializerName,
  InitializerOption,
  InitializerOptions,
} from './initializers/initializer.js';

export {
  serializeLayer,
  type LayerClass,
  type LayerClasses,
  type LayerConfig,
  type SerializedLayer,
} from './layer-config.js';
export { layerFromConfig, type LayerFromConfigOptions } from './layer-from-config.js';
