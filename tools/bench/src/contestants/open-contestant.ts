// Contestants by name.
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import type { Contestant } from './contestant.js';
import type { GpuLibraryName } from './peer-names.js';
import { openTensorloom } from './tensorloom.js';

/** A case in one library, untrained; all begin with the same weights and data. */
export async function openContestant(library: GpuLibraryName, gpu: GPU, spec: StepCase): Promise<Contestant> {
  const values = hostValues(spec);
  switch (library) {
    case 'tensorloom':
      return openTensorloom(gpu, spec, values);
    case 'tfjs':
      return (await import('./tfjs.js')).openTfjs(gpu, spec, values);
    case 'jax':
      return (await import('./jax.js')).openJax(gpu, spec, values);
  }
}
