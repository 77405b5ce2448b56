// A device for tests that counts what it is asked for.
import { formatProgram, type Device, type Program } from '@tensorloom/tensor-core';

/** What a device has done so far. */
export interface Counts {
  /** Runs of plans. */
  runs: number;
  /** Calls of `read`. */
  reads: number;
  /** Plans made, as text. */
  readonly plans: string[];
}

/** A device that passes everything on to another one, and its counts. */
export function countingDevice(inner: Device): { readonly device: Device; readonly counts: Counts } {
  const counts: Counts = { runs: 0, reads: 0, plans: [] };
  const prepare = async (program: Program): ReturnType<Device['prepare']> => {
    counts.plans.push(formatProgram(program));
    const plan = await inner.prepare(program);
    const run = plan.run.bind(plan);
    plan.run = (args) => {
      counts.runs++;
      return run(args);
    };
    return plan;
  };
  const read: Device['read'] = (storages) => {
    counts.reads++;
    return inner.read(storages);
  };
  const device = new Proxy(inner, {
    get(target, key) {
      if (key === 'prepare') return prepare;
      if (key === 'read') return read;
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { device, counts };
}
