// All layers of the library, by family. A class is known to files by the name under which it stands here.

export { Activation } from './core/activation.js';
export { Dense, type DenseOptions } from './core/dense.js';
export { Identity } from './core/identity.js';
export { Lambda } from './core/lambda.js';
export { Masking, type MaskingOptions } from './core/masking.js';

export { Embedding, type EmbeddingOptions } from './embedding/embedding.js';

export { Conv1DTranspose, type Conv1DTransposeOptions } from './convolution/conv-1d-transpose.js';
export { Conv1D, type Conv1DOptions } from './convolution/conv-1d.js';
export { Conv2DTranspose, type Conv2DTransposeOptions } from './convolution/conv-2d-transpose.js';
export { Conv2D, type Conv2DOptions } from './convolution/conv-2d.js';
export { Conv3DTranspose, type Conv3DTransposeOptions } from './convolution/conv-3d-transpose.js';
export { Conv3D, type Conv3DOptions } from './convolution/conv-3d.js';
export { DepthwiseConv1D, type DepthwiseConv1DOptions } from './convolution/depthwise-conv-1d.js';
export { DepthwiseConv2D, type DepthwiseConv2DOptions } from './convolution/depthwise-conv-2d.js';
export { SeparableConv1D, type SeparableConv1DOptions } from './convolution/separable-conv-1d.js';
export { SeparableConv2D, type SeparableConv2DOptions } from './convolution/separable-conv-2d.js';

export { AdaptiveAveragePooling1D } from './pooling/adaptive-average-pooling-1d.js';
export { AdaptiveAveragePooling2D } from './pooling/adaptive-average-pooling-2d.js';
export { AdaptiveAveragePooling3D } from './pooling/adaptive-average-pooling-3d.js';
export { AdaptiveMaxPooling1D } from './pooling/adaptive-max-pooling-1d.js';
export { AdaptiveMaxPooling2D } from './pooling/adaptive-max-pooling-2d.js';
export { AdaptiveMaxPooling3D } from './pooling/adaptive-max-pooling-3d.js';
export type { AdaptivePoolingOptions } from './pooling/adaptive-pooling.js';
export { AveragePooling1D } from './pooling/average-pooling-1d.js';
export { AveragePooling2D } from './pooling/average-pooling-2d.js';
export { AveragePooling3D } from './pooling/average-pooling-3d.js';
export { GlobalAveragePooling1D } from './pooling/global-average-pooling-1d.js';
export { GlobalAveragePooling2D } from './pooling/global-average-pooling-2d.js';
export { GlobalAveragePooling3D } from './pooling/global-average-pooling-3d.js';
export { GlobalMaxPooling1D } from './pooling/global-max-pooling-1d.js';
export { GlobalMaxPooling2D } from './pooling/global-max-pooling-2d.js';
export { GlobalMaxPooling3D } from './pooling/global-max-pooling-3d.js';
export type { GlobalPoolingOptions } from './pooling/global-pooling.js';
export { MaxPooling1D } from './pooling/max-pooling-1d.js';
export { MaxPooling2D } from './pooling/max-pooling-2d.js';
export { MaxPooling3D } from './pooling/max-pooling-3d.js';
export type { Pooling1DOptions, Pooling2DOptions, Pooling3DOptions } from './pooling/pooling.js';

export { Cropping1D } from './reshaping/cropping-1d.js';
export { Cropping2D } from './reshaping/cropping-2d.js';
export { Cropping3D } from './reshaping/cropping-3d.js';
export { Flatten, type FlattenOptions } from './reshaping/flatten.js';
export { Permute } from './reshaping/permute.js';
export { RepeatVector } from './reshaping/repeat-vector.js';
export { Reshape } from './reshaping/reshape.js';
export { UpSampling1D } from './reshaping/up-sampling-1d.js';
export { UpSampling2D, type UpSampling2DOptions, type Interpolation } from './reshaping/up-sampling-2d.js';
export { UpSampling3D } from './reshaping/up-sampling-3d.js';
export { ZeroPadding1D } from './reshaping/zero-padding-1d.js';
export { ZeroPadding2D } from './reshaping/zero-padding-2d.js';
export { ZeroPadding3D } from './reshaping/zero-padding-3d.js';

export { BatchNormalization, type BatchNormalizationOptions } from './normalization/batch-normalization.js';
export { GroupNormalization, type GroupNormalizationOptions } from './normalization/group-normalization.js';
export { InstanceNormalization, type InstanceNormalizationOptions } from './normalization/instance-normalization.js';
export { LayerNormalization, type LayerNormalizationOptions } from './normalization/layer-normalization.js';
export { RMSNormalization, type RMSNormalizationOptions } from './normalization/rms-normalization.js';
export { SpectralNormalization, type SpectralNormalizationOptions } from './normalization/spectral-normalization.js';
export { UnitNormalization, type UnitNormalizationOptions } from './normalization/unit-normalization.js';

