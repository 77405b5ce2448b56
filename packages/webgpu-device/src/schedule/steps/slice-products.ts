// Products with few results and long sums in slices of k, on GPUs: one workgroup would add up all of it while the others wait.
import { chooseGemmSchedule, suggestGemmSlices } from '@tensorloom/wgsl-kernels';
import type { DeviceProgram, Product } from './device-program.js';
import { gemmClassOf } from '../write/gemm-class.js';
import { gemmNode } from '../write/gemm-node.js';
import { Graph } from '../form/graph.js';
import type { DeviceClass } from '../write/kernel-draft.js';
import { classOf } from '../form/op-class.js';
import { rewrite } from './rewrite.js';

/** Slices that each product needs, where it needs any. */
function slicesOf(program: DeviceProgram, device: DeviceClass): ReadonlyMap<number, number> {
  const graph = new Graph(program);
  const gemmClass = gemmClassOf(device);
  const found = new Map<number, number>();
  program.values.forEach((value, position) => {
    if (classOf(value) !== 'gemm' || value.dtype !== 'float32' || graph.size(position) === 0) return;
    const { sizes } = gemmNode(graph, position, () => true);
    const slices = suggestGemmSlices(gemmClass, chooseGemmSchedule(gemmClass, sizes), sizes);
    if (slices > 1) found.set(position, slices);
  });
  return found;
}

/** The program with such products as the sum of their slices; unchanged for software adapters, which have few cores. */
export function sliceProducts(program: DeviceProgram, device: DeviceClass): DeviceProgram {
  if (device.software) return program;
  const slices = slicesOf(program, device);
  if (slices.size === 0) return program;
  return rewrite(program, (node, add, { position }) => {
    const count = slices.get(position);
    if (count === undefined) return undefined;
    const { inputs, shape, dtype } = node;
    const attributes = { product: node as Product, slices: count };
    const parts = add({ op: 'productSlices', inputs, attributes, shape: [count, ...shape], dtype });
    return add({ op: 'sum', inputs: [parts], attributes: { axes: [0] }, shape, dtype });
  });
}
