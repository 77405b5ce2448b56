// What may be said about autotuning, and where its results are kept. Knows no GPU object.

/**
 * Keeps what was measured, from one process to the next. Values are plain JSON. Whatever `get` gives is checked before it is
 * used, so that a store need not be trusted; what either method throws counts as nothing kept.
 */
export interface TuningStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** How products are measured. */
export interface AutotuneOptions {
  /**
   * Where results are kept. Default: in browsers IndexedDB; in Node a file of the user's cache folder, the same as
   * `fileTuningStore()` of `@tensorloom/webgpu-device/node`.
   */
  readonly store?: TuningStore;
  /** Rounds in which every candidate runs once, one after another; medians count. Default 7. */
  readonly rounds?: number;
  /** Whether to measure on software adapters too: their schedules are fitted already. Default false. */
  readonly software?: boolean;
}
