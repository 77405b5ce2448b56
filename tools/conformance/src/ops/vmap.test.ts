// Each row of the op suite under vmap: over a new leading axis of all inputs, and of each input alone, as a loop would give it.
import { lower, rules, setDefaultDevice, stack, tensor, type PrimitiveOp, type Tensor } from '@tensorloom/tensor-core';
import { vmap } from '@tensorloom/autograd';
import { createCpuDevice } from '@tensorloom/cpu-device';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareValues } from './compare.js';
import { floatInputs, gradientOf } from './gradient-row.js';
import { inputData, nameOf, type OpRow } from './op-row.js';
import { families } from './op-rows.js';

const ROWS = 3;

type Run = (...inputs: Tensor[]) => Tensor;

/** Inputs of one single call. */
function inputsOf({ inputs }: OpRow, call: number): readonly Tensor[] {
  return inputs.map((input, index) => tensor(inputData(input, 100 * call + index + 1)));
}

/** Which inputs are mapped: all, and each alone. */
function choices(count: number): readonly (readonly boolean[])[] {
  const each = Array.from({ length: count }, (_, alone) =>
    Array.from({ length: count }, (_, index) => index === alone),
  );
  return count > 1 ? [Array.from({ length: count }, () => true), ...each] : each;
}

/** @throws where mapped and looped results differ */
async function expectLoop(row: OpRow, run: Run): Promise<void> {
  const calls = Array.from({ length: ROWS }, (_, call) => inputsOf(row, call));
  for (const mapped of choices(row.inputs.length)) {
    const at = (call: number, index: number): Tensor => (calls[mapped[index] ? call : 0] as Tensor[])[index] as Tensor;
    const given = mapped.map((isMapped, index) =>
      isMapped ? stack(calls.map((_, call) => at(call, index))) : at(0, index),
    );
    const inAxes = mapped.map((isMapped) => (isMapped ? 0 : null));
    const got = vmap(run, { inAxes })(...given);
    const expected = stack(calls.map((_, call) => run(...mapped.map((_, index) => at(call, index)))));
    expect([got.shape, got.dtype]).toEqual([expected.shape, expected.dtype]);
    const [values, truth] = await Promise.all([got.data(), expected.data()]);
    expect(compareValues(values, truth, got.dtype, 1e-9).failure, `mapped: ${mapped.join()}`).toBeUndefined();
  }
}

// Draws of the global stream are new for each row.
const rows = Object.entries(families).flatMap(([family, list]) => (family === 'random' ? [] : list));
const mappable = rows.filter(({ inputs }) => inputs.length > 0).map((row) => ({ name: nameOf(row), row }));

beforeAll(() => setDefaultDevice(createCpuDevice({ precision: 'float64' })));
afterAll(() => setDefaultDevice(undefined));

describe('mapped', () => {
  it.each(mappable)('$name', ({ row }) => expectLoop(row, row.run));
});

describe('mapped gradients', () => {
  const differentiated = mappable.filter(({ row }) => row.gradient);
  const cases = differentiated.flatMap((one) => floatInputs(one.row).map((input) => ({ ...one, input })));
  it.each(cases)('$name, of input $input', ({ row, input }) =>
    expectLoop(row, (...inputs) => gradientOf(row, inputs, input)),
  );
});

describe('the rows', () => {
  it('meet every primitive op', () => {
    const met = new Set<string>();
    for (const { row } of mappable) {
      const inputs = inputsOf(row, 0);
      const gradients = row.gradient ? floatInputs(row).map((input) => gradientOf(row, inputs, input)) : [];
      for (const { op } of lower([row.run(...inputs), ...gradients], new Map()).program.values) met.add(op);
    }
    // Made of a key, and checked beside vmap.
    const random: readonly PrimitiveOp[] = ['randomBits', 'bitsToUniform'];
    const missing = (Object.keys(rules) as PrimitiveOp[]).filter((op) => !met.has(op) && !random.includes(op));
    expect(missing).toEqual([]);
  });
});
