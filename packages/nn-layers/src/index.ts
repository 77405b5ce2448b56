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
export { Dense, type DenseOptions } from './layers/core/dense.js';
export { Dropout, type DropoutOptions } from './layers/regularization/dropout.js';
export { ELU, type ELUOptions } from './layers/activations/elu.js';
export { LeakyReLU, type LeakyReLUOptions } from './layers/activations/leaky-relu.js';
export { Maxout, type MaxoutLayerOptions } from './layers/activations/maxout.js';
export { PReLU, type PReLUOptions } from './layers/activations/prelu.js';
export { ReLU, type ReLUOptions } from './layers/activations/relu.js';
export { RReLU, type RReLUOptions } from './layers/activations/rrelu.js';
export { Softmax, type SoftmaxOptions } from './layers/activations/softmax.js';
export {
  ActivityRegularization,
  type ActivityRegularizationOptions,
} from './layers/regularization/activity-regularization.js';
export { AlphaDropout } from './layers/regularization/alpha-dropout.js';
export { GaussianDropout } from './layers/regularization/gaussian-dropout.js';
export { GaussianNoise } from './layers/regularization/gaussian-noise.js';
export { SpatialDropout1D } from './layers/regularization/spatial-dropout-1d.js';
export { SpatialDropout2D } from './layers/regularization/spatial-dropout-2d.js';
export { SpatialDropout3D } from './layers/regularization/spatial-dropout-3d.js';
export type { SpatialDropoutOptions } from './layers/regularization/spatial-dropout.js';
export type { NoiseOptions } from './layers/regularization/noise-layer.js';
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
export { Rescaling, type RescalingOptions } from './layers/preprocessing/rescaling.js';
export type { AdaptBatch, AdaptData } from './layers/preprocessing/adapt-data.js';
export { CategoryEncoding, type CategoryEncodingOptions } from './layers/preprocessing/category-encoding.js';
export { CenterCrop } from './layers/preprocessing/center-crop.js';
export { Discretization, type DiscretizationOptions } from './layers/preprocessing/discretization.js';
export type { OutputMode } from './layers/preprocessing/encode-indices.js';
export type { Factor } from './layers/preprocessing/factor-range.js';
export type { FillMode, SamplingOptions } from './layers/preprocessing/image-sampling.js';
export type { RandomAffineOptions } from './layers/preprocessing/random-affine-layer.js';
export { IntegerLookup, type IntegerLookupOptions } from './layers/preprocessing/integer-lookup.js';
export { Normalization, type NormalizationLayerOptions } from './layers/preprocessing/normalization.js';
export { RandomBrightness } from './layers/preprocessing/random-brightness.js';
export type { RandomColorOptions } from './layers/preprocessing/random-color-layer.js';
export { RandomContrast } from './layers/preprocessing/random-contrast.js';
export { RandomCrop } from './layers/preprocessing/random-crop.js';
export { RandomFlip, type FlipMode } from './layers/preprocessing/random-flip.js';
export type { RandomImageOptions } from './layers/preprocessing/random-image-layer.js';
export { RandomRotation } from './layers/preprocessing/random-rotation.js';
export { RandomTranslation } from './layers/preprocessing/random-translation.js';
export { RandomZoom, type RandomZoomOptions } from './layers/preprocessing/random-zoom.js';
export { Resizing, type ResizingOptions } from './layers/preprocessing/resizing.js';

export { Conv1D, type Conv1DOptions } from './layers/convolution/conv-1d.js';
export { Conv1DTranspose, type Conv1DTransposeOptions } from './layers/convolution/conv-1d-transpose.js';
export { Conv2D, type Conv2DOptions } from './layers/convolution/conv-2d.js';
export { Conv2DTranspose, type Conv2DTransposeOptions } from './layers/convolution/conv-2d-transpose.js';
export { Conv3D, type Conv3DOptions } from './layers/convolution/conv-3d.js';
export { Conv3DTranspose, type Conv3DTransposeOptions } from './layers/convolution/conv-3d-transpose.js';
export { DepthwiseConv1D, type DepthwiseConv1DOptions } from './layers/convolution/depthwise-conv-1d.js';
export { DepthwiseConv2D, type DepthwiseConv2DOptions } from './layers/convolution/depthwise-conv-2d.js';
export { SeparableConv1D, type SeparableConv1DOptions } from './layers/convolution/separable-conv-1d.js';
export { SeparableConv2D, type SeparableConv2DOptions } from './layers/convolution/separable-conv-2d.js';
export type { BiasOptions, KernelOptions } from './options/kernel-options.js';
export type { CausalPadding, WindowPadding } from './options/window.js';

