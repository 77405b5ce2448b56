// What a data set hands to training: typed arrays with shapes. Knows no device and no tensor.
import type { HostTensor } from '@tensorloom/tensor-core';

/** A host tensor, or a record or tuple of them (several inputs or outputs). */
export type HostStructure = HostTensor | readonly HostStructure[] | { readonly [name: string]: HostStructure };

/**
 * Inputs, targets and, where wanted, one weight for each example: the element that `Trainer` takes.
 *
 * Before `batch(size)` the arrays hold one example, afterwards their first axis counts the examples.
 */
export interface Batch<X extends HostStructure = HostStructure, Y extends HostStructure = HostStructure> {
  readonly x: X;
  readonly y: Y;
  /** Weight of each example in the loss, shape [batch]. */
  readonly sampleWeight?: HostTensor;
}
