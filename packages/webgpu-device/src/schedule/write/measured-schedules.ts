// What the scheduler asks of whoever measures: the schedule of a product. Knows no clock.
import type { GemmSchedule, GemmSide } from '@tensorloom/wgsl-kernels';
import type { GemmNode } from './gemm-node.js';

/** The memory of one operand. */
export interface ProductSource {
  readonly type: 'f32' | 'f16';
  readonly bytes: number;
}

/** A matrix product or convolution: what measuring needs to know of it. */
export interface MeasuredProduct {
  readonly gemm: GemmNode;
  /** Memory of A and B. */
  readonly sources: readonly [ProductSource, ProductSource];
}

/** Schedules that were found by measuring. */
export interface MeasuredSchedules {
  /** The schedule for a product, or undefined for the one that suits its shape. */
  scheduleFor(product: MeasuredProduct): GemmSchedule | undefined;
}

/** The operands that are halves in memory. */
export function halvesOf([a, b]: MeasuredProduct['sources']): readonly GemmSide[] {
  return [...(a.type === 'f16' ? (['a'] as const) : []), ...(b.type === 'f16' ? (['b'] as const) : [])];
}
