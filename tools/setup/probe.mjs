// Asks Dawn for an adapter and runs one small shader on it; prints what it found as JSON. A process of its own, for drivers crash.

const code = `@group(0) @binding(0) var<storage, read_write> cells: array<u32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) { cells[id.x] = id.x * 3u + 1u; }`;
const cells = 256;

/** @param {GPUDevice} device @param {any} globals of Dawn @returns {Promise<boolean>} whether the shader left the numbers that it should */
async function computes(device, { GPUBufferUsage, GPUMapMode }) {
  const size = cells * 4;
  const storage = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const staging = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const entries = [{ binding: 0, resource: { buffer: storage } }];
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(cells / 64);
  pass.end();
  encoder.copyBufferToBuffer(storage, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  return new Uint32Array(staging.getMappedRange()).every((value, i) => value === i * 3 + 1);
}

/** @returns {Promise<{ adapter: string } | { reason: string, final?: boolean }>} a `final` reason holds for every driver */
async function probe() {
  let dawn;
  try {
    dawn = await import('webgpu');
  } catch (error) {
    return { reason: `Dawn cannot be loaded here (${messageOf(error)})`, final: true };
  }
  // Collected while its device lives, Dawn's entry takes the process with it: a global keeps it.
  const gpu = dawn.create([]);
  Object.assign(globalThis, { tensorloomProbe: gpu });
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { reason: 'no adapter' };
  const { description, device: model, vendor, architecture } = adapter.info;
  if (!(await computes(await adapter.requestDevice(), dawn.globals))) return { reason: 'wrong results' };
  return { adapter: description || model || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter' };
}

/** @param {unknown} error @returns {string} the first line of its message */
function messageOf(error) {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return first;
}

const outcome = await probe().catch((error) => ({ reason: messageOf(error) }));
process.stdout.write(`${JSON.stringify(outcome)}\n`, () => process.exit(0));
