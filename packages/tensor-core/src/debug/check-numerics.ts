// Looks at all values of a run before it happens, and names the first op that made NaN or Infinity.
import type { Device, RunArguments } from '../device.js';
import type { TypedArray } from '../dtype.js';
import { NumericsError } from '../errors.js';
import type { Lowered } from '../lower.js';
import type { Program, ProgramNode, ProgramValue } from '../program.js';
import { planFor } from '../runtime/default-device.js';
import { formatShape, type Shape } from '../shape.js';
import { checkedProgram, showing, type CheckedProgram } from './checked-program.js';
import { originOf } from './origins.js';

const checks = new WeakMap<Program, CheckedProgram>();

async function valuesOf(device: Device, program: Program, args: RunArguments): Promise<readonly TypedArray[]> {
  const plan = await planFor(device, program);
  await device.ready();
  const storages = await plan.run(args);
  const values = await device.read(storages);
  for (const storage of storages) storage.dispose();
  return values;
}

/** True for an op that was told to give non-finite numbers. */
function isGiven({ attributes }: ProgramNode): boolean {
  return 'value' in attributes && !Number.isFinite(attributes.value);
}

/** The first op whose result is not finite while all its operands are. */
function firstCulprit({ values }: Program, bad: ReadonlySet<number>): number | undefined {
  return [...bad].find((position) => {
    const value = values[position] as ProgramValue;
    return value.op !== 'input' && !isGiven(value) && value.inputs.every((input) => !bad.has(input));
  });
}

/**
 * Computes what a run would compute, op by op, and looks at it. Assigns nothing.
 *
 * @throws NumericsError that names the first op that made NaN or Infinity out of finite operands
 */
export async function checkNumerics(lowered: Lowered, device: Device, args: RunArguments): Promise<void> {
  const original = lowered.program;
  let check = checks.get(original);
  if (!check) checks.set(original, (check = checkedProgram(original)));
  if (check.watched.length === 0) return;
  const finite = await valuesOf(device, check.program, args);
  const bad = new Set(check.watched.filter((_, index) => finite[index]?.[0] === 0));
  const culprit = firstCulprit(original, bad);
  if (culprit === undefined) return;
  const { inputs } = original.values[culprit] as ProgramNode;
  const values = await valuesOf(device, showing(original, [culprit, ...inputs]), args);
  throw numericsError(lowered, culprit, values);
}

function coordinates(index: number, shape: Shape): readonly number[] {
  const place: number[] = [];
  for (const extent of [...shape].reverse()) {
    place.unshift(index % extent);
    index = Math.floor(index / extent);
  }
  return place;
}

function numericsError({ program, recorded }: Lowered, culprit: number, all: readonly TypedArray[]): NumericsError {
  const { op, shape, dtype, inputs } = program.values[culprit] as ProgramNode;
  const [result, ...operands] = all as [TypedArray, ...TypedArray[]];
  const at = Math.max(
    0,
    result.findIndex((value) => !Number.isFinite(value)),
  );
  const [value, index] = [result[at] as number, coordinates(at, shape)];
  // Operands of the same shape were, in most ops, read at the same place.
  const same = inputs.every((input) => String(program.values[input]?.shape) === String(shape));
  const from = same && inputs.length > 0 ? ` of ${operands.map((operand) => operand[at]).join(' and ')}` : '';
  const tensor = recorded?.get(culprit);
  const origin = tensor && originOf(tensor);
  const inside = origin?.called === undefined || origin.called === op ? '' : ` (inside ${origin.called})`;
  const place = origin ? (origin.line ?? 'the place in the cause') : 'an unknown line: call debug() before recording';
  return new NumericsError(
    `${op}${inside}: made ${value} out of finite operands; expected finite numbers, ` +
      `got ${value}${from} at ${formatShape(index)} of ${dtype} ${formatShape(shape)}, recorded at ${place}; ` +
      'keep the operands where the op is finite (clip them, add an epsilon, take smaller steps)',
    { op, shape, dtype, index, value, line: origin?.line },
    { cause: origin?.stack },
  );
}
