// Which steps of a sequence count: the mask that a layer put beside its output, for the layers and losses that read that.
import type { Tensor } from '@tensorloom/tensor-core';

const masks = new WeakMap<Tensor, Tensor>();

/** The mask of a layer's output, bool [batch, steps], true where a step counts; undefined where all do. */
export function maskOf(output: Tensor): Tensor | undefined {
  return masks.get(output);
}

/** Puts a mask beside a tensor. */
export function setMask(output: Tensor, mask: Tensor): void {
  masks.set(output, mask);
}
