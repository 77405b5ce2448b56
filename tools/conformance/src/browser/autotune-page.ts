// Autotuning in the page: measures one product, and finds the result in IndexedDB with a second device. Knows no Node.
import { setDefaultDevice, tensor } from '@tensorloom/tensor-core';
import { createWebGpuDevice } from '@tensorloom/webgpu-device';

/** What the page gives back. */
export interface Tuned {
  readonly largestError: number;
  /** Keys in IndexedDB after the first device, and what lay under them after each one. */
  readonly keys: readonly string[];
  readonly entries: readonly string[];
}

const [rows, inner, columns] = [33, 65, 31];
const left = Float32Array.from({ length: rows * inner }, (_, at) => Math.sin(at));
const right = Float32Array.from({ length: inner * columns }, (_, at) => Math.cos(at));

function kept(): Promise<readonly [string, unknown][]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('tensorloom', 1);
    opening.addEventListener('error', () => reject(opening.error as DOMException));
    opening.addEventListener('success', () => {
      const table = opening.result.transaction('autotune').objectStore('autotune');
      const [keys, values] = [table.getAllKeys(), table.getAll()];
      values.addEventListener('success', () => {
        opening.result.close();
        resolve(keys.result.map((key, at) => [key as string, values.result[at] as unknown]));
      });
    });
  });
}

async function errorOfProduct(): Promise<number> {
  const device = await createWebGpuDevice({ autotune: { software: true, rounds: 1 } });
  setDefaultDevice(device);
  const product = await tensor(left, { shape: [rows, inner] })
    .matmul(tensor(right, { shape: [inner, columns] }))
    .data();
  setDefaultDevice(undefined);
  device.dispose();
  const errors = Array.from(product, (value, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let k = 0; k < inner; k++) {
      sum += (left[row * inner + k] as number) * (right[k * columns + column] as number);
    }
    return Math.abs(value - sum);
  });
  return Math.max(...errors);
}

/** Runs the product on two devices, one after the other; gives words where the page has no device. */
export async function runInPage(): Promise<Tuned | string> {
  if (!('gpu' in navigator) || !(await navigator.gpu.requestAdapter())) return 'the browser has no adapter';
  const first = await errorOfProduct();
  const before = await kept();
  const second = await errorOfProduct();
  const after = await kept();
  return {
    largestError: Math.max(first, second),
    keys: before.map(([key]) => key),
    entries: [before, after].map((entries) => JSON.stringify(entries)),
  };
}

Object.assign(globalThis, { runInPage });
