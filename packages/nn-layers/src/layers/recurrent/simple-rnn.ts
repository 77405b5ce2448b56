// The plain recurrent layer.
import type { Tensor } from '@tensorloom/tensor-core';
import type { LayerConfig } from '../../layer-config.js';
import { cellOptionNames, type CellOptions } from './cell-options.js';
import { RNN } from './rnn.js';
import { joinConfigs, partOptions, type RNNOptions } from './rnn-options.js';
import { SimpleRNNCell } from './simple-rnn-cell.js';

/** Options of SimpleRNN. */
export interface SimpleRNNOptions<ReturnState extends boolean = boolean> extends CellOptions, RNNOptions<ReturnState> {}

/**
 * output = state' = activation(input · kernel + state · recurrentKernel + bias) for each step: Elman 1990. See `RNN` for
 * shapes, masks and states, `SimpleRNNCell` for the weights, which are `cell.kernel`, `cell.recurrentKernel`, `cell.bias`.
 *
 * @example new SimpleRNN(16, { returnSequences: true })
 */
export class SimpleRNN<ReturnState extends boolean = false> extends RNN<ReturnState, readonly [Tensor]> {
  static override readonly className: string = 'SimpleRNN';
  declare readonly cell: SimpleRNNCell;

  /** @param units size of output and state, at least 1 */
  constructor(units: number, options: SimpleRNNOptions<ReturnState> = {}) {
    const { cell, layer } = partOptions<CellOptions, ReturnState>('SimpleRNN', options, cellOptionNames);
    super(new SimpleRNNCell(units, cell), layer);
  }

  override getConfig(): LayerConfig {
    return joinConfigs(super.getConfig(), this.cell.getConfig());
  }

  static override fromConfig({ units, ...options }: LayerConfig): SimpleRNN<boolean> {
    return new SimpleRNN(units as number, options);
  }
}
