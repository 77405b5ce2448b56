// One sigmoid neuron on two points: section 3 of the worked examples, by a loop of plain gradient descent.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, setDefaultDevice, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { SGD } from './optimizers/sgd.js';

describe.each([
  { precision: 'float64', tolerance: 5e-8 },
  { precision: 'float32', tolerance: 1e-5 },
] as const)('in $precision', ({ precision, tolerance }) => {
  beforeAll(() => setDefaultDevice(createCpuDevice({ precision })));

  const x = tensor([0.5, 2.5]);
  const y = tensor([0.2, 0.9]);

  it.each(['compiled', 'uncompiled'])(
    '1000 epochs of batch gradient descent from (-2, -2) end where they should, %s',
    async (way) => {
      const w = variable(-2, { name: 'w' });
      const b = variable(-2, { name: 'b' });
      const optimizer = new SGD({ learningRate: 1 });
      const forward = (): Tensor => x.mul(w).add(b).sigmoid();
      const step = (): Tensor => {
        const { value, gradients } = valueAndGradients(() => forward().sub(y).square().sum().mul(0.5), [w, b]);
        optimizer.update([w, b], gradients);
        return value;
      };
      const run = way === 'compiled' ? compile(step) : step;
      const losses: number[] = [];
      for (let epoch = 0; epoch < 1000; epoch++) losses.push(await (await run()).item());

      const close = (got: number, expected: number) =>
        expect(Math.abs(got - expected), `${got}, not ${expected}`).toBeLessThan(tolerance);
      close(await w.item(), 1.7917198);
      close(await b.item(), -2.2821181);
      const [low, high] = await forward().data();
      close(low as number, 0.2000058);
      close(high as number, 0.8999961);
      const final = await forward().sub(y).square().sum().mul(0.5).item();
      if (precision === 'float64') expect(Math.abs(final / 2.43e-11 - 1)).toBeLessThan(0.005);
      else expect(final).toBeLessThan(1e-9);
      expect(losses[0]).toBeGreaterThan(losses[999] as number);
      expect(optimizer.iterations).toBe(1000);
    },
  );
});