export {
  ActivityRegularization,
  type ActivityRegularizationOptions,
} from './regularization/activity-regularization.js';
export { AlphaDropout } from './regularization/alpha-dropout.js';
export { Dropout, type DropoutOptions } from './regularization/dropout.js';
export { GaussianDropout } from './regularization/gaussian-dropout.js';
export { GaussianNoise } from './regularization/gaussian-noise.js';
export type { NoiseOptions } from './regularization/noise-layer.js';
export { SpatialDropout1D } from './regularization/spatial-dropout-1d.js';
export { SpatialDropout2D } from './regularization/spatial-dropout-2d.js';
export { SpatialDropout3D } from './regularization/spatial-dropout-3d.js';
export type { SpatialDropoutOptions } from './regularization/spatial-dropout.js';

export { ELU, type ELUOptions } from './activations/elu.js';
export { LeakyReLU, type LeakyReLUOptions } from './activations/leaky-relu.js';
export { Maxout, type MaxoutLayerOptions } from './activations/maxout.js';
export { PReLU, type PReLUOptions } from './activations/prelu.js';
export { ReLU, type ReLUOptions } from './activations/relu.js';
export { RReLU, type RReLUOptions } from './activations/rrelu.js';
export { Softmax, type SoftmaxOptions } from './activations/softmax.js';

export { Bidirectional, type BidirectionalOptions, type BidirectionalOutput } from './recurrent/bidirectional.js';
export { GRUCell, type GRUCellOptions } from './recurrent/gru-cell.js';
export { GRU, type GRUOptions } from './recurrent/gru.js';
export { LSTMCell, type LSTMCellOptions, type LSTMStates } from './recurrent/lstm-cell.js';
export { LSTM, type LSTMOptions } from './recurrent/lstm.js';
export type { MergeMode } from './recurrent/merge-mode.js';
export type { RecurrentOutput, RNNOptions } from './recurrent/rnn-options.js';
export { RNN } from './recurrent/rnn.js';
export type { SequenceInput, SequenceShapes, SymbolicSequenceInput } from './recurrent/sequence-input.js';
export { SimpleRNNCell, type SimpleRNNCellOptions } from './recurrent/simple-rnn-cell.js';
export { SimpleRNN, type SimpleRNNOptions } from './recurrent/simple-rnn.js';
export { StackedRNNCells } from './recurrent/stacked-rnn-cells.js';
export { TimeDistributed } from './recurrent/time-distributed.js';

export type { AttentionInput, AttentionOperands } from './attention/attention-inputs.js';
export type { AttentionLayerOptions, AttentionScores } from './attention/attention-layer.js';
export { GroupQueryAttention } from './attention/group-query-attention.js';
export { MultiHeadAttention, type MultiHeadAttentionOptions } from './attention/multi-head-attention.js';
export { PositionEmbedding, type PositionEmbeddingOptions } from './attention/position-embedding.js';
export { RotaryEmbedding, type RotaryEmbeddingOptions } from './attention/rotary-embedding.js';
export { rotate, type RotaryOptions } from './attention/rotary.js';
export { SinePositionEncoding, type SinePositionEncodingOptions } from './attention/sine-position-encoding.js';
export { TransformerDecoder, type DecoderInput } from './attention/transformer-decoder.js';
export { TransformerEncoder, type TransformerEncoderOptions } from './attention/transformer-encoder.js';
export type { TransformerOptions } from './attention/transformer-options.js';

export { Add } from './merging/add.js';
export { Average } from './merging/average.js';
export { Concatenate, type ConcatenateOptions } from './merging/concatenate.js';
export { Dot, type DotOptions } from './merging/dot.js';
export { Maximum } from './merging/maximum.js';
export { Minimum } from './merging/minimum.js';
export { Multiply } from './merging/multiply.js';
export { Subtract } from './merging/subtract.js';

export type { AdaptBatch, AdaptData } from './preprocessing/adapt-data.js';
export { CategoryEncoding, type CategoryEncodingOptions } from './preprocessing/category-encoding.js';
export { CenterCrop } from './preprocessing/center-crop.js';
export { Discretization, type DiscretizationOptions } from './preprocessing/discretization.js';
export type { OutputMode } from './preprocessing/encode-indices.js';
export type { Factor } from './preprocessing/factor-range.js';
export type { FillMode, SamplingOptions } from './preprocessing/image-sampling.js';
export { IntegerLookup, type IntegerLookupOptions } from './preprocessing/integer-lookup.js';
export { Normalization, type NormalizationLayerOptions } from './preprocessing/normalization.js';
export type { RandomAffineOptions } from './preprocessing/random-affine-layer.js';
export { RandomBrightness } from './preprocessing/random-brightness.js';
export type { RandomColorOptions } from './preprocessing/random-color-layer.js';
export { RandomContrast } from './preprocessing/random-contrast.js';
export { RandomCrop } from './preprocessing/random-crop.js';
export { RandomFlip, type FlipMode } from './preprocessing/random-flip.js';
export type { RandomImageOptions } from './preprocessing/random-image-layer.js';
export { RandomRotation } from './preprocessing/random-rotation.js';
export { RandomTranslation } from './preprocessing/random-translation.js';
export { RandomZoom, type RandomZoomOptions } from './preprocessing/random-zoom.js';
export { Rescaling, type RescalingOptions } from './preprocessing/rescaling.js';
export { Resizing, type ResizingOptions } from './preprocessing/resizing.js';

export type { AxisOption } from './axes-layer.js';
export type { SpatialOptions } from './spatial-layer.js';
