// The device's promises: who owns what, assignments all at once, host data, precision, views of views, disposal.
import {
  lower,
  none,
  record,
  tensor,
  variable,
  zeros,
  type Device,
  type HostTensor,
  type Storage,
  type Tensor,
  type TypedArray,
  type Variable,
} from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { createCpuDevice } from './cpu-device.js';
import { evaluate, lowerTensors, valuesOf } from './testing/evaluate.js';

const device = createCpuDevice();
const double = createCpuDevice({ precision: 'float64' });
const host = (
  data: TypedArray,
  shape: readonly number[] = [data.length],
  dtype: HostTensor['dtype'] = 'float32',
): HostTensor => ({ data, shape, dtype });

/** Uploads variables, and makes a plan that gives them new values. */
async function planOf(
  variables: readonly Variable[],
  changes: readonly (readonly [Variable, Tensor])[],
  roots: readonly Tensor[] = [],
): Promise<{ state: readonly Storage[]; run: () => Promise<readonly Storage[]>; values: () => Promise<number[][]> }> {
  const lowered = lower(roots, new Map(changes.map(([{ cell }, value]) => [cell, value.resolve()])));
  const plan = await device.prepare(lowered.program);
  const storages = new Map(
    variables.map(({ cell }) => [cell, device.upload((cell.initial?.source as { host: HostTensor }).host)]),
  );
  const state = lowered.states.map((cell) => storages.get(cell) as Storage);
  const numbers = Float64Array.from(lowered.hosts.flatMap(({ read }) => Array.from(read())));
  const run = async (): Promise<readonly Storage[]> => plan.run({ inputs: [], state, host: numbers });
  const values = async (): Promise<number[][]> =>
    (await device.read(variables.map(({ cell }) => storages.get(cell) as Storage))).map((array) => Array.from(array));
  return { state, run, values };
}

