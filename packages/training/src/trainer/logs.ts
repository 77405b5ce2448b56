// Results by name, on the device and on the host, typed from the list of metrics.
import type { Tensor } from '@tensorloom/tensor-core';
import type { MetricSpec } from '../metrics/metric-by-name.js';

/** Name under which a metric's result stands. */
export type NameOf<Spec> = Spec extends { readonly name: infer Name extends string } ? Name : Spec & string;

/** One value for `loss` and for each metric of the list `M`. */
type PerResult<M extends readonly MetricSpec[], Value> = { readonly [Name in 'loss' | NameOf<M[number]>]: Value };

/** Results as numbers. */
export type Results<M extends readonly MetricSpec[]> = PerResult<M, number>;

/** Results that are still on the device: `await logs.loss.item()` reads one. */
export type DeviceResults<M extends readonly MetricSpec[]> = PerResult<M, Tensor>;

/** Results as numbers, whatever the metrics. */
export type Logs = Readonly<Record<string, number>>;

/** Results on the device, whatever the metrics. */
export type DeviceLogs = Readonly<Record<string, Tensor>>;

/** Brings results to the host, all in one readback. */
export async function readLogs(logs: DeviceLogs): Promise<Logs> {
  const entries = Object.entries(logs).map(async ([name, value]) => [name, await value.item()] as const);
  return Object.fromEntries(await Promise.all(entries));
}
