// jvp, jacobian, hessian and products with it: against formulas, against each other, and how much they record.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  customGradient,
  hostRandom,
  maxPool2d,
  setDefaultDevice,
  sizeOf,
  tensor,
  variable,
  zeros,
  type Tensor,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { checkpoint } from './checkpoint.js';
import { hessian, hessianVectorProduct } from './hessian.js';
import { jacobian } from './jacobian.js';
import { jvp } from './jvp.js';
import { recordedOps } from './testing/recorded-ops.js';
import { vjp } from './vjp.js';
import { vmap } from './vmap.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const of = (...shape: number[]): Tensor => {
  const source = hostRandom(shape.length);
  return tensor(
    Float64Array.from({ length: sizeOf(shape) }, () => source.normal()),
    { shape },
  );
};

async function expectClose(got: Tensor, expected: Tensor): Promise<void> {
  expect(got.shape).toEqual(expected.shape);
  const [a, b] = await Promise.all([got.data(), expected.data()]);
  a.forEach((value, index) => expect(value, `element ${index}`).toBeCloseTo(b[index] as number, 10));
}

const network = (x: Tensor, w: Tensor, v: Tensor): Tensor => x.matmul(w).tanh().matmul(v);
const weights = [of(6, 5), of(5, 4)] as const;

describe('jvp', () => {
  it('of a square, by hand', async () => {
    const { value, tangent } = jvp((x) => x.square(), [tensor([1, 2])], [tensor([1, 10])]);
    expect(await Promise.all([value.array(), tangent.array()])).toEqual([[1, 4], [2, 40]]); // prettier-ignore
  });

  it('adds up what all primals change, one tensor given twice being two', async () => {
    const x = tensor([2, 3]);
    const { tangent } = jvp((a, b) => a.mul(b), [x, x], [tensor([1, 0]), tensor([0, 1])]);
    expect(await tangent.array()).toEqual([2, 3]);
  });

  it('is what the pullback is the transpose of', async () => {
    const [x, w, v] = [of(3, 6), ...weights];
    const [t, g] = [of(3, 6).cos(), of(3, 4).sin()];
    const zero = [zeros([6, 5]), zeros([5, 4])] as const;
    const { tangent } = jvp(network, [x, w, v], [t, ...zero]);
    const [dx] = vjp(network, [x, w, v]).pullback(g);
    await expectClose(tangent.mul(g).sum(), dx.mul(t).sum());
  });

  it('records few nodes, and the products of two forward passes', () => {
    const [w, v] = weights;
    const forward = (x: Tensor): Tensor => x.matmul(w).tanh().matmul(v).relu();
    const plain = recordedOps([forward(of(3, 6))]).length;
    const { value, tangent } = jvp(forward, [of(3, 6)], [of(3, 6)]);
    expect(recordedOps([value, tangent]).length).toBeLessThanOrEqual(4 * plain);
    expect(recordedOps([value, tangent]).filter((op) => op === 'matmul').length).toBe(4);
  });

  it('of what does not depend on the primals is zero', async () => {
    const { tangent } = jvp((_) => tensor([1, 2]), [tensor(3)], [tensor(1)]);
    expect(await tangent.array()).toEqual([0, 0]);
  });

  it('goes through a checkpoint', async () => {
    const block = checkpoint((x: Tensor) => x.matmul(weights[0]).tanh());
    const [x, t] = [of(3, 6), of(3, 6).sin()];
    const { tangent } = jvp((a) => block(a), [x], [t]);
    await expectClose(tangent, jvp((a) => a.matmul(weights[0]).tanh(), [x], [t]).tangent);
  });

  it('goes through max pooling to the largest of each window', async () => {
    const image = tensor([1, 5, 2, 3], { shape: [1, 2, 2, 1] });
    const { tangent } = jvp((a) => maxPool2d(a, 2), [image], [tensor([10, 20, 30, 40], { shape: [1, 2, 2, 1] })]);
    expect(await tangent.item()).toBe(20);
  });

  it('may be mapped and nested', async () => {
    const x = tensor([1, 2, 3]);
    const slope = (fn: (a: Tensor) => Tensor) => (a: Tensor) => jvp(fn, [a], [tensor(1)]).tangent;
    expect(await vmap(slope(slope((a) => a.mul(a).mul(a))))(x).array()).toEqual([6, 12, 18]);
  });

  it('refuses what does not fit or is not linear', () => {
    const x = tensor([1, 2]);
    expect(() => jvp((a) => a, [x], [tensor([1])])).toThrow(/^jvp: tangent 0 does not fit; expected float32 \[2\]/);
    expect(() => jvp((a) => a, [x], [] as never)).toThrow(/^jvp: wrong number of tangents; expected 1, .* got 0/);
    expect(() => jvp((a) => a.argmax(), [x], [x])).toThrow(/^jvp: the result has no derivative; .* got int32/);
    const clipped = customGradient((a: Tensor) => ({ value: a, gradient: (g) => [g.clip(-1, 1)] }));
    expect(() => jvp((a) => clipped(a), [x], [x])).toThrow(/^jvp: a gradient on the way is not linear/);
  });
});

