// The options of a recurrent layer around its cell: read, written back, and told apart from the cell's.
import type { Tensor } from '@tensorloom/tensor-core';
import type { LayerOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import type { RegularizerOption } from '../../regularizers/regularizer.js';
import type { WithStates } from './recurrent-cell.js';

/** Options of RNN, and of SimpleRNN, LSTM and GRU beside their cells'. */
export interface RNNOptions<ReturnState extends boolean = boolean> extends LayerOptions {
  /** Gives the output of every step, [batch, steps, size], instead of the last one, [batch, size] (default false). */
  readonly returnSequences?: boolean;
  /** Gives [output, ...states] instead of the output (default false). */
  readonly returnState?: ReturnState;
  /** Goes from the last step to the first; the outputs come in that order too (default false). */
  readonly goBackwards?: boolean;
  /** Starts each call with the states after the call before, row by row of the batch (default false). */
  readonly stateful?: boolean;
  /** Gives 0 where a step is masked, instead of the output before (default false). */
  readonly zeroOutputForMask?: boolean;
  /** Penalty for the output (default none). */
  readonly activityRegularizer?: RegularizerOption;
}

/** What a recurrent layer gives: a tensor, or with `returnState` a list. */
export type RecurrentOutput<ReturnState extends boolean, States extends readonly Tensor[]> = ReturnState extends true
  ? WithStates<States>
  : Tensor;

/** Names of the options around a cell. */
export const rnnOptionNames: readonly string[] = [
  'returnSequences',
  'returnState',
  'goBackwards',
  'stateful',
  'zeroOutputForMask',
  'activityRegularizer',
];

/**
 * The options of a layer that makes its cell itself: the cell's, and those around it.
 *
 * @param cellNames all that the cell has
 * @throws ConfigError for an option of neither
 */
export function partOptions<CellOptions extends object, ReturnState extends boolean>(
  className: string,
  options: CellOptions & RNNOptions<ReturnState>,
  cellNames: readonly string[],
): { readonly cell: CellOptions; readonly layer: RNNOptions<ReturnState> } {
  checkLayerOptions(className, options, [...cellNames, ...rnnOptionNames]);
  const entries = Object.entries(options);
  const ofCell = entries.filter(([name]) => cellNames.includes(name));
  const others = entries.filter(([name]) => !cellNames.includes(name));
  return { cell: Object.fromEntries(ofCell) as CellOptions, layer: Object.fromEntries(others) };
}

/** The config of such a layer: the cell's settings stand beside its own. */
export function joinConfigs({ cell: _cell, ...layer }: LayerConfig, cellConfig: LayerConfig): LayerConfig {
  return { ...cellConfig, ...layer };
}
