// Contestants by name.
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import type { Contestant } from './contestant.js';
import { openTensorloom } from './tensorloom.js';

export const peerNames = ['tfjs'] as const;
export type PeerName = (typeof peerNames)[number];
export type LibraryName = 'tensorloom' | PeerName;

/** A case in one library, untrained; all begin with the same weights and data. */
export async function openContestant(library: LibraryName, gpu: GPU, spec: StepCase): Promise<Contestant> {
  if (library === 'tensorloom') return openTensorloom(gpu, spec, hostValues(spec));
  const { openTfjs } = await import('./tfjs.js');
  return openTfjs(gpu, spec, hostValues(spec));
}
