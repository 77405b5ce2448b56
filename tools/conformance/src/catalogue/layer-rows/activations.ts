// Rows of the layers that are activations.
import * as tl from '@tensorloom/nn-layers';
import { f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const vectors = [f(2, 6)] as const;

/** All of them. */
export const activationLayerRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.ELU({ alpha: 2 }), vectors),
  layerRow(() => new tl.LeakyReLU(), vectors),
  layerRow(() => new tl.Maxout(2), vectors),
  layerRow(() => new tl.PReLU(), vectors),
  layerRow(() => new tl.ReLU({ maxValue: 1.5, negativeSlope: 0.1, threshold: 0.1 }), vectors),
  layerRow(() => new tl.RReLU(), vectors),
  layerRow(() => new tl.RReLU({ seed: 3 }), vectors, { about: 'in training', training: true }),
  layerRow(() => new tl.Softmax(), vectors),
];
