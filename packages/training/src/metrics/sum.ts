// The sum of whatever it is given.
import type { Tensor, Variable } from '@tensorloom/tensor-core';
import { fitWeight } from '../labels/fit-weight.js';
import { Metric, nameOf, type MetricOptions } from './metric.js';

/** Σ weight · value over all values since the last reset. */
export class Sum<const Name extends string = 'sum'> extends Metric<Name> {
  readonly total: Variable = this.addState('total');

  constructor(options: MetricOptions<Name> = {}) {
    super(nameOf('Sum', options, 'sum'));
  }

  /**
   * @param values any shape
   * @param sampleWeight shape of the values, or of their leading axes
   */
  updateState(values: Tensor, sampleWeight?: Tensor): void {
    this.noteUpdate();
    const value = values.cast('float32');
    const weighted = sampleWeight ? value.mul(fitWeight(this.name, value, sampleWeight)) : value;
    this.total.assign(this.total.add(weighted.sum()));
  }

  protected override value(): Tensor {
    return this.total.add(0);
  }
}
