// What the GPU says of a stretch of work, told on a promise: that it had no room for a buffer, or that it refused a command.

/** From here on, errors of the GPU belong to the work that ends with `closeScopes`. */
export function openScopes(gpu: GPUDevice): void {
  gpu.pushErrorScope('validation');
  gpu.pushErrorScope('out-of-memory');
}

/** What has gone wrong since `openScopes`. Commands over buffers that there was no room for are refused too: the room is what counts. */
export async function closeScopes(gpu: GPUDevice): Promise<GPUError | null> {
  const [noRoom, refused] = await Promise.all([gpu.popErrorScope(), gpu.popErrorScope()]);
  return noRoom ?? refused;
}
