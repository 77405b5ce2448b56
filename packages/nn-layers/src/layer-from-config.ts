// Makes layers from what files say, with the classes of the library at hand. Imports them all, so only readers of files should need it.
import type { AnyLayer } from './layer.js';
import { deserializeLayer, type LayerClasses, type SerializedLayer } from './layer-config.js';
import { Activation } from './layers/core/activation.js';
import { ActivityRegularization } from './layers/regularization/activity-regularization.js';
import { AdaptiveAveragePooling1D } from './layers/pooling/adaptive-average-pooling-1d.js';
import { AdaptiveAveragePooling2D } from './layers/pooling/adaptive-average-pooling-2d.js';
import { AdaptiveAveragePooling3D } from './layers/pooling/adaptive-average-pooling-3d.js';
import { AdaptiveMaxPooling1D } from './layers/pooling/adaptive-max-pooling-1d.js';
import { AdaptiveMaxPooling2D } from './layers/pooling/adaptive-max-pooling-2d.js';
import { AdaptiveMaxPooling3D } from './layers/pooling/adaptive-max-pooling-3d.js';
import { AlphaDropout } from './layers/regularization/alpha-dropout.js';
import { AveragePooling1D } from './layers/pooling/average-pooling-1d.js';
import { AveragePooling2D } from './layers/pooling/average-pooling-2d.js';
import { AveragePooling3D } from './layers/pooling/average-pooling-3d.js';
import { BatchNormalization } from './layers/normalization/batch-normalization.js';
import { Bidirectional } from './layers/recurrent/bidirectional.js';
import { CategoryEncoding } from './layers/preprocessing/category-encoding.js';
import { CenterCrop } from './layers/preprocessing/center-crop.js';
import { Conv1D } from './layers/convolution/conv-1d.js';
import { Conv1DTranspose } from './layers/convolution/conv-1d-transpose.js';
import { Conv2D } from './layers/convolution/conv-2d.js';
import { Conv2DTranspose } from './layers/convolution/conv-2d-transpose.js';
import { Conv3D } from './layers/convolution/conv-3d.js';
import { Conv3DTranspose } from './layers/convolution/conv-3d-transpose.js';
import { Cropping1D } from './layers/reshaping/cropping-1d.js';
import { Cropping2D } from './layers/reshaping/cropping-2d.js';
import { Cropping3D } from './layers/reshaping/cropping-3d.js';
import { Dense } from './layers/core/dense.js';
import { DepthwiseConv1D } from './layers/convolution/depthwise-conv-1d.js';
import { DepthwiseConv2D } from './layers/convolution/depthwise-conv-2d.js';
import { Discretization } from './layers/preprocessing/discretization.js';
import { Dropout } from './layers/regularization/dropout.js';
import { ELU } from './layers/activations/elu.js';
import { Embedding } from './layers/embedding/embedding.js';
import { Flatten } from './layers/reshaping/flatten.js';
import { GaussianDropout } from './layers/regularization/gaussian-dropout.js';
import { GaussianNoise } from './layers/regularization/gaussian-noise.js';
import { GlobalAveragePooling1D } from './layers/pooling/global-average-pooling-1d.js';
import { GlobalAveragePooling2D } from './layers/pooling/global-average-pooling-2d.js';
import { GlobalAveragePooling3D } from './layers/pooling/global-average-pooling-3d.js';
import { GlobalMaxPooling1D } from './layers/pooling/global-max-pooling-1d.js';
import { GlobalMaxPooling2D } from './layers/pooling/global-max-pooling-2d.js';
import { GlobalMaxPooling3D } from './layers/pooling/global-max-pooling-3d.js';
import { GroupNormalization } from './layers/normalization/group-normalization.js';
import { GRU } from './layers/recurrent/gru.js';
import { GRUCell } from './layers/recurrent/gru-cell.js';
import { InstanceNormalization } from './layers/normalization/instance-normalization.js';
import { IntegerLookup } from './layers/preprocessing/integer-lookup.js';
import { LayerNormalization } from './layers/normalization/layer-normalization.js';
import { LeakyReLU } from './layers/activations/leaky-relu.js';
import { LSTM } from './layers/recurrent/lstm.js';
import { LSTMCell } from './layers/recurrent/lstm-cell.js';
import { Masking } from './layers/core/masking.js';
import { Maxout } from './layers/activations/maxout.js';
import { MaxPooling1D } from './layers/pooling/max-pooling-1d.js';
import { MaxPooling2D } from './layers/pooling/max-pooling-2d.js';
import { MaxPooling3D } from './layers/pooling/max-pooling-3d.js';
import { Normalization } from './layers/preprocessing/normalization.js';
import { Permute } from './layers/reshaping/permute.js';
import { PReLU } from './layers/activations/prelu.js';
import { RandomBrightness } from './layers/preprocessing/random-brightness.js';
import { RandomContrast } from './layers/preprocessing/random-contrast.js';
import { RandomCrop } from './layers/preprocessing/random-crop.js';
import { RandomFlip } from './layers/preprocessing/random-flip.js';
import { RandomRotation } from './layers/preprocessing/random-rotation.js';
import { RandomTranslation } from './layers/preprocessing/random-translation.js';
import { RandomZoom } from './layers/preprocessing/random-zoom.js';
import { ReLU } from './layers/activations/relu.js';
import { RepeatVector } from './layers/reshaping/repeat-vector.js';
import { Rescaling } from './layers/preprocessing/rescaling.js';
import { Reshape } from './layers/reshaping/reshape.js';
import { Resizing } from './layers/preprocessing/resizing.js';
import { RMSNormalization } from './layers/normalization/rms-normalization.js';
import { RNN } from './layers/recurrent/rnn.js';
import { RReLU } from './layers/activations/rrelu.js';
import { SeparableConv1D } from './layers/convolution/separable-conv-1d.js';
import { SeparableConv2D } from './layers/convolution/separable-conv-2d.js';
import { SimpleRNN } from './layers/recurrent/simple-rnn.js';
import { SimpleRNNCell } from './layers/recurrent/simple-rnn-cell.js';
import { Softmax } from './layers/activations/softmax.js';
import { SpatialDropout1D } from './layers/regularization/spatial-dropout-1d.js';
import { SpatialDropout2D } from './layers/regularization/spatial-dropout-2d.js';
import { SpatialDropout3D } from './layers/regularization/spatial-dropout-3d.js';
import { SpectralNormalization } from './layers/normalization/spectral-normalization.js';
import { StackedRNNCells } from './layers/recurrent/stacked-rnn-cells.js';
import { TimeDistributed } from './layers/recurrent/time-distributed.js';
import { UnitNormalization } from './layers/normalization/unit-normalization.js';
import { UpSampling1D } from './layers/reshaping/up-sampling-1d.js';
import { UpSampling2D } from './layers/reshaping/up-sampling-2d.js';
import { UpSampling3D } from './layers/reshaping/up-sampling-3d.js';
import { ZeroPadding1D } from './layers/reshaping/zero-padding-1d.js';
import { ZeroPadding2D } from './layers/reshaping/zero-padding-2d.js';
import { ZeroPadding3D } from './layers/reshaping/zero-padding-3d.js';
import { Add } from './layers/merging/add.js';
import { Average } from './layers/merging/average.js';
import { Concatenate } from './layers/merging/concatenate.js';
import { Dot } from './layers/merging/dot.js';
import { Maximum } from './layers/merging/maximum.js';
import { Minimum } from './layers/merging/minimum.js';
import { Multiply } from './layers/merging/multiply.js';
import { Subtract } from './layers/merging/subtract.js';
import { Identity } from './layers/core/identity.js';
import { GroupQueryAttention } from './layers/attention/group-query-attention.js';
import { MultiHeadAttention } from './layers/attention/multi-head-attention.js';
import { PositionEmbedding } from './layers/attention/position-embedding.js';
import { RotaryEmbedding } from './layers/attention/rotary-embedding.js';
import { SinePositionEncoding } from './layers/attention/sine-position-encoding.js';
import { TransformerDecoder } from './layers/attention/transformer-decoder.js';
import { TransformerEncoder } from './layers/attention/transformer-encoder.js';
import { Model } from './models/model.js';
import { Sequential } from './models/sequential.js';

