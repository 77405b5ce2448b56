// checkGradients: passes what is right, finds what is wrong, says where, and leaves the default device alone.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  customGradient,
  defaultDevice,
  flush,
  matmul,
  random,
  setDefaultDevice,
  tensor,
  variable,
  type Tensor,
} from '@tensorloom/tensor-core';
import { afterEach, describe, expect, it } from 'vitest';
import { checkGradients } from './check-gradients.js';
import { GradientCheckError } from './gradient-check-error.js';

const device = createCpuDevice({ precision: 'float64' });
/** x², whose gradient is wrong where x is 3. */
const wrong = customGradient((x: Tensor) => ({
  value: x.square(),
  gradient: (g) => [g.mul(x).mul(2).add(x.equal(3).cast('float32'))],
}));

afterEach(() => setDefaultDevice(undefined));

describe('checkGradients', () => {
  it('passes a right gradient and reports the worst element', async () => {
    const worst = await checkGradients((x, w) => matmul(x, w).tanh(), [{ shape: [2, 3] }, { shape: [3, 4] }], {
      device,
    });
    expect(worst.error).toBeGreaterThan(0);
    expect(worst.error).toBeLessThan(1e-8);
    expect(worst.index).toHaveLength(2);
  });

  it('finds a wrong element and names it, both values and the tolerance', async () => {
    const check = checkGradients(
      (x, y) => wrong(y).add(x),
      [
        [1, 1, 1],
        [
          [1, 2, 4],
          [1, 3, 2],
        ],
      ],
      { device },
    );
    await expect(check).rejects.toThrow(
      /^checkGradients: gradient differs from central differences; expected at most 0.000001, got 0.\d+ at input 1 \[1, 1\]: analytic \d[\d.]+, numeric \d[\d.]+;/,
    );
    const { worst } = (await check.catch((error: unknown) => error)) as GradientCheckError;
    expect(worst).toMatchObject({ input: 1, index: [1, 1] });
    expect(worst.analytic - worst.numeric).toBeCloseTo(1, 6);
  });

  it('obeys epsilon and tolerance', async () => {
    const square = (x: Tensor): Tensor => x.exp();
    await expect(checkGradients(square, [[1, 2]], { device, epsilon: 0.1 })).rejects.toThrow(GradientCheckError);
    await expect(checkGradients(square, [[1, 2]], { device, epsilon: 0.1, tolerance: 0.1 })).resolves.toBeDefined();
  });

  it('finds NaN', async () => {
    await expect(checkGradients((x) => x.log(), [[1, -1]], { device })).rejects.toThrow(/got NaN at input 0 \[0\]/);
  });

  it('does the same for the same seed', async () => {
    const check = (seed: number) => checkGradients((x) => x.sin(), [{ shape: [5] }], { device, seed });
    expect(await check(3)).toEqual(await check(3));
    expect(await check(3)).not.toEqual(await check(4));
  });

  it('needs a device that computes in doubles', async () => {
    await expect(checkGradients((x) => x.exp(), [[1]], { device: createCpuDevice() })).rejects.toThrow(
      /expected float64, got cpu .*createCpuDevice\({ precision: 'float64' }\)/,
    );
  });

  it('moves variables, also those with a recorded first value, and reads others', async () => {
    const kernel = variable(random.normal([3, 2]), { name: 'kernel' });
    const bias = variable([0.5, -0.5], { name: 'bias' });
    const gain = variable(random.uniform([2]), { name: 'gain' });
    const x = tensor([[1, 2, 3]]);
    const worst = await checkGradients(() => x.matmul(kernel).add(bias).mul(gain).tanh(), [kernel, bias], { device });
    expect(worst.error).toBeLessThan(1e-8);
    const wrongly = checkGradients(() => wrong(bias.add(2.5)), [bias], { device });
    await expect(wrongly).rejects.toThrow(/at input 0 \[0\]/);
  });

  it('leaves variables, the default device and what waits for its next run as they are', async () => {
    const other = createCpuDevice();
    setDefaultDevice(other);
    const w = variable([1, 2]);
    const pending = variable(0);
    pending.assign(7);
    await checkGradients(() => w.exp(), [w], { device });
    expect(await defaultDevice()).toBe(other);
    expect(await w.data()).toEqual(Float32Array.of(1, 2));
    expect(await pending.item()).toBe(7);
  });

  it('refuses variables of another device and assignments that have not run', async () => {
    setDefaultDevice(createCpuDevice());
    const w = variable([1, 2], { name: 'w' });
    w.assign([3, 4]);
    await expect(checkGradients(() => w.exp(), [w], { device })).rejects.toThrow(
      /variable "w" has an assignment that has not run; .*await flush\(\)/,
    );
    await flush();
    await expect(checkGradients(() => w.exp(), [w], { device })).rejects.toThrow(
      /variable "w" lives on another device/,
    );
  });
});
