// Programs that some device once got wrong, each as small as it could be made, on every class of device.
import * as tl from '@tensorloom/tensor-core';
import { gradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { afterAll, describe, expect, it } from 'vitest';
import { compareValues } from '../ops/compare.js';
import { inputData } from '../ops/op-row.js';
import { DeviceAtHand } from './device-at-hand.js';
import { deviceClasses } from './device-classes.js';

/** Records on the default device; what it returns is read in one run, then the variables. */
type Found = () => { readonly outputs: readonly tl.Tensor[]; readonly variables?: readonly tl.Variable[] };

let seed = 0;
function data(...shape: number[]): tl.Tensor {
  return tl.tensor(inputData({ shape }, ++seed));
}
function state(...shape: number[]): tl.Variable {
  return tl.variable(data(...shape));
}

const found: Readonly<Record<string, Found>> = {
  'a value that some kernels compute for themselves, and a later one could keep': () => {
    const x = data(1).reshape([]);
    const image = tl.broadcastTo(x, [2, 7, 1, 1]);
    const soft = tl.softplus(tl.conv2d(image, tl.broadcastTo(x, [1, 1, 1, 3])).mul(0.5));
    return { outputs: [soft.add(x), soft.mul(0.3).exp().mul(0.2).exp()] };
  },
  'a variable read for a second assignment of the kernel that overwrites it': () => {
    const [a, b] = [state(5), state(5)];
    const [old, older] = [a.resolve(), b.resolve()];
    a.assign(older.neg());
    b.assign(old.mul(older));
    return { outputs: [], variables: [a, b] };
  },
  'an old value as an output beside the assignment': () => {
    const [a, x] = [state(5), data(5)];
    const old = a.resolve();
    a.assign(a.mul(x));
    return { outputs: [old.add(x), old], variables: [a] };
  },
  'a row of a variable read by all lanes and overwritten by one': () => {
    const [w, x] = [state(3), data(3, 700)];
    const result = x.mul(w.reshape([3, 1])).add(x.sum(1, { keepDims: true }));
    w.assign(w.mul(0.5).add(x.mean(1)));
    return { outputs: [result], variables: [w] };
  },
  'one element of a row, joined with what the row was reduced to': () => {
    const means = data(50, 4).mean(0).sub(data(4)).abs();
    const conditions = tl.stack([means.max().less(5), means.slice(2).less(5)]);
    return { outputs: [conditions.cast('float32').min()] };
  },
  'a product over nothing': () => ({ outputs: [data(3, 0).add(1).matmul(data(0, 2).mul(2))] }),
  'a product of nothing among parts that are joined': () => ({
    outputs: [tl.concat([data(0, 3).matmul(data(3, 2)), data(2, 2), data(0, 2).sum(0, { keepDims: true })])],
  }),
  'a column sum beside a product that has no rows': () => {
    const b = data(4, 3);
    return { outputs: [b.mul(2).sum(0).add(1), data(0, 4).matmul(b.mul(2))] };
  },
  'a lookup inside a reduction': () => {
    const at = tl.tensor([3, 1, 1, 0], { dtype: 'int32' });
    return { outputs: [data(5, 6).gather(at).sum(0), data(5, 6).gather(at).max([0, 1])] };
  },
  'pooling of a value of the same kernel': () => {
    const x = data(1, 4, 4, 2).exp();
    return { outputs: [tl.maxPool2d(x, 3, { strides: 1, padding: 'same' }), x] };
  },
  'pooling of a variable that is overwritten by its result': () => {
    const w = state(1, 4, 4, 2);
    w.assign(tl.averagePool2d(w, 3, { strides: 1, padding: 'same' }));
    return { outputs: [], variables: [w] };
  },
  'scattering of a value of the same kernel': () => {
    const x = data(6).exp();
    const at = tl.tensor([3, 1, 1, 0, 5, 5], { dtype: 'int32' });
    return { outputs: [x, tl.record('scatterAdd', [at, x], { axis: 0, size: 6 })] };
  },
  'more parts than a kernel can bind': () => ({
    outputs: [
      tl.concat(Array.from({ length: 23 }, () => data(2))),
      tl.stack(
        Array.from({ length: 11 }, () => data(2, 3)),
        1,
      ),
    ],
  }),
  'more parts than a kernel can bind, each a view': () => ({
    outputs: [tl.concat(Array.from({ length: 13 }, () => data(4).reshape([2, 2])))],
  }),
  'a long sum': () => ({
    outputs: [
      Array.from({ length: 19 }, () => data(3))
        .reduce((sum, part) => sum.add(part))
        .tanh(),
    ],
  }),
  'a product with a number, repeated': () => ({
    outputs: [
      data(2, 3).matmul(tl.full([3, 4], 0.5)),
      data(1, 1).matmul(tl.full([1, 1], 2)),
      tl.full([2, 2], 3).matmul(data(2, 2)),
    ],
  }),
  'a window over a number': () => ({
    outputs: [tl.maxPool2d(tl.full([1, 1, 1, 1], 0.5), 1), tl.averagePool2d(tl.full([1, 3, 3, 1], 0.5), 2)],
  }),
  'a convolution with a number, repeated': () => ({
    outputs: [tl.conv2d(data(1, 4, 4, 2), tl.full([2, 2, 2, 1], 0.25))],
  }),
  'scattering at indices that came as bytes': () => {
    const at = tl.tensor(new Uint8Array([3, 1, 1, 0, 2]), { shape: [5] });
    const x = data(4, 3);
    const loss = x.gather(at).square().sum();
    return { outputs: [loss, gradients(loss, [x])[0], tl.record('scatterAdd', [at, data(5)], { axis: 0, size: 4 })] };
  },
  'a transpose undone before a product, and read by a window': () => {
    const turned = data(2, 3, 4, 2, 2).transpose([2, 1, 0, 3, 4]);
    const back = turned.transpose([2, 1, 0, 3, 4]);
    return { outputs: [back.matmul(data(2, 3, 4, 2, 2)), tl.maxPool2d(turned.reshape([2, 12, 2, 2]), 2)] };
  },
  'a gradient beside its value': () => {
    const x = data(4, 3);
    const loss = x.softmax().max();
    return { outputs: [loss, gradients(loss, [x])[0]] };
  },
};

async function run(program: Found, device: tl.Device): Promise<readonly tl.TypedArray[]> {
  tl.setDefaultDevice(device);
  seed = 0;
  const { outputs, variables = [] } = program();
  const values = await Promise.all(outputs.map((output) => output.data()));
  return [...values, ...(await Promise.all(variables.map((variable) => variable.data())))];
}

const reference = createCpuDevice({ precision: 'float64' });

describe.each(Object.entries(deviceClasses))('%s', (_name, schedule) => {
  const atHand = new DeviceAtHand(schedule);
  afterAll(() => {
    tl.setDefaultDevice(undefined);
    return atHand.drop();
  });

  it.each(Object.entries(found))('%s', async (_case, program) => {
    const expected = await run(program, reference);
    const got = await run(program, await atHand.get()).catch(async (error: unknown) => {
      await atHand.drop();
      throw error;
    });
    const differences = got.map(
      (values, index) => compareValues(values, expected[index] as tl.TypedArray, 'float32', 1e-5).failure,
    );
    expect(differences).toEqual(differences.map(() => undefined));
  });
});
