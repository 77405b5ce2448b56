// What runs in the page: the rows on the browser's own WebGPU, against the CPU in float64 in the same page. Knows no Node.
import { createWebGpuDevice } from '@tensorloom/webgpu-device';
import { subgroupSizeOf } from '../devices/subgroup-size.js';
import { rowsOfCut, type Cut } from '../suite/rows-of-cut.js';
import { runSuite, type RowOutcome } from '../suite/run-suite.js';

/** What the page gives back. */
export interface PageResult {
  readonly adapter: string;
  readonly subgroupSize: number | undefined;
  readonly outcomes: readonly RowOutcome[];
}

/** Runs a cut of the suite; gives words where the page has no device. */
export async function runInPage(cut: Cut): Promise<PageResult | string> {
  if (!('gpu' in navigator)) return 'the page has no navigator.gpu';
  if (!(await navigator.gpu.requestAdapter())) return 'the browser has no adapter';
  let device = await createWebGpuDevice({ float16: 'float32' });
  const { name: adapter } = device;
  const subgroupSize = subgroupSizeOf(device);
  const outcomes = await runSuite(rowsOfCut(cut), async (afresh) => {
    if (!afresh) return device;
    device.dispose();
    return (device = await createWebGpuDevice({ float16: 'float32' }));
  });
  return { adapter, subgroupSize, outcomes };
}

Object.assign(globalThis, { runInPage });
