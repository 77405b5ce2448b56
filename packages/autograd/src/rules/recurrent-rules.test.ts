// lstm and gru against the same cells in a recorded loop: values, gradients of both orders, jvp, vmap.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  concat,
  gru,
  gruCell,
  hostRandom,
  lstm,
  lstmCell,
  scan,
  setDefaultDevice,
  sizeOf,
  stack,
  tensor,
  type CellWeights,
  type SequenceOptions,
  type Tensor,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradients } from '../gradients.js';
import { jvp } from '../jvp.js';
import { countOps } from '../testing/recorded-ops.js';
import { vmap } from '../vmap.js';

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));

const [TIME, BATCH, FEATURES, UNITS] = [4, 3, 2, 5];
const random = hostRandom(11);
const of = (...shape: number[]): Tensor =>
  tensor(
    Float64Array.from({ length: sizeOf(shape) }, () => random.normal()),
    { shape },
  );

async function expectClose(got: Tensor, expected: Tensor): Promise<void> {
  expect(got.shape).toEqual(expected.shape);
  const [a, b] = await Promise.all([got.data(), expected.data()]);
  a.forEach((value, index) => expect(value, `element ${index}`).toBeCloseTo(b[index] as number, 10));
}

/** Outputs and the state, one behind the other along time. */
type Form = (operands: readonly Tensor[], options: SequenceOptions) => Tensor;

const weightsOf = ([kernel, recurrentKernel, bias]: readonly Tensor[]): CellWeights =>
  ({ kernel, recurrentKernel, bias }) as CellWeights;

const lstmOp: Form = ([x, hidden, cell, ...weights], options) => {
  const { outputs, state } = lstm(x!, { hidden: hidden!, cell: cell! }, weightsOf(weights), options);
  return concat([outputs, stack([state.hidden, state.cell])], 0);
};
const lstmLoop: Form = ([x, hidden, cell, ...weights], options) => {
  const step = ([h, c]: readonly Tensor[], input: Tensor) => {
    const next = lstmCell(input, { hidden: h!, cell: c! }, weightsOf(weights));
    return { carry: [next.hidden, next.cell] as readonly Tensor[], output: next.hidden };
  };
  const { carry, outputs } = scan(step, [hidden!, cell!], x!, options);
  return concat([outputs, stack([...carry])], 0);
};
const gruOp: Form = ([x, hidden, ...weights], options) => {
  const { outputs, state } = gru(x!, hidden!, weightsOf(weights), options);
  return concat([outputs, stack([state])], 0);
};
const gruLoop: Form = ([x, hidden, ...weights], options) => {
  const step = (h: Tensor, input: Tensor) => {
    const next = gruCell(input, h, weightsOf(weights));
    return { carry: next, output: next };
  };
  const { carry, outputs } = scan(step, hidden!, x!, options);
  return concat([outputs, stack([carry])], 0);
};

const lstmOperands = [
  of(TIME, BATCH, FEATURES),
  of(BATCH, UNITS),
  of(BATCH, UNITS),
  of(FEATURES, 4 * UNITS),
  of(UNITS, 4 * UNITS),
  of(4 * UNITS),
];
const gruOperands = [
  of(TIME, BATCH, FEATURES),
  of(BATCH, UNITS),
  of(FEATURES, 3 * UNITS),
  of(UNITS, 3 * UNITS),
  of(2, 3 * UNITS),
];

describe.each([
  { name: 'lstm', op: lstmOp, loop: lstmLoop, operands: lstmOperands },
  { name: 'gru', op: gruOp, loop: gruLoop, operands: gruOperands },
] as const)('$name', ({ name, op, loop, operands }) => {
  it.each([false, true])('equals the loop, reverse: %s', async (reverse) => {
    await expectClose(op(operands, { reverse }), loop(operands, { reverse }));
  });

  it.each([false, true])('has its gradients, reverse: %s', async (reverse) => {
    const weight = of(...loop(operands, {}).shape);
    const [got, expected] = [op, loop].map((form) =>
      gradients(form(operands, { reverse }).mul(weight).sum(), operands),
    );
    for (const [index, gradient] of (got as Tensor[]).entries()) await expectClose(gradient, expected![index]!);
  });

  it('has its second gradients', async () => {
    const [got, expected] = [op, loop].map((form) => {
      const first = gradients(form(operands, {}).square().sum(), operands);
      return gradients(first.map((each) => each.square().sum()).reduce((a, b) => a.add(b)), operands); // prettier-ignore
    });
    for (const [index, gradient] of (got as Tensor[]).entries()) {
      const scale = Math.max(...(await expected![index]!.abs().data()));
      await expectClose(gradient.div(scale), expected![index]!.div(scale));
    }
  });

  it('has its derivative along a direction', async () => {
    const directions = operands.map(({ shape }) => of(...shape));
    const along = (form: Form): Tensor => jvp((...given: Tensor[]) => form(given, {}), operands, directions).tangent;
    await expectClose(along(op), along(loop));
  });

  it('of more rows is one op, and of weights for each row one for each', async () => {
    const batches = operands.map(({ shape }) => of(2, ...shape));
    const fn = (...given: Tensor[]): Tensor => op(given, {});
    const single = (row: number, mapped: (index: number) => boolean): Tensor =>
      fn(...operands.map((operand, index) => (mapped(index) ? batches[index]!.slice(row) : operand)));
    const isData = (index: number): boolean => operands[index]!.shape.includes(BATCH);
    for (const [mapped, count] of [
      [isData, 1],
      [() => true, 2],
    ] as const) {
      const inAxes = operands.map((_, index) => (mapped(index) ? 0 : null));
      const given = operands.map((operand, index) => (mapped(index) ? batches[index]! : operand));
      const all = vmap(fn, { inAxes })(...given);
      expect(countOps([all])[`${name}Sequence`]).toBe(count);
      await expectClose(all, stack([single(0, mapped), single(1, mapped)]));
    }
  });
});

it('stands in the graph once forward and once back, however long the sequence', () => {
  const operands = [of(50, BATCH, FEATURES), ...lstmOperands.slice(1)];
  const all = gradients(lstmOp(operands, {}).sum(), operands);
  const ops = countOps(all);
  expect([ops.lstmSequence, ops.lstmSequenceGradient]).toEqual([1, 1]);
});

it('goes step by step where the recurrent kernel is large', async () => {
  const units = 513;
  const operands = [of(2, 1, 1), of(1, units), of(1, units), of(1, 4 * units), of(units, 4 * units).mul(0.02), of(4 * units)]; // prettier-ignore
  await expectClose(lstmOp(operands, { reverse: true }), lstmLoop(operands, { reverse: true }));
  const small = [of(2, 1, 1), of(1, units), of(1, 3 * units), of(units, 3 * units).mul(0.02), of(2, 3 * units)];
  await expectClose(gruOp(small, {}), gruLoop(small, {}));
  expect(countOps([lstmOp(operands, {}), gruOp(small, {})])).not.toHaveProperty('lstmSequence');
});