const libraryClasses: LayerClasses = {
  Add,
  Average,
  CategoryEncoding,
  Concatenate,
  Discretization,
  Dot,
  IntegerLookup,
  Maximum,
  Minimum,
  Multiply,
  Normalization,
  Subtract,
  Identity,
  GroupQueryAttention,
  MultiHeadAttention,
  PositionEmbedding,
  RotaryEmbedding,
  SinePositionEncoding,
  TransformerDecoder,
  TransformerEncoder,
  Activation,
  ActivityRegularization,
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling3D,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2D,
  AdaptiveMaxPooling3D,
  AlphaDropout,
  AveragePooling1D,
  AveragePooling2D,
  AveragePooling3D,
  BatchNormalization,
  Bidirectional,
  CenterCrop,
  Conv1D,
  Conv1DTranspose,
  Conv2D,
  Conv2DTranspose,
  Conv3D,
  Conv3DTranspose,
  Cropping1D,
  Cropping2D,
  Cropping3D,
  Dense,
  DepthwiseConv1D,
  DepthwiseConv2D,
  Dropout,
  ELU,
  Embedding,
  Flatten,
  GaussianDropout,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalAveragePooling3D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GlobalMaxPooling3D,
  GroupNormalization,
  GRU,
  GRUCell,
  InstanceNormalization,
  LayerNormalization,
  LeakyReLU,
  LSTM,
  LSTMCell,
  Masking,
  Maxout,
  MaxPooling1D,
  MaxPooling2D,
  MaxPooling3D,
  Model,
  Permute,
  PReLU,
  RandomBrightness,
  RandomContrast,
  RandomCrop,
  RandomFlip,
  RandomRotation,
  RandomTranslation,
  RandomZoom,
  ReLU,
  RepeatVector,
  Rescaling,
  Reshape,
  Resizing,
  RMSNormalization,
  RNN,
  RReLU,
  SeparableConv1D,
  SeparableConv2D,
  Sequential,
  SimpleRNN,
  SimpleRNNCell,
  Softmax,
  SpatialDropout1D,
  SpatialDropout2D,
  SpatialDropout3D,
  SpectralNormalization,
  StackedRNNCells,
  TimeDistributed,
  UnitNormalization,
  UpSampling1D,
  UpSampling2D,
  UpSampling3D,
  ZeroPadding1D,
  ZeroPadding2D,
  ZeroPadding3D,
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
