// valueAndGradients on a device: versions of variables, losses that are read late, steps under compile, types.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  compile,
  flush,
  keep,
  setDefaultDevice,
  tensor,
  variable,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { gradients } from './gradients.js';
import { valueAndGradients } from './value-and-gradients.js';
import { vjp } from './vjp.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

describe('valueAndGradients', () => {
  it('gives a value and one gradient for each variable', async () => {
    const [w, b] = [variable([1, 2]), variable(3)];
    const { value, gradients: given } = valueAndGradients(() => w.square().mul(b).sum(), [w, b]);
    expectTypeOf(given).toEqualTypeOf<[Tensor, Tensor]>();
    expect(await value.item()).toBe(15);
    expect(await given[0].array()).toEqual([6, 12]);
    expect(await given[1].item()).toBe(5);
    const many: readonly Variable[] = [w, b];
    expectTypeOf(valueAndGradients(() => w.mul(b).sum(), many).gradients).toEqualTypeOf<Tensor[]>();
  });

  it('takes the versions before fn, which may assign', async () => {
    const w = variable([1, 2], { name: 'w' });
    const mean = variable(0, { name: 'mean' });
    const {
      value,
      gradients: [dw],
    } = valueAndGradients(() => {
      const out = w.mul(3);
      mean.assign(mean.mul(0.5).add(out.mean().mul(0.5)));
      const loss = out.square().sum();
      w.assign([0, 0]);
      return loss;
    }, [w]);
    const values = await Promise.all([value.item(), dw.array(), mean.item(), w.array()]);
    expect(values).toEqual([45, [18, 36], 2.25, [0, 0]]);
  });

  it('runs the loss with the update that overwrites what it was recorded from', async () => {
    const w = variable(2);
    const {
      value,
      gradients: [dw],
    } = valueAndGradients(() => w.square(), [w]);
    w.assign(w.sub(dw));
    await flush();
    expect(await value.item()).toBe(4);
    expect(await w.item()).toBe(-2);
  });

  it('follows a variable through updates that have and have not run', async () => {
    const w = variable(1);
    const step = (): void => {
      const {
        gradients: [dw],
      } = valueAndGradients(() => w.square(), [w]);
      w.assign(w.sub(dw.mul(0.25)));
    };
    step();
    step();
    await flush();
    step();
    expect(await w.item()).toBe(0.125);
  });

  it('gives the same under compile', async () => {
    const run = async (compiled: boolean): Promise<number[]> => {
      const w = variable([1, -1]);
      const step = (x: Tensor): Tensor => {
        const {
          value,
          gradients: [dw],
        } = valueAndGradients(() => x.mul(w).tanh().sub(1).square().mean(), [w]);
        w.assign(w.sub(dw.mul(0.1)));
        return value;
      };
      const called = compiled ? compile(step) : async (x: Tensor): Promise<Tensor> => step(x);
      const losses: number[] = [];
      for (let index = 0; index < 5; index++) losses.push(await (await called(tensor([index, 2]))).item());
      return losses;
    };
    expect(await run(true)).toEqual(await run(false));
  });

  it('refuses an asynchronous function', () => {
    const w = variable(1);
    const fn = (async () => w.square()) as unknown as () => Tensor;
    expect(() => valueAndGradients(fn, [w])).toThrow(
      /^valueAndGradients: loss is not a tensor; .* got a promise; await outside of it/,
    );
  });

  it('says that a value on the way was read', async () => {
    const w = variable([1, 2], { name: 'w' });
    const hidden = w.exp();
    await hidden.data();
    expect(() => gradients(hidden.sum(), [w])).toThrow(
      /variable "w"; .*a value on the way was read before, and its history was dropped/,
    );
  });

  it('differentiates a kept version', async () => {
    const w = variable(3);
    const [dw] = gradients(keep(w).square(), [w]);
    expect(await dw.item()).toBe(6);
  });
});

describe('gradients of gradients', () => {
  it('of a polynomial, three times', async () => {
    const x = tensor(2);
    const [first] = gradients(x.pow(4), [x]);
    const [second] = gradients(first, [x]);
    const [third] = gradients(second, [x]);
    expect(await Promise.all([first, second, third].map((each) => each.item()))).toEqual([32, 48, 48]);
  });
});

describe('vjp', () => {
  it('starts from any gradient, again and again', async () => {
    const x = tensor([1, 2, 3]);
    const { value, pullback } = vjp((a) => a.square(), [x]);
    expectTypeOf(pullback(value)).toEqualTypeOf<[Tensor]>();
    const [one] = pullback(tensor([1, 10, 100]));
    const [two] = pullback(tensor([0, 0, 1]));
    expect(await Promise.all([value.array(), one.array(), two.array()])).toEqual([
      [1, 4, 9],
      [2, 40, 600],
      [0, 0, 6],
    ]);
  });

  it('gives zeros where nothing flows', async () => {
    const [x, y] = [tensor([1, 2]), tensor([3, 4])];
    const [, dy] = vjp((a, _b) => a.exp(), [x, y]).pullback(tensor([1, 1]));
    expect(await dy.array()).toEqual([0, 0]);
  });

  it('refuses a gradient of another shape', () => {
    const { pullback } = vjp((a) => a.square(), [tensor([1, 2, 3])]);
    expect(() => pullback(tensor([1, 2]))).toThrow(
      /^vjp: gradient does not fit; expected float32 \[3\] as the value, got float32 \[2\];/,
    );
  });
});
