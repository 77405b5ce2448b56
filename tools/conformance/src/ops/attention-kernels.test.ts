// Attention's own kernels at lengths where no device would choose them by itself, held against the body on the CPU in float64.
import { gradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { concat, scaledDotProductAttention, setDefaultDevice, type Device } from '@tensorloom/tensor-core';
import { createWebGpuDevice, type WebGpuDeviceOptions } from '@tensorloom/webgpu-device';
import { createNodeGpu } from '@tensorloom/webgpu-device/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRow } from '../suite/run-row.js';
import { b, f, nameOf, row, type InputSpec, type OpRow } from './op-row.js';

type Options = Parameters<typeof scaledDotProductAttention>[3];

/** The output and, if `order` is not 0, the gradients of the operands in one list; order 2 differentiates them once more. */
function attention(about: string, inputs: readonly InputSpec[], options: Options = {}, order = 1): OpRow {
  return row('scaledDotProductAttention', about, inputs, (query, key, value, mask) => {
    const floats = [query, key, value] as const;
    const output = scaledDotProductAttention(...floats, mask ? { ...options, mask } : options);
    if (order === 0) return output;
    const slopes = gradients(output.mul(output).sum(), floats);
    const sum = slopes.map((slope) => slope.mul(slope).sum()).reduce((one, other) => one.add(other));
    const more = order === 2 ? gradients(sum, floats) : [];
    return concat([output, ...slopes, ...more].map((each) => each.flatten()));
  });
}

const ofLengths = (queries: number, keys: number, size: number): readonly InputSpec[] => [
  f(2, 2, queries, size),
  f(2, 2, keys, size),
  f(2, 2, keys, size),
];

/** Two heads of queries to one of keys; a query that sees nothing, one that sees all, one that sees a few. */
const shared = [f(1, 2, 3, 8), f(1, 1, 5, 8), f(1, 1, 5, 8)] as const;
const someKeys: InputSpec = { shape: [3, 5], dtype: 'bool', values: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1] };
/** The same in floats, which the scores take along. */
const hiddenKeys: InputSpec = {
  shape: [3, 5],
  values: someKeys.values?.map((one, at) => (one === 1 ? at / 10 : -Infinity)) ?? [],
};

const lengths = (
  [
    [1, 1],
    [1, 7],
    [7, 3],
    [33, 65],
    [129, 33],
  ] as const
).map(([queries, keys]) => attention(`of ${queries} queries and ${keys} keys`, ofLengths(queries, keys, 8)));
// One text serves all lengths: three kinds of masks are three texts, forward and for the gradients.
const causal = [1, 7, 33, 65].map((steps) =>
  attention(
    `of ${steps} steps and odd sizes with a mask that is added, causal`,
    [...ofLengths(steps, steps, 7), f(2, 1, 1, steps)],
    {
      causal: true,
      scale: 0.7,
    },
  ),
);
const all: readonly OpRow[] = [
  ...lengths,
  ...causal,
  attention('with a query that sees nothing', [...shared, someKeys]),
  attention('with a query that sees nothing by a mask of floats', [...shared, hiddenKeys]),
  attention('with padded keys', [...ofLengths(5, 19, 8), b(2, 1, 1, 19)]),
  attention('of wide rows', [f(1, 1, 9, 36), f(1, 1, 17, 36), f(1, 1, 17, 64)], {}, 0),
  attention('of large scores', [{ shape: [1, 1, 4, 8], low: -30, high: 30 }, f(1, 1, 20, 8), f(1, 1, 20, 8)]),
  attention('to the second order', ofLengths(3, 9, 8), {}, 2),
];

/** All of these kernels compile for seconds on a software adapter, those with barriers for longer: fewer rows for them. */
const devices: Readonly<Record<string, readonly [WebGpuDeviceOptions['schedule'] & object, readonly OpRow[]]>> = {
  'as the adapter is': [{}, all],
  'as on a GPU': [{ software: false }, lengths],
};

const reference = createCpuDevice({ precision: 'float64' });

describe.each(Object.entries(devices))('attention kernels, %s', (_name, [schedule, rows]) => {
  let device: Device;
  beforeAll(async () => {
    device = await createWebGpuDevice({ gpu: await createNodeGpu(), schedule: { ...schedule, attentionFrom: 0 } });
  });
  afterAll(() => {
    setDefaultDevice(undefined);
    device.dispose();
  });

  it.each(rows.map((each) => ({ name: nameOf(each), each })))(
    '$name',
    async ({ each }) => {
      expect((await runRow(each, device, reference)).failure).toBeUndefined();
    },
    120_000,
  );
});