describe('assignments', () => {
  it('swap two variables', async () => {
    const [a, b] = [variable([1, 2]), variable([3, 4])];
    const { run, values } = await planOf(
      [a, b],
      [
        [a, b],
        [b, a],
      ],
    );
    await run();
    expect(await values()).toEqual([
      [3, 4],
      [1, 2],
    ]);
    await run();
    expect(await values()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('let everybody read the old value, also results and views', async () => {
    const [w, v] = [
      variable([1, 2, 3, 4]),
      variable([
        [0, 0],
        [0, 0],
      ]),
    ];
    const old = w.reshape([2, 2]).transpose();
    const { run, values } = await planOf(
      [w, v],
      [
        [w, w.mul(10)],
        [v, old],
      ],
      [w, old.sum(0), old],
    );
    const results = await device.read(await run());
    expect(results.map((array) => Array.from(array))).toEqual([
      [1, 2, 3, 4],
      [3, 7],
      [1, 3, 2, 4],
    ]);
    expect(await values()).toEqual([
      [10, 20, 30, 40],
      [1, 3, 2, 4],
    ]);
  });

  it('give two variables one value, each its own copy', async () => {
    const [a, b] = [variable([1]), variable([2])];
    const sum = a.add(b);
    const { run, values } = await planOf(
      [a, b],
      [
        [a, sum],
        [b, sum],
      ],
      [sum],
    );
    const [result] = await run();
    expect(await values()).toEqual([[3], [3]]);
    await run();
    expect(await values()).toEqual([[6], [6]]);
    expect(Array.from((await device.read([result as Storage]))[0] as TypedArray)).toEqual([3]);
  });

  it('do so without a result too', async () => {
    const [a, b] = [variable([1]), variable([2])];
    const sum = a.add(b);
    const { run, values, state } = await planOf(
      [a, b],
      [
        [a, sum],
        [b, sum],
      ],
    );
    await run();
    const [first] = state;
    device.upload(host(Float32Array.of(9)), first as Storage);
    expect(await values()).toEqual([[9], [3]]);
  });

  it('leave variables alone when a run fails', async () => {
    const a = variable([1, 2]);
    const x = tensor([1, 1]);
    const { program } = lower([], new Map([[a.cell, a.add(x)]]));
    const plan = await device.prepare(program);
    const state = device.upload(host(Float32Array.of(1, 2)));
    const gone = device.upload(host(Float32Array.of(1, 1)));
    gone.dispose();
    expect(() => plan.run({ inputs: [gone], state: [state], host: new Float64Array() })).toThrow(/disposed/);
    expect(Array.from((await device.read([state]))[0] as TypedArray)).toEqual([1, 2]);
  });
});

describe('results', () => {
  it('never share memory with each other, with inputs, or with later runs', async () => {
    const data = Float32Array.of(1, 2);
    const x = tensor(data);
    const twice = [x.add(1), x.add(1), x, x.add(1).reshape([2, 1])];
    const { program, args } = lowerTensors(twice);
    const plan = await device.prepare(program);
    const given = host(Float32Array.of(1, 2));
    const first = await plan.run({ ...args, inputs: [given] });
    const before = await device.read(first);
    given.data.fill(9);
    await plan.run({ ...args, inputs: [given] });
    expect(await device.read(first)).toEqual(before);
    expect(before.map((array) => Array.from(array))).toEqual([
      [2, 3],
      [2, 3],
      [1, 2],
      [2, 3],
    ]);
    device.upload(host(Float32Array.of(7, 7)), first[0] as Storage);
    expect((await device.read(first)).map((array) => array[0])).toEqual([7, 2, 1, 2]);
  });

  it('are read as copies', async () => {
    const storage = device.upload(host(Float32Array.of(1)));
    (((await device.read([storage]))[0] as TypedArray)[0] as number) = 5;
    expect((await device.read([storage]))[0]).toEqual(Float32Array.of(1));
  });
});

describe('host data', () => {
  it('are copied on upload', async () => {
    const data = Float32Array.of(1);
    const storage = device.upload(host(data));
    data[0] = 2;
    expect((await device.read([storage]))[0]).toEqual(Float32Array.of(1));
  });

  it('widen bytes to int32, uploaded or passed', async () => {
    const bytes = host(Uint8Array.of(255, 1), [2], 'uint8');
    expect((await device.read([device.upload(bytes)]))[0]).toEqual(Int32Array.of(255, 1));
    expect(await evaluate(device, tensor(bytes))).toEqual([Int32Array.of(255, 1)]);
    expect(await valuesOf(device, tensor(bytes).add(1))).toEqual([256, 2]);
  });

  it('round doubles in float32 mode and keep them in float64 mode', async () => {
    const third = tensor([1 / 3]);
    expect(await evaluate(device, third)).toEqual([Float32Array.of(1 / 3)]);
    expect(await evaluate(double, third)).toEqual([Float64Array.of(1 / 3)]);
    expect(await evaluate(double, tensor(Float32Array.of(1 / 3)))).toEqual([Float64Array.of(Math.fround(1 / 3))]);
    expect(await evaluate(double, tensor([1, 2, 4]).div(3).exp())).toEqual([
      Float64Array.from([1, 2, 4], (x) => Math.exp(x / 3)),
    ]);
  });

  it('store bool as 0 and 1', async () => {
    expect((await device.read([device.upload(host(Uint8Array.of(0, 7), [2], 'bool'))]))[0]).toEqual(
      Uint8Array.of(0, 1),
    );
  });
});

describe('float32 mode', () => {
  it('rounds after each op', async () => {
    const third = Math.fround(1 / 3);
    const expected = Math.fround(Math.fround(third * third) + Math.fround(0.1));
    expect(await valuesOf(device, tensor([third]).mul(third).add(0.1))).toEqual([expected]);
  });

  it('adds sums up in doubles', async () => {
    const data = new Float32Array(4097).fill(1);
    data[0] = 2 ** 24;
    expect(await valuesOf(device, tensor(data).sum())).toEqual([Math.fround(2 ** 24 + 4096)]);
    expect(
      await valuesOf(
        device,
        tensor(data, { shape: [4097, 1] })
          .broadcastTo([4097, 4])
          .sum(0),
      ),
    ).toEqual(new Array(4).fill(2 ** 24 + 4096));
  });
});

describe('sums', () => {
  it('of integers wrap beyond what doubles count', async () => {
    const count = 5_000_001;
    const expected = BigInt.asIntN(32, BigInt(2 ** 31 - 1) * BigInt(count));
    expect(
      await valuesOf(
        device,
        tensor(Int32Array.of(2 ** 31 - 1))
          .broadcastTo([count])
          .sum(),
      ),
    ).toEqual([Number(expected)]);
  });

  it('of scattered updates add up in doubles', async () => {
    const updates = tensor(Float32Array.of(2 ** 24, 1, 1));
    expect(
      await valuesOf(device, record('scatterAdd', [tensor(new Int32Array(3)), updates], { axis: 0, size: 1 })),
    ).toEqual([2 ** 24 + 2]);
  });
});

describe('views of views', () => {
  it('are read without a copy, and rightly', async () => {
    const x = tensor(
      Float64Array.from({ length: 60 }, (_, at) => at),
      { shape: [3, 4, 5] },
    );
    const view = x
      .transpose([2, 0, 1])
      .slice([1, 4], null, [0, 4, 2])
      .reshape([3, 1, 3, 2])
      .broadcastTo([2, 3, 2, 3, 2])
      .slice(1, null, 1);
    const expected: number[] = [];
    for (let c = 1; c < 4; c++)
      for (let a = 0; a < 3; a++) for (let b = 0; b < 4; b += 2) expected.push(a * 20 + b * 5 + c);
    expect(await valuesOf(device, view)).toEqual(expected);
    expect(await valuesOf(device, view.add(view.neg()))).toEqual(expected.map(() => 0));
    expect(await valuesOf(device, view.max([0, 2]))).toEqual([13, 33, 53]);
    const { program } = lowerTensors([view.mul(2)]);
    expect((await device.prepare(program)).describe().kernels.map(({ name }) => name)).toEqual(['mul']);
  });

  it('copy where a reshape cannot be a view', async () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(await valuesOf(device, x.transpose().reshape([6]))).toEqual([1, 4, 2, 5, 3, 6]);
    expect(await valuesOf(device, x.transpose().reshape([2, 3]).sum(0))).toEqual([6, 7, 8]);
  });
});

describe('zero-size tensors', () => {
  it('go through every kind of op', async () => {
    const empty = zeros([0, 3]);
    expect(await valuesOf(device, empty.add(1).exp())).toEqual([]);
    expect(await valuesOf(device, empty.sum(0))).toEqual([0, 0, 0]);
    expect(await valuesOf(device, empty.sum())).toEqual([0]);
    expect(await valuesOf(device, empty.max(1))).toEqual([]);
    expect(await valuesOf(device, empty.transpose().reshape([0]))).toEqual([]);
    expect(await valuesOf(device, empty.argmax(1))).toEqual([]);
    expect(
      await valuesOf(device, record('scatterAdd', [tensor(new Int32Array(0)), empty], { axis: 0, size: 2 })),
    ).toEqual(new Array(6).fill(0));
    expect(await valuesOf(device, record('where', [empty.isNaN(), empty, empty], none))).toEqual([]);
    expect(await valuesOf(device, record('randomBits', [tensor(Uint32Array.of(1, 2))], { shape: [0] }))).toEqual([]);
  });
});

describe('what is over', () => {
  it('says so: storages', async () => {
    const storage = device.upload(host(Float32Array.of(1)));
    storage.dispose();
    storage.dispose();
    await expect(device.read([storage])).rejects.toThrow(/storage: was disposed; expected a live float32 \[1\]/);
  });

  it('says so: plans and devices', async () => {
    const own: Device = createCpuDevice();
    const { program, args } = lowerTensors([tensor([1]).add(1)]);
    const plan = await own.prepare(program);
    plan.dispose();
    expect(() => plan.run(args)).toThrow(/plan was disposed/);
    const storage = own.allocate([2], 'float32');
    own.dispose();
    storage.dispose();
    await expect(own.prepare(program)).rejects.toThrow(/device was disposed/);
    await expect(own.read([])).rejects.toThrow(/device was disposed/);
    await expect(own.ready()).rejects.toThrow(/device was disposed/);
    await expect(own.synchronize()).rejects.toThrow(/device was disposed/);
    expect(() => own.allocate([2], 'float32')).toThrow(/device was disposed/);
    expect(() => own.upload(host(Float32Array.of(1)))).toThrow(/device was disposed/);
  });
});

describe('misuse', () => {
  it('is named: another device, another shape, another precision', async () => {
    const foreign = double.upload(host(Float64Array.of(1)));
    await expect(device.read([foreign])).rejects.toThrow(/storage of another device/);
    expect(() => device.upload(host(Float32Array.of(1)), device.allocate([2], 'float32'))).toThrow(
      /upload: data do not fit/,
    );
    expect(() => createCpuDevice({ precision: 'float16' as 'float32' })).toThrow(/unknown precision.*"float16"/);
  });
});
