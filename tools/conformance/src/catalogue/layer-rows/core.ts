// Rows of the basic layers and of models.
import * as tl from '@tensorloom/nn-layers';
import { f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const vectors = [f(2, 6)] as const;
/** The second step of the second sequence does not count. */
const withBlanks = [{ shape: [2, 2, 2], values: [1, -2, 0.5, 3, 0.25, -1, 0, 0] }] as const;

/** A graph with a branch: one input, two outputs. */
function branched(): tl.Model<never, never> {
  const x = tl.input([6]);
  const hidden = new tl.Dense(4, { activation: 'tanh' }).apply(x);
  const outputs = [new tl.Dense(2).apply(hidden), new tl.Dense(3, { activation: 'softmax' }).apply(hidden)];
  return new tl.Model({ inputs: x, outputs }) as never;
}

/** All of them. */
export const coreRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.Dense(3, { activation: 'tanh' }), vectors),
  layerRow(() => new tl.Identity(), vectors),
  layerRow(() => new tl.Lambda((x) => x.mul(x).sin()), vectors),
  layerRow(() => new tl.Activation('mish'), vectors),
  layerRow(() => new tl.Masking(), withBlanks),
  layerRow(() => new tl.Embedding(7, 3), [{ shape: [2, 3], dtype: 'int32', low: 0, high: 6 }]),
  layerRow(() => new tl.Sequential([new tl.Dense(4, { activation: 'relu' }), new tl.Dense(3)]), vectors),
  layerRow(
    () => new tl.Sequential([new tl.Masking(), new tl.GRU(3, { returnSequences: true }), new tl.LSTM(3)]),
    withBlanks,
    { about: 'with steps that do not count' },
  ),
  layerRow(branched, vectors),
];
