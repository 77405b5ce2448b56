// One step of a fully connected recurrent network, as a cell.
import { rnnCell, type Tensor } from '@tensorloom/tensor-core';
import type { CallOptions } from '../../layer.js';
import type { LayerConfig } from '../../layer-config.js';
import type { CellOptions } from './cell-options.js';
import type { ShapesWithStates, WithStates } from './recurrent-cell.js';
import { UnitsCell } from './units-cell.js';

/** Options of SimpleRNNCell. */
export type SimpleRNNCellOptions = CellOptions;

/**
 * activation(input · kernel + state · recurrentKernel + bias), which is output and new state: Elman 1990.
 *
 * Takes [input, state] and gives [output, state]: input [batch, features], the others [batch, units].
 * Weights: `kernel` [features, units], `recurrentKernel` [units, units], `bias` [units].
 *
 * @example new RNN(new SimpleRNNCell(8), { returnSequences: true })
 */
export class SimpleRNNCell extends UnitsCell {
  static override readonly className = 'SimpleRNNCell';
  readonly stateSizes: readonly [number];

  /** @param units size of output and state, at least 1 */
  constructor(units: number, options: SimpleRNNCellOptions = {}) {
    super('SimpleRNNCell', units, options);
    this.stateSizes = [units];
  }

  override build(inputShapes: ShapesWithStates): void {
    this.addKernels(inputShapes, 1, { shape: [this.units] });
  }

  override call([input, state]: WithStates<readonly [Tensor]>, { training }: CallOptions): WithStates<[Tensor]> {
    const x = this.droppedInput(input, training);
    const output = rnnCell(x, this.droppedState(state, training), this, this.settings.activation);
    return [output, output];
  }

  static override fromConfig({ units, ...options }: LayerConfig): SimpleRNNCell {
    return new SimpleRNNCell(units as number, options);
  }
}
