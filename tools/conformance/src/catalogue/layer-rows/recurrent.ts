// Rows of the recurrent layers, their cells and wrappers.
import * as tl from '@tensorloom/nn-layers';
import { f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const sequence = [f(2, 3, 5)] as const;
const withState = [f(2, 5), f(2, 3)] as const;
const withStates = [...withState, f(2, 3)] as const;

/** All of them. */
export const recurrentRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.Bidirectional(new tl.LSTM(3, { returnSequences: true })), sequence),
  layerRow(() => new tl.GRU(3, { returnSequences: true, goBackwards: true }), sequence),
  layerRow(() => new tl.GRU(3, { resetAfter: false }), sequence, { about: 'reset before the product' }),
  layerRow(() => new tl.GRUCell(3), withState),
  layerRow(() => new tl.LSTM(3, { returnState: true }), [...sequence, f(2, 3), f(2, 3)]),
  layerRow(() => new tl.LSTM(3, { dropout: 0.3, recurrentDropout: 0.3 }), sequence, {
    about: 'in training',
    training: true,
  }),
  layerRow(() => new tl.LSTMCell(3), withStates),
  layerRow(() => new tl.RNN([new tl.LSTMCell(3), new tl.SimpleRNNCell(2)], { returnSequences: true }), sequence),
  layerRow(() => new tl.SimpleRNN(3), sequence),
  layerRow(() => new tl.SimpleRNNCell(3), withState),
  layerRow(() => new tl.StackedRNNCells([new tl.LSTMCell(3), new tl.GRUCell(2)]), [...withStates, f(2, 2)]),
  layerRow(() => new tl.TimeDistributed(new tl.Dense(3, { activation: 'sigmoid' })), sequence),
];
