// Dropout: the generic test, the shares of zeros, and that it draws anew in every run.
import { valueAndGradients } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { compile, ones, setDefaultDevice, setRandomSeed, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { beforeAll, expect, it } from 'vitest';
import { checkLayer } from '../../testing/check-layer.js';
import { Dropout } from './dropout.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

checkLayer('Dropout', {
  make: () => new Dropout(0.3),
  inputShape: [2, 3, 4],
  outputShape: [2, 3, 4],
  badArguments: [
    [() => new Dropout(1), /bad rate; expected a share in \[0, 1\), got 1/],
    [() => new Dropout(-0.1), /got -0.1/],
    [() => new Dropout(NaN), /got NaN/],
  ],
  valueAndGradients,
});

it('is the input itself in inference, and at rate 0', () => {
  const x = tensor([1, 2, 3]);
  expect(new Dropout(0.5).apply(x)).toBe(x);
  expect(new Dropout(0).apply(x, { training: true })).toBe(x);
});

it.each([0.2, 0.5, 0.9])('drops its share at rate %d and keeps the mean', async (rate) => {
  setRandomSeed(11);
  const values = await new Dropout(rate).apply(ones([100, 200]), { training: true }).data();
  const dropped = values.filter((value) => value === 0).length / values.length;
  const spread = Math.sqrt((rate * (1 - rate)) / values.length);
  expect(Math.abs(dropped - rate)).toBeLessThan(4 * spread);
  expect(new Set(values)).toEqual(new Set([0, 1 / (1 - rate)]));
});

it('draws anew for every call and every layer, and the same again for the same seed', async () => {
  const layers = [new Dropout(0.5), new Dropout(0.5)];
  const draw = async (): Promise<number[][]> => {
    setRandomSeed(5);
    const masks = [...layers, ...layers].map((layer) => layer.apply(ones([64]), { training: true }).data());
    return (await Promise.all(masks)).map((mask) => [...mask]);
  };
  const first = await draw();
  expect(new Set(first.map(String)).size).toBe(4);
  expect(await draw()).toEqual(first);
});

it('keeps moving under compile, with the draws of uncompiled code', async () => {
  const layer = new Dropout(0.5);
  const drop = (x: Tensor): Tensor => layer.apply(x, { training: true });
  const x = ones([64]);
  setRandomSeed(9);
  const plain = [await drop(x).data(), await drop(x).data(), await drop(x).data()];
  const compiled = compile(drop);
  setRandomSeed(9);
  const runs = [await compiled(x), await compiled(x), await compiled(x)];
  expect(await Promise.all(runs.map((run) => run.data()))).toEqual(plain);
  expect(plain[0]).not.toEqual(plain[1]);
});

it('passes gradients where it passed values, and nowhere else', async () => {
  const x = variable(ones([50]), { name: 'x' });
  let output!: Tensor;
  const { gradients } = valueAndGradients(() => (output = new Dropout(0.4).apply(x, { training: true })).sum(), [x]);
  const [values, slopes] = await Promise.all([output.data(), gradients[0].data()]);
  expect(slopes).toEqual(values);
});

it('draws a stream of its own with a seed: the same in every program, another in every call, also compiled', async () => {
  const call = (layer: Dropout): Promise<unknown> => layer.apply(ones([40]), { training: true }).array();
  const first = new Dropout(0.5, { seed: 7 });
  const [one, two] = [await call(first), await call(first)];
  setRandomSeed(99);
  const again = new Dropout(0.5, { seed: 7 });
  const compiled = compile((x: Tensor) => again.apply(x, { training: true }));
  expect(await (await compiled(ones([40]))).array()).toEqual(one);
  expect(await (await compiled(ones([40]))).array()).toEqual(two);
  expect(one).not.toEqual(two);
});

it('drops whole axes together where the shape of the noise has a 1', async () => {
  const layer = new Dropout(0.5, { noiseShape: [null, 1, null], seed: 3 });
  const rows = (await layer.apply(ones([4, 3, 5]), { training: true }).array()) as number[][][];
  for (const [first, ...others] of rows) for (const other of others) expect(other).toEqual(first);
});
