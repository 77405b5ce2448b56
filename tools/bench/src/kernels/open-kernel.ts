// Contestants of one computation by name.
import type { LibraryName } from '../contestants/peer-names.js';
import type { KernelCase } from './kernel-case.js';
import type { KernelContestant } from './kernel-contestant.js';
import { operandsOf } from './operands.js';
import { openTensorloomKernel } from './tensorloom-kernel.js';

/** A computation in one library; all are given the same operands. */
export async function openKernel(
  library: LibraryName,
  gpu: GPU,
  { work, processor }: KernelCase,
): Promise<KernelContestant> {
  const operands = operandsOf(work);
  switch (library) {
    case 'tensorloom':
      return openTensorloomKernel(processor === 'gpu' ? gpu : undefined, work, operands);
    case 'tfjs':
      return (await import('./tfjs-kernel.js')).openTfjsKernel(gpu, work, operands);
    case 'jax':
      return (await import('./jax-kernel.js')).openJaxKernel(gpu, work, operands);
    case 'tfjs-wasm':
      return (await import('./tfjs-kernel.js')).openTfjsProcessorKernel('wasm', work, operands);
    case 'tfjs-cpu':
      return (await import('./tfjs-kernel.js')).openTfjsProcessorKernel('cpu', work, operands);
  }
}
