// Products of the elements of one sequence by the same matrix become one product: the input's part of a recurrent cell.
import { sameShape } from '@tensorloom/tensor-core';
import type { DeviceNode, DeviceProgram } from './device-program.js';
import { rewrite, type Add } from './rewrite.js';

type Matmul = DeviceNode & { op: 'matmul' };

/** A product of one element of a sequence. */
interface Member {
  /** [steps, rows, inner] */
  readonly sequence: number;
  readonly step: number;
  readonly matrix: number;
  readonly product: Matmul;
}

/** Fewer products than this stay as they are. */
const FEW = 3;

function memberOf(values: DeviceProgram['values'], product: DeviceProgram['values'][number]): Member | undefined {
  if (product.op !== 'matmul' || product.shape.length !== 2 || product.attributes.transposeA) return undefined;
  const [left, matrix] = product.inputs as [number, number];
  const reshape = values[left];
  const slice = reshape?.op === 'reshape' ? values[reshape.inputs[0] as number] : undefined;
  if (slice?.op !== 'slice' || !reshape) return undefined;
  const sequence = slice.inputs[0] as number;
  const whole = values[sequence]?.shape ?? [];
  const { starts, steps } = slice.attributes;
  const isStep = sameShape(slice.shape, [1, ...reshape.shape]) && sameShape(whole.slice(1), reshape.shape);
  if (!isStep || steps.some((one) => one !== 1)) return undefined;
  return { sequence, step: starts[0] as number, matrix, product };
}

function keyOf({ sequence, matrix, product: { attributes } }: Member): string {
  return `${sequence} ${matrix} ${attributes.transposeB}`;
}

/** Members by their products' positions, where they are at least half of their sequence. */
function membersOf({ values }: DeviceProgram): ReadonlyMap<number, Member> {
  const groups = new Map<string, Map<number, Member>>();
  values.forEach((value, position) => {
    const member = memberOf(values, value);
    if (!member) return;
    const key = keyOf(member);
    groups.set(key, (groups.get(key) ?? new Map<number, Member>()).set(position, member));
  });
  const isWorth = (members: ReadonlyMap<number, Member>): boolean => {
    const [{ sequence }] = [...members.values()] as [Member];
    return members.size >= FEW && members.size * 2 >= (values[sequence]?.shape[0] ?? 0);
  };
  return new Map([...groups.values()].filter(isWorth).flatMap((members) => [...members]));
}

/** The products of all elements, [steps, rows, columns]. */
function joined({ sequence, matrix, product }: Member, program: DeviceProgram, at: (old: number) => number, add: Add) {
  const steps = program.values[sequence]?.shape[0] as number;
  const { shape, dtype } = program.values[matrix] as DeviceNode;
  const every = [steps, ...shape];
  const repeated = add({ op: 'broadcast', inputs: [at(matrix)], attributes: { shape: every }, shape: every, dtype });
  return add({ ...product, inputs: [at(sequence), repeated], shape: [steps, ...product.shape] });
}

/** The program with such products joined; each former product is a part of the whole one. */
export function joinProducts(program: DeviceProgram): DeviceProgram {
  const members = membersOf(program);
  if (members.size === 0) return program;
  const wholes = new Map<string, number>();
  return rewrite(program, (_, add, { position, movedTo }) => {
    const member = members.get(position);
    if (!member) return undefined;
    const { step, product } = member;
    const whole = wholes.get(keyOf(member)) ?? joined(member, program, movedTo, add);
    wholes.set(keyOf(member), whole);
    const { shape, dtype } = product;
    const sizes = [1, ...shape];
    const attributes = { starts: [step, 0, 0], sizes, steps: [1, 1, 1] };
    const part = add({ op: 'slice', inputs: [whole], attributes, shape: sizes, dtype });
    return add({ op: 'reshape', inputs: [part], attributes: { shape }, shape, dtype });
  });
}
