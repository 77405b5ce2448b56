// Chooses for each attention whether it has kernels of its own, and which kernels give its gradients.
import type { ChooseAttention } from '../steps/expand-attention.js';
import type { ScheduleOptions } from '../schedule-options.js';
import type { DeviceClass } from '../write/kernel-draft.js';

/** Scores of a head below which the body is as fast, and takes little memory. */
const FEW = { software: 1024 * 1024, gpu: 64 * 64 };

/** Elements of a row of both operands that a lane of a GPU holds beside two sums of that size. */
const NARROW = 96;

/** Bindings of each kernel without a mask: parameters, operands and results. */
const BINDINGS = { gradients: 9, query: 7, key: 8, oneOfKey: 7 };

/** Lanes of the subgroups that attention is written for, if the device is a software adapter that has them. */
export function attentionLanes({ software, subgroupSize }: DeviceClass): number | undefined {
  return software && subgroupSize !== undefined && subgroupSize <= 16 ? subgroupSize : undefined;
}

/** The kernels for operands of these shapes; undefined where the body of the op is as good or the device has too few bindings. */
export function chooseAttention(
  { query, key, value, masked }: Parameters<ChooseAttention>[0],
  device: ScheduleOptions,
): ReturnType<ChooseAttention> {
  const limit = device.bindingLimit - Number(masked);
  const scores = (query[2] as number) * (key[2] as number);
  const few = device.attentionFrom ?? (device.software ? FEW.software : FEW.gpu);
  if (device.fuse === false || scores < few || limit < BINDINGS.query) return undefined;
  const all = (name: 'gradients') =>
    ({ attentionQueryGradient: name, attentionKeyGradient: name, attentionValueGradient: name }) as const;
  if (attentionLanes(device) !== undefined && limit >= BINDINGS.gradients) return all('gradients');
  const together = limit >= BINDINGS.key && (key[3] as number) + (value[3] as number) <= NARROW;
  return {
    attentionQueryGradient: 'query',
    attentionKeyGradient: 'key',
    attentionValueGradient: together ? 'key' : 'value',
  };
}
