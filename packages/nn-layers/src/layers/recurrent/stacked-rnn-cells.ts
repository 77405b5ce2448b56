// Several cells as one: each takes what the one below gives.
import { ConfigError, type Tensor } from '@tensorloom/tensor-core';
import type { CallOptions, LayerOptions } from '../../layer.js';
import {
  deserializeLayer,
  serializeLayer,
  type LayerClasses,
  type LayerConfig,
  type SerializedLayer,
} from '../../layer-config.js';
import { checkLayerOptions } from '../../options/layer-options.js';
import {
  RecurrentCell,
  type SequenceRunOptions,
  type SequenceRunResult,
  type ShapesWithStates,
  type WithStates,
} from './recurrent-cell.js';

/**
 * A cell made of cells, the first at the bottom. Its states are theirs one after another, in one list (Keras groups them by
 * cell). A sequence goes through one cell after the other, so that cells with an op for sequences use it.
 *
 * @example new RNN(new StackedRNNCells([new LSTMCell(32), new LSTMCell(16)]))
 */
export class StackedRNNCells extends RecurrentCell {
  static override readonly className = 'StackedRNNCells';
  readonly cells: readonly RecurrentCell[];
  readonly stateSizes: readonly number[];

  /** @param cells at least one, each of its own */
  constructor(cells: readonly RecurrentCell[], options: LayerOptions = {}) {
    super(options);
    checkLayerOptions('StackedRNNCells', options);
    const isList = Array.isArray(cells) && cells.length > 0 && new Set(cells).size === cells.length;
    if (!isList || !cells.every((cell) => cell instanceof RecurrentCell)) {
      throw new ConfigError(
        `StackedRNNCells: bad cells; expected a list of different cells, got ${isList ? 'something else in it' : String(cells)}; ` +
          'write [new LSTMCell(32), new LSTMCell(16)]',
      );
    }
    this.cells = cells;
    this.stateSizes = cells.flatMap(({ stateSizes }) => stateSizes);
    for (const cell of cells) this.adopt(cell);
  }

  override get outputSize(): number {
    return (this.cells.at(-1) as RecurrentCell).outputSize;
  }

  override initialStates(batch: number): readonly Tensor[] {
    return this.cells.flatMap((cell) => cell.initialStates(batch));
  }

  /** Goes from cell to cell with what each of them takes of the states. */
  private climb<Item>(states: readonly Item[], visit: (cell: RecurrentCell, own: readonly Item[]) => void): void {
    let first = 0;
    for (const cell of this.cells) {
      visit(cell, states.slice(first, first + cell.stateSizes.length));
      first += cell.stateSizes.length;
    }
  }

  override build([input, ...states]: ShapesWithStates): void {
    let shape = input;
    this.climb(states, (cell, own) => {
      cell.build([shape, ...own]);
      shape = [input[0] ?? null, cell.outputSize];
    });
  }

  override call([input, ...states]: WithStates, { training }: CallOptions): WithStates {
    const after: Tensor[] = [];
    let output = input;
    this.climb(states, (cell, own) => {
      const [given, ...next] = cell.apply([output, ...own], { training });
      output = given;
      after.push(...next);
    });
    return [output, ...after];
  }

  override runSequence(sequence: Tensor, states: readonly Tensor[], options: SequenceRunOptions): SequenceRunResult {
    const after: Tensor[] = [];
    let result: SequenceRunResult | undefined;
    this.climb(states, (cell, own) => {
      result = cell.runSequence(result?.outputs ?? sequence, own, options);
      after.push(...result.states);
    });
    const { outputs, last } = result as SequenceRunResult;
    return { outputs, last, states: after };
  }

  override getConfig(): LayerConfig {
    return { ...super.getConfig(), cells: this.cells.map(serializeLayer) };
  }

  /** @param classes of the cells, by name; `layerFromConfig` knows those of the library */
  static override fromConfig({ cells, ...options }: LayerConfig, classes: LayerClasses = {}): StackedRNNCells {
    const inside = (cells as readonly SerializedLayer[]).map((cell) => deserializeLayer(cell, classes));
    return new StackedRNNCells(inside as RecurrentCell[], options);
  }
}