export { AdaptiveAveragePooling1D } from './layers/pooling/adaptive-average-pooling-1d.js';
export { AdaptiveAveragePooling2D } from './layers/pooling/adaptive-average-pooling-2d.js';
export { AdaptiveAveragePooling3D } from './layers/pooling/adaptive-average-pooling-3d.js';
export { AdaptiveMaxPooling1D } from './layers/pooling/adaptive-max-pooling-1d.js';
export { AdaptiveMaxPooling2D } from './layers/pooling/adaptive-max-pooling-2d.js';
export { AdaptiveMaxPooling3D } from './layers/pooling/adaptive-max-pooling-3d.js';
export { AveragePooling1D } from './layers/pooling/average-pooling-1d.js';
export { AveragePooling2D } from './layers/pooling/average-pooling-2d.js';
export { AveragePooling3D } from './layers/pooling/average-pooling-3d.js';
export { GlobalAveragePooling1D } from './layers/pooling/global-average-pooling-1d.js';
export { GlobalAveragePooling2D } from './layers/pooling/global-average-pooling-2d.js';
export { GlobalAveragePooling3D } from './layers/pooling/global-average-pooling-3d.js';
export { GlobalMaxPooling1D } from './layers/pooling/global-max-pooling-1d.js';
export { GlobalMaxPooling2D } from './layers/pooling/global-max-pooling-2d.js';
export { GlobalMaxPooling3D } from './layers/pooling/global-max-pooling-3d.js';
export { MaxPooling1D } from './layers/pooling/max-pooling-1d.js';
export { MaxPooling2D } from './layers/pooling/max-pooling-2d.js';
export { MaxPooling3D } from './layers/pooling/max-pooling-3d.js';
export type { AdaptivePoolingOptions } from './layers/pooling/adaptive-pooling.js';
export type { GlobalPoolingOptions } from './layers/pooling/global-pooling.js';
export type { Pooling1DOptions, Pooling2DOptions, Pooling3DOptions } from './layers/pooling/pooling.js';

export { Cropping1D } from './layers/reshaping/cropping-1d.js';
export { Cropping2D } from './layers/reshaping/cropping-2d.js';
export { Cropping3D } from './layers/reshaping/cropping-3d.js';
export { Flatten, type FlattenOptions } from './layers/reshaping/flatten.js';
export { Permute } from './layers/reshaping/permute.js';
export { RepeatVector } from './layers/reshaping/repeat-vector.js';
export { Reshape } from './layers/reshaping/reshape.js';
export { UpSampling1D } from './layers/reshaping/up-sampling-1d.js';
export { UpSampling2D, type UpSampling2DOptions, type Interpolation } from './layers/reshaping/up-sampling-2d.js';
export { UpSampling3D } from './layers/reshaping/up-sampling-3d.js';
export { ZeroPadding1D } from './layers/reshaping/zero-padding-1d.js';
export { ZeroPadding2D } from './layers/reshaping/zero-padding-2d.js';
export { ZeroPadding3D } from './layers/reshaping/zero-padding-3d.js';
export type { SpatialOptions } from './layers/spatial-layer.js';

export { Embedding, type EmbeddingOptions } from './layers/embedding/embedding.js';
export { Masking, type MaskingOptions } from './layers/core/masking.js';
export {
  Bidirectional,
  type BidirectionalOptions,
  type BidirectionalOutput,
} from './layers/recurrent/bidirectional.js';
export type { MergeMode } from './layers/recurrent/merge-mode.js';
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
export { TimeDistributed } from './layers/recurrent/time-distributed.js';

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

export { Identity } from './layers/core/identity.js';
export { Lambda } from './layers/core/lambda.js';
export { Add } from './layers/merging/add.js';
export { Average } from './layers/merging/average.js';
export { Concatenate, type ConcatenateOptions } from './layers/merging/concatenate.js';
export { Dot, type DotOptions } from './layers/merging/dot.js';
export { Maximum } from './layers/merging/maximum.js';
export { Minimum } from './layers/merging/minimum.js';
export { Multiply } from './layers/merging/multiply.js';
export { Subtract } from './layers/merging/subtract.js';
export type { AttentionInput, AttentionOperands } from './layers/attention/attention-inputs.js';
export type { AttentionLayerOptions, AttentionScores } from './layers/attention/attention-layer.js';
export { GroupQueryAttention } from './layers/attention/group-query-attention.js';
export { MultiHeadAttention, type MultiHeadAttentionOptions } from './layers/attention/multi-head-attention.js';
export { PositionEmbedding, type PositionEmbeddingOptions } from './layers/attention/position-embedding.js';
export { rotate, type RotaryOptions } from './layers/attention/rotary.js';
export { RotaryEmbedding, type RotaryEmbeddingOptions } from './layers/attention/rotary-embedding.js';
export { SinePositionEncoding, type SinePositionEncodingOptions } from './layers/attention/sine-position-encoding.js';
export { TransformerDecoder, type DecoderInput } from './layers/attention/transformer-decoder.js';
export { TransformerEncoder, type TransformerEncoderOptions } from './layers/attention/transformer-encoder.js';
export type { TransformerOptions } from './layers/attention/transformer-options.js';
