// Backpropagation as it is done by hand on paper: both networks and the single neuron, every printed figure, in double and single precision.
import { createCpuDevice } from '@tensorloom/cpu-device';
import { setDefaultDevice, tensor, variable, type Tensor, type Variable } from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradients } from './gradients.js';
import { valueAndGradients } from './value-and-gradients.js';

const precisions = [
  { precision: 'float64', tolerance: 5e-10 },
  { precision: 'float32', tolerance: 1e-5 },
] as const;

describe.each(precisions)('in $precision', ({ precision, tolerance }) => {
  beforeAll(() => setDefaultDevice(createCpuDevice({ precision })));

  /** Each value to `tolerance`, absolute or relative, whichever is larger; `digits` for figures printed with fewer. */
  async function expectValues(value: Tensor, expected: readonly number[], digits: number = tolerance): Promise<void> {
    const values = await value.data();
    expect(values.length).toBe(expected.length);
    values.forEach((got, index) => {
      const want = expected[index] as number;
      const allowed = Math.max(digits, tolerance) * Math.max(1, Math.abs(want));
      expect(Math.abs(got - want), `element ${index}: got ${got}, want ${want}`).toBeLessThanOrEqual(allowed);
    });
  }

  /** One step of gradient descent. */
  function descend(variables: readonly Variable[], steps: readonly Tensor[], learningRate: number): void {
    variables.forEach((each, index) => each.assign(each.sub((steps[index] as Tensor).mul(learningRate))));
  }

  describe('the 2-2-2 sigmoid network', () => {
    const inputs = tensor([[0.05, 0.1]]);
    const targets = tensor([[0.01, 0.99]]);
    // Rows are the units fed, as w1..w4 and w5..w8 are numbered.
    const hidden = variable(
      [
        [0.15, 0.2],
        [0.25, 0.3],
      ],
      { name: 'w1-w4' },
    );
    const output = variable(
      [
        [0.4, 0.45],
        [0.5, 0.55],
      ],
      { name: 'w5-w8' },
    );
    const forward = () => {
      const netHidden = inputs.matmul(hidden.transpose()).add(0.35);
      const outHidden = netHidden.sigmoid();
      const netOutput = outHidden.matmul(output.transpose()).add(0.6);
      const out = netOutput.sigmoid();
      const losses = out.sub(targets).square().mul(0.5);
      return { netHidden, outHidden, netOutput, out, losses, loss: losses.sum() };
    };

    it('forward, backward and after one step', async () => {
      const { netHidden, outHidden, netOutput, out, losses, loss } = forward();
      const [dHidden, dOutput, dOut, dNet] = gradients(loss, [hidden, output, out, netOutput]);
      descend([hidden, output], [dHidden, dOutput], 0.5);
      const after = forward().loss;
      await Promise.all([
        expectValues(netHidden, [0.3775, 0.3925]),
        expectValues(outHidden, [0.593269992, 0.596884378]),
        expectValues(netOutput.slice(0, 0), [1.105905967]),
        expectValues(out, [0.75136507, 0.772928465]),
        expectValues(losses, [0.274811083, 0.023560026]),
        expectValues(loss, [0.298371109]),
        expectValues(dOut.slice(0, 0), [0.74136507]),
        expectValues(dNet.div(dOut).slice(0, 0), [0.186815602]),
        expectValues(dOutput.slice(0, 0), [0.082167041]),
        expectValues(hidden, [0.149780716, 0.199561432, 0.249751144, 0.299502287]),
        expectValues(output, [0.35891648, 0.408666186, 0.51130127, 0.561370121]),
        expectValues(after, [0.291027774]),
      ]);
    });
  });

  describe('the 3-2-1 sigmoid network and one training tuple', () => {
    const x = tensor([[1, 0, 1]]);
    const hidden = variable(
      [
        [0.2, -0.3],
        [0.4, 0.1],
        [-0.5, 0.2],
      ],
      { name: 'w14-w35' },
    );
    const hiddenBias = variable([-0.4, 0.2], { name: 'theta4, theta5' });
    const output = variable([[-0.3], [-0.2]], { name: 'w46, w56' });
    const outputBias = variable([0.1], { name: 'theta6' });

    it('forward, errors and after one step', async () => {
      const netHidden = x.matmul(hidden).add(hiddenBias);
      const outHidden = netHidden.sigmoid();
      const netOutput = outHidden.matmul(output).add(outputBias);
      const out = netOutput.sigmoid();
      const loss = out.sub(1).square().mul(0.5).sum();
      const variables = [hidden, hiddenBias, output, outputBias];
      const [dNetHidden, dNetOutput, ...steps] = gradients(loss, [netHidden, netOutput, ...variables]);
      descend(variables, steps, 0.9);
      await Promise.all([
        expectValues(netHidden, [-0.7, 0.1]),
        expectValues(netOutput, [-0.104539506]),
        expectValues(outHidden, [0.331812228, 0.524979187]),
        expectValues(out, [0.473888899]),
        expectValues((dNetOutput as Tensor).neg(), [0.131169078]),
        expectValues((dNetHidden as Tensor).neg(), [-0.008724562, -0.006542085]),
        expectValues(output, [-0.260828846, -0.138025068]),
        expectValues(hidden, [0.192147894, -0.305887877, 0.4, 0.1, -0.507852106, 0.194112123]),
        expectValues(outputBias, [0.21805217]),
        expectValues(hiddenBias, [-0.407852106, 0.194112123]),
      ]);
    });
  });

  describe('one sigmoid neuron and its error surface', () => {
    const x = tensor([0.5, 2.5]);
    const y = tensor([0.2, 0.9]);
    const lossAt = (w: Tensor | number, b: Tensor | number): Tensor =>
      x.mul(w).add(b).sigmoid().sub(y).square().sum().mul(0.5);

    it.each([
      { w: 0.5, b: 0, loss: 0.0731 },
      { w: -0.1, b: 0, loss: 0.1481 },
      { w: 0.94, b: -0.94, loss: 0.0217 },
      { w: 1.42, b: -1.73, loss: 0.0029 },
      { w: 1.65, b: -2.08, loss: 0.0003 },
      { w: 1.78, b: -2.27, loss: 0 },
    ])('L($w, $b) = $loss', async ({ w, b, loss }) => {
      await expectValues(lossAt(w, b), [loss], 5e-5);
    });

    it('gradient descent from (-2, -2), 1000 epochs', async () => {
      const w = variable(-2, { name: 'w' });
      const b = variable(-2, { name: 'b' });
      for (let epoch = 0; epoch < 1000; epoch++) {
        const { value, gradients: steps } = valueAndGradients(() => lossAt(w, b), [w, b]);
        descend([w, b], steps, 1);
        await value.item();
      }
      const printed = precision === 'float64' ? 5e-8 : 1e-4;
      await expectValues(w, [1.7917198], printed);
      await expectValues(b, [-2.2821181], printed);
      await expectValues(x.mul(w).add(b).sigmoid(), [0.2000058, 0.8999961], printed);
      const loss = await lossAt(w, b).item();
      expect(loss).toBeLessThan(1e-9);
      if (precision === 'float64') expect(loss).toBeCloseTo(2.43e-11, 13);
    });
  });
});
