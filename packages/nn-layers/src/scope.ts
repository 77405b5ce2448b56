// Which layer is being built or called, so that the layers inside it know their path and whether they train.
import type { Tensor } from '@tensorloom/tensor-core';
import type { AnyLayer } from './layer.js';

/** One layer at work. */
export interface Scope {
  readonly layer: AnyLayer;
  /** What stands before the names of the layers inside: '' or `block/`. Asked for late: it settles names. */
  readonly prefix: () => string;
  readonly training: boolean;
  /** What layers have added to the loss since the outermost one was called. */
  readonly losses: Tensor[];
}

let current: Scope | undefined;

/** The innermost layer at work, if any. */
export function currentScope(): Scope | undefined {
  return current;
}

/** Runs `body` inside a layer. Layers only record, so nothing inside ever waits. */
export function withinScope<Result>(scope: Scope, body: () => Result): Result {
  const outer = current;
  current = scope;
  try {
    return body();
  } finally {
    current = outer;
  }
}
