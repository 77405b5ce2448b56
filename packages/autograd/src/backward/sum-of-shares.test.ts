// What several users hand down: slices side by side, steps of a loop as one product; the numbers are those of plain sums.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  concat,
  matmul,
  scan,
  setDefaultDevice,
  slice,
  tensor,
  variable,
  type PrimitiveOp,
  type Tensor,
} from '@tensorloom/tensor-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradients } from '../gradients.js';
import { countOps, recordedNodes } from '../testing/recorded-ops.js';

beforeAll(() => {
  setDefaultDevice(createCpuDevice({ precision: 'float64' }));
});
afterAll(() => {
  setDefaultDevice(undefined);
});

/** How often an op stands in the lowered graph of a tensor. */
function count(value: Tensor, op: PrimitiveOp): number {
  return countOps([value])[op] ?? 0;
}

describe('the gradient of slices', () => {
  it('is put side by side, with no sum of zeros', async () => {
    const x = tensor([1, 2, 3, 4, 5, 6]);
    const loss = slice(x, [0, 2])
      .square()
      .sum()
      .add(slice(x, [2, 6]).mul(3).sum());
    const [gradient] = gradients(loss, [x]);
    expect([count(gradient, 'pad'), count(gradient, 'concat')]).toEqual([0, 1]);
    expect(await gradient.array()).toEqual([2, 4, 3, 3, 3, 3]);
  });

  it('has zeros in gaps and at the ends, along the axis that was cut', async () => {
    const x = tensor([
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ]);
    const loss = slice(x, null, [1, 2])
      .sum()
      .add(slice(x, null, [3, 4]).mul(2).sum());
    const [gradient] = gradients(loss, [x]);
    expect(await gradient.array()).toEqual([
      [0, 1, 0, 2, 0],
      [0, 1, 0, 2, 0],
    ]);
  });

  it('is added where slices overlap, lie on different axes, or the whole is used too', async () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const overlap = slice(x, [0, 2])
      .sum()
      .add(slice(x, [0, 1]).sum())
      .add(slice(x, [1, 2]).mul(5).sum());
    expect(await gradients(overlap, [x])[0].array()).toEqual([
      [2, 2],
      [6, 6],
    ]);
    const crossed = slice(x, [0, 1])
      .sum()
      .add(slice(x, null, [0, 1]).mul(10).sum())
      .add(x.square().sum());
    expect(await gradients(crossed, [x])[0].array()).toEqual([
      [13, 5],
      [16, 8],
    ]);
  });
});

describe('the gradient of weights that the steps of a loop share', () => {
  const [steps, rows, inner] = [6, 2, 3];
  const sequence = tensor(Array.from({ length: steps * rows * inner }, (_, index) => Math.sin(index))).reshape([
    steps,
    rows,
    inner,
  ]);

  function loop(w: Tensor, b: Tensor): Tensor {
    const start = tensor(new Array<number>(rows * inner).fill(0.1)).reshape([rows, inner]);
    return scan(
      (state: Tensor, x: Tensor) => {
        const next = matmul(x, w).add(matmul(state, w)).add(b).tanh();
        return { carry: next, output: next };
      },
      start,
      sequence,
    )
      .outputs.square()
      .sum();
  }

  it('is one product over all rows, and one sum', async () => {
    const [w, b] = [variable(new Array<number>(9).fill(0.2)), variable([0.1, 0, -0.1])];
    const matrix = w.reshape([3, 3]);
    const [dw, db] = gradients(loop(matrix, b), [w, b]);
    expect(count(dw, 'matmul') - count(loop(matrix, b), 'matmul')).toBe(steps - 1 + 1);
    for (const [variableOf, gradient] of [
      [w, dw],
      [b, db],
    ] as const) {
      const values = (await gradient.array()) as number[];
      const at = (await variableOf.array()) as number[];
      for (const index of at.keys()) {
        const h = 1e-5;
        const shifted = (by: number): Tensor => tensor(at.map((one, place) => (place === index ? one + by : one)));
        const run = (by: number): Promise<number> =>
          (variableOf === w ? loop(shifted(by).reshape([3, 3]), b) : loop(matrix, shifted(by))).item();
        const slope = ((await run(h)) - (await run(-h))) / (2 * h);
        expect(values[index]).toBeCloseTo(slope, 6);
      }
    }
  });

  it('takes the sequence itself where the products go through it in order', () => {
    const w = variable(new Array<number>(9).fill(0.2));
    const matrix = w.reshape([3, 3]);
    const outputs = Array.from({ length: steps }, (_, at) => matmul(slice(sequence, at), matrix).tanh());
    const [dw] = gradients(concat(outputs, 0).sum(), [w]);
    const overRows = recordedNodes([dw]).filter((node) => node.op === 'matmul' && node.attributes.transposeA);
    expect(overRows).toHaveLength(1);
    // The outputs and their gradients lie one below the other; the sequence does so already.
    expect(count(dw, 'concat')).toBe(1);
  });
});
