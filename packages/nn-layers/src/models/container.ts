// What models share: an ordered list of layers, found by name, printed as a table.
import { ConfigError, didYouMean } from '@tensorloom/tensor-core';
import { Layer, type AnyLayer } from '../layer.js';
import { modelDescription, type ModelDescription, type Wiring } from './describe.js';
import { summaryTable, type SummaryOptions } from './summary.js';

/** A layer that is made of layers: Sequential or Model. */
export abstract class Container<In, Out> extends Layer<In, Out> {
  /** The layers inside, in the order in which data pass them. */
  abstract get layers(): readonly AnyLayer[];

  /** @throws ConfigError if no layer of this model has the name */
  getLayer(name: string): AnyLayer {
    const found = this.layers.find((layer) => layer.name === name);
    if (found) return found;
    const names = this.layers.map((layer) => layer.name);
    throw new ConfigError(
      `${this.path}: no such layer; expected one of ${names.join(', ')}, got '${name}'; ${didYouMean(name, names)}`,
    );
  }

  /**
   * A table for people: each layer with its output shape, the output elements and connections of one example, and its
   * parameters; totals below. Connections are the weights that lead to each output element, added up. Models that are no plain
   * stack have their inputs too, and what each layer reads, a line for each tensor: `dense`, or `dense[1]` for the second call
   * of a shared layer, `split[0][1]` for the second output of the first call. Where some weights are frozen, a column says so.
   * A table that would be wider than 100 columns breaks long names and leaves out the output elements.
   */
  summary(options: SummaryOptions = {}): string {
    return summaryTable(this, options);
  }

  /** The model as plain JSON: its layers with shapes, parameters, and what each of them reads. */
  describe(): ModelDescription {
    return modelDescription(this as AnyLayer, this.wiring());
  }

  /** How the layers hang together. */
  protected abstract wiring(): Wiring;

  /** The connections of all layers inside that count them. */
  override countConnections(): number | undefined {
    return this.wiring().calls.reduce<number | undefined>((sum, { layer, inputShape }) => {
      if (sum === undefined || inputShape === null || !layer.built) return undefined;
      return sum + (layer.countConnections(layer.computeOutputShape(inputShape as never)) ?? 0);
    }, 0);
  }

  override get sublayers(): readonly AnyLayer[] {
    return this.layers;
  }

  /** Paths inside the outermost model start at its layers. */
  protected override prefix(isOutermost: boolean): string {
    return isOutermost ? '' : super.prefix(isOutermost);
  }
}
