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

export { Activation } from './layers/core/activation.js';
export { AveragePooling2D } from './layers/pooling/average-pooling-2d.js';
export { Conv2D, type Conv2DOptions } from './layers/convolution/conv-2d.js';
export { Dense, type DenseOptions } from './layers/core/dense.js';
export { Dropout } from './layers/regularization/dropout.js';
export { BatchNormalization, type BatchNormalizationOptions } from './layers/normalization/batch-normalization.js';
export { GroupNormalization, type GroupNormalizationOptions } from './layers/normalization/group-normalization.js';
export {
  InstanceNormalization,
  type InstanceNormalizationOptions,
} from './layers/normalization/instance-normalization.js';
export { RMSNormalization, type RMSNormalizationOptions } from './layers/normalization/rms-normalization.js';
export {
  SpectralNormalization,
  type SpectralNormalizationOptions,
} from './layers/normalization/spectral-normalization.js';
export { UnitNormalization, type UnitNormalizationOptions } from './layers/normalization/unit-normalization.js';
export { LayerNormalization, type LayerNormalizationOptions } from './layers/normalization/layer-normalization.js';
export type { AxisOption } from './layers/axes-layer.js';
export { Embedding, type EmbeddingOptions } from './layers/embedding/embedding.js';
export { Flatten } from './layers/reshaping/flatten.js';
export type { KernelOptions } from './options/kernel-options.js';
export { Masking, type MaskingOptions } from './layers/core/masking.js';
export { GRU, type GRUOptions } from './layers/recurrent/gru.js';
export { GRUCell, type GRUCellOptions } from './layers/recurrent/gru-cell.js';
export { LSTM, type LSTMOptions } from './layers/recurrent/lstm.js';
export { LSTMCell, type LSTMCellOptions, type LSTMStates } from './layers/recurrent/lstm-cell.js';
export {
  RecurrentCell,
  type SequenceRunOptions,
  type SequenceRunResult,
  type ShapesWithStates,
  type WithStates,
} from './layers/recurrent/recurrent-cell.js';
export { RNN } from './layers/recurrent/rnn.js';
export type { RecurrentOutput, RNNOptions } from './layers/recurrent/rnn-options.js';
export type { SequenceInput, SequenceShapes, SymbolicSequenceInput } from './layers/recurrent/sequence-input.js';
export { SimpleRNN, type SimpleRNNOptions } from './layers/recurrent/simple-rnn.js';
export { SimpleRNNCell, type SimpleRNNCellOptions } from './layers/recurrent/simple-rnn-cell.js';
export { StackedRNNCells } from './layers/recurrent/stacked-rnn-cells.js';
export { MaxPooling2D } from './layers/pooling/max-pooling-2d.js';
export type { Pooling2DOptions } from './layers/pooling/pooling-2d.js';
export { Rescaling, type RescalingOptions } from './layers/preprocessing/rescaling.js';
export type { WindowPadding } from './options/window.js';

export type { Container } from './models/container.js';
export { Model, type ModelOptions } from './models/model.js';
export { Sequential, type SequentialItem } from './models/sequential.js';

export * as activations from './activations.js';
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
