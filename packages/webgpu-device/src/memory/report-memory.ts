// What lives on the device, by name: every buffer that was made and not destroyed, taken apart where several values share one.
import { MemoryReport, type MemoryItem, type PlanMemory } from '@tensorloom/tensor-core';
import type { GpuContext } from './gpu-context.js';
import type { GpuStorage } from './storage.js';

/** What a buffer's label stands for, where tensors share it. */
const shared = { variables: 'variable', tensor: 'result' } as const;

/** Bytes of the buffers of one purpose. */
function totals(context: GpuContext): Map<string, { bytes: number; buffers: number }> {
  const byLabel = new Map<string, { bytes: number; buffers: number }>();
  for (const buffer of context.live) {
    const total = byLabel.get(buffer.label) ?? { bytes: 0, buffers: 0 };
    byLabel.set(buffer.label, { bytes: total.bytes + buffer.size, buffers: total.buffers + 1 });
  }
  return byLabel;
}

function itemOf({ name = 'held', shape, dtype, byteLength, home }: GpuStorage): MemoryItem {
  return { kind: home.kind === 'variable' ? 'variable' : 'result', name, shape, dtype, bytes: byteLength };
}

/**
 * @param storages all that are live
 * @param plans what each plan needs of the arena
 */
export function reportMemory(
  device: string,
  context: GpuContext,
  storages: Iterable<GpuStorage>,
  plans: readonly PlanMemory[],
): MemoryReport {
  const live = [...storages];
  const items = live.filter(({ home }) => home.kind === 'variable' || home.kind === 'buffer').map(itemOf);
  const slots = live.filter(({ home }) => home.kind === 'slot').length;
  for (const [label, { bytes, buffers }] of totals(context)) {
    const kind = label in shared ? shared[label as keyof typeof shared] : undefined;
    const taken = items.reduce((sum, item) => sum + (item.kind === kind ? item.bytes : 0), 0);
    const name = label === 'small results' ? `${slots} held` : `${buffers} ${buffers === 1 ? 'buffer' : 'buffers'}`;
    if (!kind) items.push({ kind: label, name, bytes });
    else if (bytes > taken) items.push({ kind: `${kind}s`, name: 'room that nothing takes now', bytes: bytes - taken });
  }
  return new MemoryReport({ device, items, plans, buffers: context.live.size });
}
