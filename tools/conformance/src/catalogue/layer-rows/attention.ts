// Rows of attention, positions and transformer blocks.
import * as tl from '@tensorloom/nn-layers';
import { b, f } from '../../ops/op-row.js';
import type { CatalogueRow } from '../catalogue-row.js';
import { layerRow } from '../layer-row.js';

const sequence = [f(2, 4, 6)] as const;
const two = [f(2, 4, 6), f(2, 3, 6)] as const;

/** All of them. */
export const attentionRows: readonly CatalogueRow[] = [
  layerRow(() => new tl.GroupQueryAttention(4, 4, 2, { useCausalMask: true }), sequence),
  layerRow(() => new tl.MultiHeadAttention(2, 3), two),
  layerRow(() => new tl.MultiHeadAttention(2, 4, { rotary: true }), [...sequence, b(2, 4, 4)], {
    about: 'with rotary positions and a mask',
    given: ([query, mask]) => ({ query, value: query, mask }),
  }),
  layerRow(() => new tl.MultiHeadAttention(2, 3, { dropout: 0.3 }), sequence, { about: 'in training', training: true }),
  layerRow(() => new tl.PositionEmbedding(6), sequence),
  layerRow(() => new tl.RotaryEmbedding(), [f(2, 4, 2, 6)]),
  layerRow(() => new tl.SinePositionEncoding(), sequence),
  layerRow(() => new tl.TransformerDecoder(8, 2), two),
  layerRow(() => new tl.TransformerEncoder(8, 2, { normalizeFirst: true, activation: 'gelu' }), sequence),
];
