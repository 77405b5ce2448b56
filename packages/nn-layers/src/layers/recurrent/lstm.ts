// Long short-term memory over a sequence.
import type { LayerConfig } from '../../layer-config.js';
import { cellOptionNames } from './cell-options.js';
import { LSTMCell, lstmOptionNames, type LSTMCellOptions, type LSTMStates } from './lstm-cell.js';
import { RNN } from './rnn.js';
import { joinConfigs, partOptions, type RNNOptions } from './rnn-options.js';

/** Options of LSTM. */
export interface LSTMOptions<ReturnState extends boolean = boolean> extends LSTMCellOptions, RNNOptions<ReturnState> {}

/**
 * `LSTMCell` for each step of a sequence; there are its formula and weights, which are `cell.kernel`, `cell.recurrentKernel`
 * and `cell.bias`. See `RNN` for shapes and masks. States: hidden (the last output) and cell, [batch, units] each.
 * With tanh and sigmoid and no recurrent dropout, the whole sequence is one kernel.
 * Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000.
 *
 * @example
 * const [, hidden, cell] = new LSTM(64, { returnState: true }).apply(source);          // an encoder
 * const outputs = new LSTM(64, { returnSequences: true }).apply([target, hidden, cell]); // and its decoder
 */
export class LSTM<ReturnState extends boolean = false> extends RNN<ReturnState, LSTMStates> {
  static override readonly className: string = 'LSTM';
  declare readonly cell: LSTMCell;

  /** @param units size of output and states, at least 1 */
  constructor(units: number, options: LSTMOptions<ReturnState> = {}) {
    const names = [...cellOptionNames, ...lstmOptionNames];
    const { cell, layer } = partOptions<LSTMCellOptions, ReturnState>('LSTM', options, names);
    super(new LSTMCell(units, cell), layer);
  }

  override getConfig(): LayerConfig {
    return joinConfigs(super.getConfig(), this.cell.getConfig());
  }

  static override fromConfig({ units, ...options }: LayerConfig): LSTM<boolean> {
    return new LSTM(units as number, options);
  }
}
