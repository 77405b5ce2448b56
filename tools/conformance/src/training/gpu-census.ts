// Counts what a GPU is asked to make and to give back, by wrapping the prototypes that all of its objects share.

/** Numbers since the census began. */
export interface Census {
  /** Buffers made and not destroyed. */
  liveBuffers: number;
  /** Their bytes. */
  liveBytes: number;
  /** Buffers made. */
  buffers: number;
  bindGroups: number;
  pipelines: number;
  submits: number;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Calls `note` after each call of a method. */
function after<Target extends object>(
  prototype: Target,
  method: keyof Target,
  note: (result: unknown, self: unknown) => void,
): () => void {
  const original = prototype[method] as Method;
  const wrapped: Method = function (...args) {
    const result = original.apply(this, args);
    note(result, this);
    return result;
  };
  Object.assign(prototype, { [method]: wrapped });
  return () => void Object.assign(prototype, { [method]: original });
}

/** Begins to count. Node's GPU must have been created: it brings the prototypes. */
export function beginCensus(): { readonly census: Census; readonly end: () => void } {
  const census: Census = { liveBuffers: 0, liveBytes: 0, buffers: 0, bindGroups: 0, pipelines: 0, submits: 0 };
  const sizes = new Map<unknown, number>();
  const ends = [
    after(GPUDevice.prototype, 'createBuffer', (buffer) => {
      const { size } = buffer as GPUBuffer;
      sizes.set(buffer, size);
      census.buffers++;
      census.liveBuffers++;
      census.liveBytes += size;
    }),
    after(GPUBuffer.prototype, 'destroy', (_, buffer) => {
      const size = sizes.get(buffer);
      if (size === undefined) return;
      sizes.delete(buffer);
      census.liveBuffers--;
      census.liveBytes -= size;
    }),
    after(GPUDevice.prototype, 'createBindGroup', () => census.bindGroups++),
    after(GPUDevice.prototype, 'createComputePipelineAsync', () => census.pipelines++),
    after(GPUDevice.prototype, 'createComputePipeline', () => census.pipelines++),
    after(GPUQueue.prototype, 'submit', () => census.submits++),
  ];
  return { census, end: () => ends.forEach((end) => end()) };
}
