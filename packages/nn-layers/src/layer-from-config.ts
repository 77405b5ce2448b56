// Makes layers from what files say, with the classes of the library at hand. Imports them all, so only readers of files should need it.
import type { AnyLayer } from './layer.js';
import { deserializeLayer, type LayerClasses, type SerializedLayer } from './layer-config.js';
import { Activation } from './layers/core/activation.js';
import { AveragePooling2D } from './layers/pooling/average-pooling-2d.js';
import { Conv2D } from './layers/convolution/conv-2d.js';
import { Dense } from './layers/core/dense.js';
import { Dropout } from './layers/regularization/dropout.js';
import { BatchNormalization } from './layers/normalization/batch-normalization.js';
import { GroupNormalization } from './layers/normalization/group-normalization.js';
import { InstanceNormalization } from './layers/normalization/instance-normalization.js';
import { RMSNormalization } from './layers/normalization/rms-normalization.js';
import { SpectralNormalization } from './layers/normalization/spectral-normalization.js';
import { UnitNormalization } from './layers/normalization/unit-normalization.js';
import { LayerNormalization } from './layers/normalization/layer-normalization.js';
import { Embedding } from './layers/embedding/embedding.js';
import { Flatten } from './layers/reshaping/flatten.js';
import { Masking } from './layers/core/masking.js';
import { MaxPooling2D } from './layers/pooling/max-pooling-2d.js';
import { GRU } from './layers/recurrent/gru.js';
import { GRUCell } from './layers/recurrent/gru-cell.js';
import { LSTM } from './layers/recurrent/lstm.js';
import { LSTMCell } from './layers/recurrent/lstm-cell.js';
import { RNN } from './layers/recurrent/rnn.js';
import { SimpleRNN } from './layers/recurrent/simple-rnn.js';
import { SimpleRNNCell } from './layers/recurrent/simple-rnn-cell.js';
import { StackedRNNCells } from './layers/recurrent/stacked-rnn-cells.js';
import { Rescaling } from './layers/preprocessing/rescaling.js';
import { Model } from './models/model.js';
import { Sequential } from './models/sequential.js';

const libraryClasses: LayerClasses = {
  Activation,
  AveragePooling2D,
  BatchNormalization,
  Conv2D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  GroupNormalization,
  InstanceNormalization,
  LayerNormalization,
  GRU,
  GRUCell,
  LSTM,
  LSTMCell,
  Masking,
  MaxPooling2D,
  Model,
  RNN,
  Rescaling,
  RMSNormalization,
  Sequential,
  SpectralNormalization,
  UnitNormalization,
  SimpleRNN,
  SimpleRNNCell,
  StackedRNNCells,
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
