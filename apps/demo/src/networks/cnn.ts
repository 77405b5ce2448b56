// A convolutional network in the manner of LeNet-5 (LeCun et al. 1998), with ReLU, maxima and dropout.
import { Conv2D, Dense, Dropout, Flatten, MaxPooling2D, Rescaling, Sequential } from 'tensorloom';
import type { Network } from './network.js';

export const cnn: Network = {
  title: '5x5 convolutions of 8 and 16 filters, pooled; 128-10 with dropout',
  epochs: 2,
  batch: 64,
  learningRate: 3e-3,
  build: () =>
    new Sequential(
      [
        new Rescaling(1 / 255),
        new Conv2D(8, 5, { activation: 'relu' }),
        new MaxPooling2D(2),
        new Conv2D(16, 5, { activation: 'relu' }),
        new MaxPooling2D(2),
        new Flatten(),
        new Dense(128, { activation: 'relu' }),
        new Dropout(0.2),
        new Dense(10),
      ],
      { name: 'cnn' },
    ),
};
