// What Tensorloom's buffers hold after some steps, by the names that it gives them.
import { hostValues } from '../cases/host-values.js';
import type { StepCase } from '../cases/step-case.js';
import { openTensorloom } from '../contestants/tensorloom.js';
import type { GpuCounters } from '../counting/gpu-counters.js';

/** Buffers of one name. */
export interface BufferRow {
  readonly case: string;
  readonly adapter: string;
  readonly what: string;
  readonly buffers: number;
  readonly bytes: number;
}

/** The columns of the table, in order. */
export const bufferColumns: readonly (keyof BufferRow)[] = ['case', 'what', 'buffers', 'bytes'];

/** Trains for some steps and looks at what lives; the largest first. */
export async function nameBuffers(
  gpu: GPU,
  spec: StepCase,
  counters: GpuCounters,
  steps: number,
): Promise<readonly BufferRow[]> {
  const contestant = await openTensorloom(gpu, spec, hostValues(spec));
  for (let at = 0; at < steps; at++) await contestant.step();
  await contestant.loss();
  const byName = new Map<string, { buffers: number; bytes: number }>();
  for (const { label, size } of counters.buffers(contestant.device)) {
    const { buffers, bytes } = byName.get(label) ?? { buffers: 0, bytes: 0 };
    byName.set(label, { buffers: buffers + 1, bytes: bytes + size });
  }
  contestant.dispose();
  const { adapter } = contestant;
  const rows = [...byName].map(([what, sums]) => ({ case: spec.name, adapter, what: what || 'unnamed', ...sums }));
  return rows.sort((a, b) => b.bytes - a.bytes);
}
