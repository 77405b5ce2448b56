// checkpoint: the same numbers as without, whatever a function captures, draws, assigns or nests, and what it records.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  compile,
  concat,
  customGradient,
  flush,
  gather,
  hostRandom,
  random,
  setDefaultDevice,
  setRandomSeed,
  sizeOf,
  tensor,
  variable,
  type Tensor,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkpoint } from './checkpoint.js';
import { gradients } from './gradients.js';
import { countOps } from './testing/recorded-ops.js';
import { vjp } from './vjp.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const of = (...shape: number[]): Tensor => {
  const source = hostRandom(shape.length);
  return tensor(
    Float64Array.from({ length: sizeOf(shape) }, () => source.normal()),
    { shape },
  );
};

type Fn = (...inputs: Tensor[]) => Tensor;

/** Values and gradients of `fn`, with the same random numbers each time. */
async function numbers(fn: Fn, ...inputs: Tensor[]): Promise<readonly number[]> {
  setRandomSeed(3);
  const value = fn(...inputs);
  const floats = inputs.filter(({ dtype }) => dtype === 'float32');
  const all = [value, ...gradients(value.sin().sum(), floats)];
  return Array.from(await concat(all.map((each) => each.flatten())).data());
}

/** Holds checkpointed numbers against plain ones. `fn` is given what wraps its parts: `checkpoint`, or nothing. */
async function expectSame(fn: (wrap: (part: Fn) => Fn) => Fn, ...inputs: Tensor[]): Promise<void> {
  const plain = await numbers(
    fn((part) => part),
    ...inputs,
  );
  expect(await numbers(fn(checkpoint as (part: Fn) => Fn), ...inputs)).toEqual(plain);
}

const [w, v] = [of(6, 5), of(5, 4)];
const network: Fn = (x) => x.matmul(w).tanh().matmul(v).sin();

describe('the same numbers', () => {
  it('of a network, to its input and its weights', async () => {
    const wrapped = (wrap: (part: Fn) => Fn): Fn => {
      return (x, a, b) => wrap((given: Tensor) => given.matmul(a!).tanh().matmul(b!))(x!);
    };
    await expectSame(wrapped, of(3, 6), w, v);
  });

  it('of several inputs, indices among them, and of one given twice', async () => {
    const pick: Fn = (x, k, y) => gather(x!, k!).mul(y!).exp();
    await expectSame((wrap) => wrap(pick), of(3, 4), tensor([2, 0, 2], { dtype: 'int32' }), of(3, 4).sin());
    await expectSame((wrap) => (x) => wrap((a, b) => a!.mul(b!.exp()))(x!, x!), of(3));
  });

  it('of parts in a row and one inside of another', async () => {
    await expectSame(
      (wrap) => (x) => {
        const inner = wrap((a) => a!.sin().exp());
        return wrap((a) => inner(inner(a!)).tanh())(wrap((a) => a!.square())(x!));
      },
      of(4),
    );
  });

  it('of a captured value that depends on the input', async () => {
    await expectSame(
      (wrap) => (x) => {
        const outside = x!.exp();
        return wrap((a) => a!.mul(outside).sin())(x!);
      },
      of(4),
    );
  });

  it('of random draws, which are the same both times', async () => {
    const dropout: Fn = (x) => x!.tanh().mul(random.bernoulli(x!.shape, 0.5).cast('float32')).exp();
    await expectSame((wrap) => (x) => wrap(dropout)(wrap(dropout)(x!)), of(40));
  });

  it("of a function with a gradient of its own, which remembers the forward pass's values", async () => {
    const straight = customGradient((x: Tensor) => {
      const value = x.exp();
      return { value, gradient: (g) => [g.mul(value).mul(2)] };
    });
    await expectSame((wrap) => (x) => wrap((a) => straight(a!.sin()).square())(x!), of(4));
  });

  it('of second derivatives', async () => {
    const second = (fn: Fn): Promise<ArrayLike<number>> => {
      const x = of(3, 6);
      const first = (a: Tensor): Tensor => vjp((b: Tensor) => fn(b), [a]).pullback(of(3, 4))[0];
      return vjp(first, [x]).pullback(of(3, 6))[0].data();
    };
    const [got, expected] = await Promise.all([second(checkpoint(network)), second(network)]);
    Array.from(got).forEach((value, index) => expect(value).toBeCloseTo(expected[index] as number, 10));
  });

  it('of compiled steps, which draw anew in each run', async () => {
    const run = async (wrap: (part: Fn) => Fn): Promise<number[]> => {
      setRandomSeed(5);
      const weight = variable([1, 2, 3]);
      const noisy = wrap((x) =>
        x!
          .mul(weight)
          .mul(random.uniform([3]))
          .tanh(),
      );
      const step = compile((x: Tensor) => {
        const loss = noisy(x).sum();
        weight.assign(weight.sub(gradients(loss, [weight])[0].mul(0.1)));
        return loss;
      });
      const losses: number[] = [];
      for (let index = 0; index < 3; index++) losses.push(await (await step(tensor([1, 2, 3]))).item());
      return losses;
    };
    const plain = await run((part) => part);
    expect(new Set(plain).size).toBe(3);
    expect(await run(checkpoint as (part: Fn) => Fn)).toEqual(plain);
  });
});

describe('once', () => {
  it('is how often a function is called, and how often it assigns', async () => {
    let calls = 0;
    const count = variable(0);
    const block = checkpoint((x: Tensor) => {
      calls++;
      count.assign(count.add(1));
      return x.exp();
    });
    const x = of(3);
    const [dx] = gradients(block(x).sum(), [x]);
    await Promise.all([dx.data(), flush()]);
    expect([calls, await count.item()]).toEqual([1, 1]);
  });
});

describe('what is recorded', () => {
  it('are the intermediates once more, but for the last result', () => {
    const count = (fn: Fn): number | undefined => {
      const way = vjp((x: Tensor) => fn(x), [of(3, 6)]);
      return countOps([way.value, ...way.pullback(of(3, 4))]).matmul;
    };
    expect([count(network), count(checkpoint(network))]).toEqual([4, 6]);
  });

  it('is nothing more where no gradient is asked for', () => {
    expect(countOps([checkpoint(network)(of(3, 6))])).toEqual(countOps([network(of(3, 6))]));
  });

  it('draws masks anew', () => {
    const block = checkpoint((x: Tensor) => x.mul(random.uniform([5])).exp());
    const x = of(5);
    const value = block(x);
    expect(countOps([value, ...gradients(value.sum(), [x])]).randomBits).toBe(2);
  });
});

describe('bad input', () => {
  it('is refused', () => {
    expect(() => checkpoint((x: Tensor) => x)(3 as unknown as Tensor)).toThrow(/^checkpoint: input 0 is not a tensor/);
    expect(() => checkpoint((_: Tensor) => 3 as unknown as Tensor)(of(2))).toThrow(
      /^checkpoint: result is not a tensor/,
    );
  });
});
