// The libraries that Tensorloom is measured against.

export const peerNames = ['tfjs', 'jax', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type PeerName = (typeof peerNames)[number];
export type LibraryName = 'tensorloom' | PeerName;

/** Those that train on WebGPU. */
export const gpuPeerNames = ['tfjs', 'jax'] as const satisfies readonly PeerName[];
export type GpuPeerName = (typeof gpuPeerNames)[number];
export type GpuLibraryName = 'tensorloom' | GpuPeerName;