describe('jacobian', () => {
  it('of a square, by hand', async () => {
    const J = jacobian((x) => x.square(), tensor([1, 2]));
    expect(await J.array()).toEqual([[2, 0], [0, 4]]); // prettier-ignore
  });

  it('of a product is the other matrix', async () => {
    const [x, w] = [of(2, 3), of(3, 4)];
    const [dx, dw] = jacobian((a, b) => a.matmul(b), [x, w]);
    expectTypeOf(dx).toEqualTypeOf<Tensor>();
    expect([dx.shape, dw.shape]).toEqual([[2, 4, 2, 3], [2, 4, 3, 4]]); // prettier-ignore
    await expectClose(dx.slice(1, 2, 1), w.slice(null, 2));
    await expectClose(dx.slice(1, 2, 0), zeros([3]));
    await expectClose(dw.slice(1, 2, null, 2), x.slice(1));
  });

  it('records as many nodes for a long vector as for a short one', () => {
    const nodes = (size: number): number => recordedOps([jacobian((x) => x.softmax(), of(size))]).length;
    expect(nodes(100)).toBe(nodes(2));
  });

  it('of a scalar and of nothing', async () => {
    expect(await jacobian((x) => x.exp(), tensor(0)).item()).toBe(1);
    expect(jacobian((x) => x.mul(2), zeros([0])).shape).toEqual([0, 0]);
  });
});

describe('hessian', () => {
  it('of the Rosenbrock function at (1, 1), by hand', async () => {
    const H = hessian(
      (p) => {
        const [x, y] = [p.slice(0), p.slice(1)];
        return x.sub(1).square().add(y.sub(x.square()).square().mul(100));
      },
      tensor([1, 1]),
    );
    expect(await H.array()).toEqual([[802, -400], [-400, 200]]); // prettier-ignore
  });

  it('in blocks', async () => {
    const [x, y] = [variable([1, 2]), variable([3, 4, 5])];
    const [[xx, xy], [yx]] = hessian((a, b) => a.sum().square().mul(b.sum()), [x, y]) as [[Tensor, Tensor], [Tensor]];
    expect(await xx.array()).toEqual([[24, 24], [24, 24]]); // prettier-ignore
    expect(await xy.array()).toEqual([[6, 6, 6], [6, 6, 6]]); // prettier-ignore
    await expectClose(yx, xy.transpose());
  });

  it('times a vector', async () => {
    const fn = (x: Tensor): Tensor => x.matmul(of(4, 4)).sin().mul(x).sum();
    const [x, v] = [of(4), of(4).cos()];
    await expectClose(hessianVectorProduct(fn, x, v), hessian(fn, x).matmul(v));
    expect(() => hessianVectorProduct(fn, x, of(3))).toThrow(/^hessianVectorProduct: the vector does not fit/);
    expect(() => hessian((a) => a.mul(2), x)).toThrow(/^hessian: the result is not a single number; .* got \[4\]/);
  });
});
