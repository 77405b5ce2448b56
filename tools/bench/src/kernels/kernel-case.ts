// Single computations that are measured, as plain data. Knows no library.
import type { Bar } from '../bars/bar.js';
import type { PeerName } from '../contestants/peer-names.js';

/** What is computed, on float32. */
export type KernelWork =
  /** [size, size] by [size, size] */
  | { readonly kind: 'matmul'; readonly size: number }
  /** [batch, extent, extent, channels] by [window, window, channels, filters], padded so that the extent stays */
  | {
      readonly kind: 'conv';
      readonly batch: number;
      readonly extent: number;
      readonly channels: number;
      readonly filters: number;
      readonly window: number;
    }
  /** The larger of 0 and a + b, elements of two tensors */
  | { readonly kind: 'addRelu'; readonly size: number }
  /** All elements of one tensor */
  | { readonly kind: 'sum'; readonly size: number };

/** A computation, and how much of it is run. */
export interface KernelCase {
  readonly name: string;
  readonly work: KernelWork;
  readonly processor: 'gpu' | 'cpu';
  /** Libraries that can be asked for it. */
  readonly peers: readonly PeerName[];
  /** Calls between two waits for the device while time is taken. */
  readonly callsPerRound: number;
  readonly bars: readonly Bar[];
}

const ratio = (atLeast: number, ...of: readonly PeerName[]): Bar => ({ kind: 'ratio', atLeast, of });
const gpu = { processor: 'gpu', peers: ['tfjs', 'jax'] } as const;
const millions = 2 ** 20;

/** All cases, in the order in which they are run. */
export const kernelCases: readonly KernelCase[] = [
  {
    ...gpu,
    name: 'matmul-1024',
    work: { kind: 'matmul', size: 1024 },
    callsPerRound: 2,
    bars: [ratio(3.5, 'tfjs')],
  },
  {
    ...gpu,
    name: 'conv-3x3-64-64-56x56-b8',
    work: { kind: 'conv', batch: 8, extent: 56, channels: 64, filters: 64, window: 3 },
    callsPerRound: 2,
    bars: [ratio(1.5, 'tfjs', 'jax')],
  },
  {
    ...gpu,
    name: 'add-relu-16m',
    work: { kind: 'addRelu', size: 16 * millions },
    callsPerRound: 4,
    bars: [ratio(2, 'jax')],
  },
  {
    ...gpu,
    name: 'sum-16m',
    work: { kind: 'sum', size: 16 * millions },
    callsPerRound: 8,
    bars: [ratio(2, 'tfjs')],
  },
  {
    name: 'matmul-512-cpu',
    processor: 'cpu',
    peers: ['tfjs-wasm', 'tfjs-cpu'],
    work: { kind: 'matmul', size: 512 },
    callsPerRound: 2,
    bars: [ratio(0.5, 'tfjs-wasm')],
  },
];

/** Shapes of the operands, in order. */
export function operandShapes(work: KernelWork): readonly (readonly number[])[] {
  switch (work.kind) {
    case 'matmul':
      return [
        [work.size, work.size],
        [work.size, work.size],
      ];
    case 'conv':
      return [
        [work.batch, work.extent, work.extent, work.channels],
        [work.window, work.window, work.channels, work.filters],
      ];
    case 'addRelu':
      return [[work.size], [work.size]];
    case 'sum':
      return [[work.size]];
  }
}

/** How much one call does: floating-point operations, or bytes that must be read and written at least. */
export function amountOf(work: KernelWork): { readonly amount: number; readonly unit: 'GFLOP/s' | 'GB/s' } {
  switch (work.kind) {
    case 'matmul':
      return { amount: 2 * work.size ** 3, unit: 'GFLOP/s' };
    case 'conv': {
      const products = work.batch * work.extent ** 2 * work.window ** 2 * work.channels * work.filters;
      return { amount: 2 * products, unit: 'GFLOP/s' };
    }
    case 'addRelu':
      return { amount: 3 * 4 * work.size, unit: 'GB/s' };
    case 'sum':
      return { amount: 4 * work.size, unit: 'GB/s' };
  }
}
