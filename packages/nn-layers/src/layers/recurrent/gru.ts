// Gated recurrent units over a sequence.
import type { Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { cellOptionNames } from './cell-options.js';
import { GRUCell, gruOptionNames, type GRUCellOptions } from './gru-cell.js';
import { RNN } from './rnn.js';
import { joinConfigs, partOptions, type RNNOptions } from './rnn-options.js';

/** Options of GRU. */
export interface GRUOptions<ReturnState extends boolean = boolean> extends GRUCellOptions, RNNOptions<ReturnState> {}

/**
 * `GRUCell` for each step of a sequence; there are its formula and weights, which are `cell.kernel`, `cell.recurrentKernel`
 * and `cell.bias`. See `RNN` for shapes and masks. State: the last output, [batch, units].
 * With tanh and sigmoid, `resetAfter` and no recurrent dropout, the whole sequence is one kernel. Cho et al. 2014.
 *
 * @example new GRU(32, { returnSequences: true })
 */
export class GRU<ReturnState extends boolean = false> extends RNN<ReturnState, readonly [Tensor]> {
  static override readonly className: string = 'GRU';
  declare readonly cell: GRUCell;

  /** @param units size of output and state, at least 1 */
  constructor(units: number, options: GRUOptions<ReturnState> = {}) {
    const names = [...cellOptionNames, ...gruOptionNames];
    const { cell, layer } = partOptions<GRUCellOptions, ReturnState>('GRU', options, names);
    super(new GRUCell(units, cell), layer);
  }

  override getConfig(): LayerConfig {
    return joinConfigs(super.getConfig(), this.cell.getConfig());
  }

  static override fromConfig({ units, ...options }: LayerConfig): GRU<boolean> {
    return new GRU(units as number, options);
  }
}
