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

export * from './layers/index.js';
export type { BiasOptions, KernelOptions } from './options/kernel-options.js';
export type { CausalPadding, WindowPadding } from './options/window.js';

export {
  RecurrentCell,
  type SequenceRunOptions,
  type SequenceRunResult,
  type ShapesWithStates,
  type WithStates,
} from './layers/recurrent/recurrent-cell.js';

export type { Container } from './models/container.js';
export type {
  CallDescription,
  DescribedShape,
  DescribedSource,
  InputDescription,
  LayerDescription,
  ModelDescription,
} from './models/describe.js';
export { Model, type ModelOptions } from './models/model.js';
export { Sequential, type SequentialItem } from './models/sequential.js';
export type { SummaryOptions } from './models/summary.js';

export * as activations from './activations/index.js';
export type { ActivationName, ActivationOption } from './options/activation-option.js';
export * as initializers from './initializers/index.js';
export type {
  Initializer,
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
export type { PartConfig } from './named-parts.js';
export * as regularizers from './regularizers/index.js';
export type { Regularizer, RegularizerName, RegularizerOption } from './regularizers/regularizer.js';
export * as constraints from './constraints/index.js';
export type { Constraint, ConstraintName, ConstraintOption } from './constraints/constraint.js';
export { maskOf } from './masks.js';
