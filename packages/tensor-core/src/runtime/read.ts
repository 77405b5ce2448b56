// Reads, flush, keep and synchronize: what users await.
import { DisposedError } from '../errors.js';
import type { Device } from '../device.js';
import type { TypedArray } from '../dtype.js';
import { castTo } from '../ops/operands.js';
import { staged } from '../profile/host-clock.js';
import { resolve } from '../record.js';
import type { Tensor } from '../tensor.js';
import { defaultDevice } from './default-device.js';
import { survive, unstore } from './execute.js';
import { snapshot } from './snapshot.js';
import { noteKept, request, type Realised } from './pending.js';

/** Values that are on the host already. */
const onHost = new WeakMap<Tensor, TypedArray>();
const REMEMBERED_SIZE = 1000;

/** Reads asked of one device in one microtask travel together. */
interface Readback {
  readonly wanted: Realised[];
  readonly result: Promise<readonly TypedArray[]>;
}
const readbacks = new Map<Device, Readback>();

function readTogether(realised: Realised): Promise<TypedArray> {
  const { device } = realised;
  let readback = readbacks.get(device);
  if (!readback) {
    const wanted: Realised[] = [];
    const result = Promise.resolve().then(() => {
      readbacks.delete(device);
      return staged('wait', () => device.read(wanted.map(({ storage }) => storage)));
    });
    readback = { wanted, result };
    readbacks.set(device, readback);
  }
  const index = readback.wanted.push(realised) - 1;
  return readback.result.then((values) => values[index] as TypedArray);
}

/** Runs what a tensor needs and brings its value to the host. */
export async function readTensor(op: string, tensor: Tensor): Promise<TypedArray> {
  if (tensor.disposed)
    throw new DisposedError(
      `${op}: tensor was disposed; expected a live tensor, got ${String(tensor)}; read it before dispose()`,
    );
  // Halves come home as what they are equal to.
  if (tensor.dtype === 'float16') return readTensor(op, castTo(tensor, 'float32'));
  const target = tensor.resolve();
  const known = onHost.get(target);
  if (known) return known.slice();
  survive(op, target);
  const realised = (await request([target])).get(target) as Realised;
  const values = await readTogether(realised);
  if (realised.temporary) realised.storage.dispose();
  else if (values.length <= REMEMBERED_SIZE) onHost.set(target, values.slice());
  return values;
}

/** A tensor's value if it is on the host already. */
export function hostValueOf(tensor: Tensor): TypedArray | undefined {
  const target = tensor.resolve();
  return target.source.kind === 'data' ? target.source.host.data : onHost.get(target);
}

/** Frees what a tensor holds. */
export function releaseTensor(tensor: Tensor): void {
  unstore(tensor);
  onHost.delete(tensor);
}

/**
 * Runs all pending assignments. Resolves when the work is submitted and the device can take more: few runs are in flight.
 */
export async function flush(): Promise<void> {
  await request([]);
}

/** Runs what is pending and resolves when the device has finished all of it. */
export async function synchronize(): Promise<void> {
  await flush();
  const device = await defaultDevice();
  await staged('wait', () => device.synchronize());
}

/**
 * Keeps a value beyond updates of the variables that it was recorded from: it is computed with the next run.
 *
 * @returns the tensor; for a variable, a tensor with its value of this moment
 * @example
 * const before = keep(w);          // w itself goes on to change
 * w.assign(w.add(1));
 * await flush();
 * await before.data();
 */
export function keep(tensor: Tensor): Tensor {
  const kept = snapshot(resolve('keep', tensor));
  noteKept(kept);
  return kept;
}
