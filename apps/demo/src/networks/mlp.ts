// The case study of the lectures: a fully connected network with dropout.
import { Dense, Dropout, Flatten, Rescaling, Sequential } from 'tensorloom';
import type { Network } from './network.js';

export const mlp: Network = {
  title: '784-512-256-10 with dropout',
  epochs: 3,
  batch: 128,
  learningRate: 1e-3,
  build: () =>
    new Sequential(
      [
        new Rescaling(1 / 255),
        new Flatten(),
        new Dense(512, { activation: 'relu' }),
        new Dropout(0.2),
        new Dense(256, { activation: 'relu' }),
        new Dense(10),
      ],
      { name: 'mlp' },
    ),
};
