// What runs in the page: the rows on the browser's own WebGPU, against the CPU in float64 in the same page. Knows no Node.
import { createWebGpuDevice } from '@tensorloom/webgpu-device';
import { subgroupSizeOf } from '../devices/subgroup-size.js';
import { partOf, rowsOfCut, type Cut } from '../suite/rows-of-cut.js';
import { runSuite, type RowOutcome } from '../suite/run-suite.js';

/** What the page gives back. */
export interface PageResult {
  readonly adapter: string;
  readonly subgroupSize: number | undefined;
  readonly outcomes: readonly RowOutcome[];
}

/** Which rows of a cut a page takes, counted through all families. */
export interface PagePart extends Cut {
  readonly first: number;
  readonly count: number;
}

/** Runs a part of the suite; gives words where the page has no device. */
export async function runInPage({ first, count, ...cut }: PagePart): Promise<PageResult | string> {
  if (!('gpu' in navigator)) return 'the page has no navigator.gpu';
  if (!(await navigator.gpu.requestAdapter())) return 'the browser has no adapter';
  let device = await createWebGpuDevice({ float16: 'float32' });
  const { name: adapter } = device;
  const subgroupSize = subgroupSizeOf(device);
  const outcomes = await runSuite(partOf(rowsOfCut(cut), first, count), async (afresh) => {
    if (!afresh) return device;
    device.dispose();
    return (device = await createWebGpuDevice({ float16: 'float32' }));
  });
  return { adapter, subgroupSize, outcomes };
}

Object.assign(globalThis, { runInPage });
