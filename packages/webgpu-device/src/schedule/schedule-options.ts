// What a device sets for its schedules.
import type { DeviceClass } from './write/kernel-draft.js';

export interface ScheduleOptions extends DeviceClass {
  /** Storage buffers that one kernel may bind. */
  readonly bindingLimit: number;
  /** Whether all variables fit into one binding: then their updates become one kernel. */
  readonly mergeUpdates: boolean;
  /** False to store every value and give each a kernel of its own: what fusion is held against (default true). */
  readonly fuse?: boolean;
  /** Scores of a head from which attention takes kernels that store none (default: from where they pay on this class). */
  readonly attentionFrom?: number;
  /** Elements from which a result may take the place of what its kernel reads last (default: what is worth it). */
  readonly reuseFrom?: number;
}
