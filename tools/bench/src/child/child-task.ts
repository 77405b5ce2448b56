// What is measured in a process of its own, where caches are empty and the end of the process counts too.
import type { GpuLibraryName, LibraryName } from '../contestants/peer-names.js';
import type { ColdRow } from '../suites/cold.js';
import type { MemoryRow } from '../suites/memory.js';
import type { ProfileRow } from '../suites/profile.js';

/** A task, by the name of its case. */
export type ChildTask =
  | { readonly kind: 'cold'; readonly case: string; readonly library: GpuLibraryName }
  | { readonly kind: 'coldKernel'; readonly case: string; readonly library: LibraryName }
  | { readonly kind: 'memory'; readonly case: string; readonly library: GpuLibraryName; readonly steps: number }
  | { readonly kind: 'profile'; readonly case: string; readonly steps: number };

/** What a task gives. */
export interface ChildResults {
  cold: ColdRow;
  /** Milliseconds of the first call. */
  coldKernel: number;
  memory: MemoryRow;
  profile: readonly ProfileRow[];
}
