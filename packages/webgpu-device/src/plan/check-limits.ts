// What a device does not allow, found before anything of a program runs, with the name of the tensor that is too large.
import { LimitError } from '@tensorloom/tensor-core';
import { aligned } from '../memory/arena-layout.js';
import type { GpuContext } from '../memory/gpu-context.js';
import { deviceBytes } from '../memory/host-bytes.js';
import type { GpuStorage } from '../memory/storage.js';
import type { ScheduledKernel } from '../schedule/settle/merge-segments.js';
import type { Schedule } from '../schedule/schedule.js';
import type { MemoryLayout } from './layout.js';

/** Elements are counted in 32 bits, also those of tensors that are never stored; a grid may count a little beyond. */
const MOST_ELEMENTS = 2 ** 31;

/** Names of tensors in a message about all of them together. */
const NAMED = 3;

function checkElements({ graph }: Schedule): void {
  for (const position of graph.values.keys()) {
    const elements = graph.size(position);
    if (elements <= MOST_ELEMENTS) continue;
    throw new LimitError(
      `webgpu: ${graph.describe(position)} is too large; expected at most ${MOST_ELEMENTS} elements in a tensor, got ${elements}; ` +
        'work on parts of it',
    );
  }
}

/** Every tensor that a kernel binds or a copy moves. */
function stored({ kernels, outputs, copies }: Schedule): ReadonlySet<number> {
  const bound = kernels.flatMap(({ loads, stores }) => [...loads, ...stores]);
  return new Set([...bound, ...outputs, ...copies.flatMap(({ from, to }) => [from, to])]);
}

function checkArena({ graph }: Schedule, { offsets, size }: MemoryLayout, context: GpuContext, halves: boolean): void {
  if (size <= context.limits.maxBufferSize) return;
  const bytesOf = (value: number): number => deviceBytes(graph.value(value), halves);
  const largest = [...offsets.keys()].sort((a, b) => bytesOf(b) - bytesOf(a)).slice(0, NAMED);
  throw new LimitError(
    `webgpu: the intermediates of a run are too large; expected at most ${context.limits.maxBufferSize} bytes in a buffer, got ${size}, ` +
      `among them ${largest.map((value) => `${graph.describe(value)} of ${bytesOf(value)}`).join(', ')}; ` +
      'use smaller batches, or checkpoint() layers',
  );
}

/** @throws LimitError for a program that the device cannot run */
export function checkLimits(scheduled: Schedule, layout: MemoryLayout, context: GpuContext, halves: boolean): void {
  const { graph } = scheduled;
  checkElements(scheduled);
  for (const value of stored(scheduled))
    context.checkBinding(deviceBytes(graph.value(value), halves), graph.describe(value));
  checkArena(scheduled, layout, context, halves);
}

/** Bytes from the first to the last intermediate that a merged kernel works on: it binds them as one range. */
function arenaSpan(
  { graph, inPlace }: Schedule,
  { segments }: ScheduledKernel,
  offsets: MemoryLayout['offsets'],
  halves: boolean,
): number {
  const values = (segments?.list.flatMap(({ memory }) => memory) ?? []).filter(
    (value) => !inPlace.has(value) && graph.value(value).op !== 'input',
  );
  const starts = values.map((value) => offsets.get(value) as number);
  const ends = values.map(
    (value, index) => (starts[index] as number) + aligned(deviceBytes(graph.value(value), halves)),
  );
  return values.length === 0 ? 0 : Math.max(...ends) - Math.min(...starts);
}

/** Bytes from the first to the last variable that a merged kernel works on. */
export function variableSpan(
  { graph, inPlace }: Schedule,
  { segments }: ScheduledKernel,
  states: readonly GpuStorage[],
): number {
  let [first, end] = [Infinity, 0];
  for (const value of segments?.list.flatMap(({ memory }) => memory) ?? []) {
    const node = graph.value(inPlace.get(value) ?? value);
    const { home, byteLength } = (node.op === 'input' && node.kind === 'state' && states[node.ordinal]) || {};
    if (home?.kind !== 'variable' || byteLength === undefined) continue;
    first = Math.min(first, home.offset);
    end = Math.max(end, home.offset + aligned(byteLength));
  }
  return Math.max(0, end - first);
}

/** True if some merged kernel's tensors lie so far apart that no binding reaches from the first to the last. */
export function isTooWide(
  scheduled: Schedule,
  { offsets }: MemoryLayout,
  context: GpuContext,
  halves: boolean,
): boolean {
  const limit = context.limits.maxStorageBufferBindingSize;
  return scheduled.kernels.some((kernel) => arenaSpan(scheduled, kernel, offsets, halves) > limit);
}
