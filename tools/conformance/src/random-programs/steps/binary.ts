// Steps of two operands or three, element by element, with every form of broadcasting.
import {
  atan2,
  bitwiseAnd,
  bitwiseOr,
  bitwiseXor,
  floorDivide,
  hypot,
  logAddExp,
  shiftLeft,
  shiftRight,
  where,
  type Tensor,
  type TensorLike,
} from '@tensorloom/tensor-core';
import { derived, fitted, INTEGER_BOUND, limited, type Value, type Workbench } from '../workbench.js';
import { bit, type Picks, type Dials, type StepFunction } from './step.js';

/** The second operand beside the first: of its shape, with axes of size 1, with fewer axes, or a single one. */
function beside(first: Tensor, second: Tensor, dial: number): Tensor {
  const { shape } = first;
  if (dial % 4 === 1)
    return fitted(
      second,
      shape.map((extent, axis) => (bit(dial, axis + 1) ? 1 : extent)),
      dial,
    );
  if (dial % 4 === 2) return fitted(second, shape.slice(Math.min(shape.length, 1 + (dial % 2))), dial);
  if (dial % 4 === 3 && dial > 40) return fitted(second, []);
  return fitted(second, shape, dial);
}

interface Arithmetic {
  readonly most?: number;
  readonly rounds: boolean;
  readonly op: (a: Tensor, b: TensorLike) => Tensor;
  readonly bound: (a: number, b: number) => number;
}

/** A number given by the user instead of the second operand, one time in eight. */
function operands(bench: Workbench, [first, second]: Picks, [form, limit, swap]: Dials, most: number) {
  const [a, b] = [bench.float(first), bench.float(second)];
  const left = limited(a.tensor, a.bound, most, limit);
  const right = beside(left, limited(b.tensor, b.bound, most, limit), form);
  const bounds = [Math.min(a.bound, most), Math.min(b.bound, most)] as const;
  return bit(swap, 0)
    ? { from: [b, a], tensors: [right, left] as const, bounds: [bounds[1], bounds[0]] as const }
    : { from: [a, b], tensors: [left, right] as const, bounds };
}

function arithmetic({ most = 1000, rounds, op, bound }: Arithmetic): StepFunction {
  return (bench, picks, dials) => {
    const { from, tensors, bounds } = operands(bench, picks, dials, most);
    const [a, b] = rounds ? tensors.map((value) => bench.disturb(value)) : tensors;
    const byNumber = dials[3] % 8 === 7;
    const second = byNumber ? 0.25 * dials[4] - 3 : (b as Tensor);
    const result = op(a as Tensor, second);
    const limits: readonly [number, number] = byNumber ? [bounds[0], 12] : bounds;
    bench.push(derived(rounds ? bench.disturb(result) : result, from, { bound: bound(...limits), rounds }));
  };
}

/** A value of the dtype, or of one that promotes to it. */
function integers(bench: Workbench, picks: Picks, dials: Dials): readonly [Value, Value] {
  const dtype = bit(dials[5], 0) && bit(dials[5], 1) ? 'uint32' : 'int32';
  const [a, b] = [bench.of(dtype, picks[0]), bench.of(dtype, picks[1])];
  return [a, { ...b, tensor: beside(a.tensor, b.tensor, dials[0]) }];
}

/** Bits of negative numbers: brought back into range whatever they are. */
const endless = (): number => Infinity;

const integerOps = [
  { op: (a: Tensor, b: Tensor) => a.add(b), bound: (a: number, b: number) => a + b },
  { op: (a: Tensor, b: Tensor) => a.mul(b), bound: (a: number, b: number) => a * b },
  { op: (a: Tensor, b: Tensor) => a.maximum(b), bound: Math.max },
  { op: (a: Tensor, b: Tensor) => a.minimum(b), bound: Math.max },
  { op: (a: Tensor, b: Tensor) => a.remainder(b), bound: Math.max },
  { op: floorDivide, bound: endless },
  { op: bitwiseAnd, bound: endless },
  { op: bitwiseOr, bound: endless },
  { op: bitwiseXor, bound: endless },
  { op: (a: Tensor, b: Tensor) => shiftLeft(a, b.remainder(5)), bound: endless },
  { op: (a: Tensor, b: Tensor) => shiftRight(a, b.remainder(5)), bound: endless },
] as const;

const integer: StepFunction = (bench, picks, dials) => {
  const [a, b] = integers(bench, picks, dials);
  const { op, bound } = integerOps[dials[1] % integerOps.length] as (typeof integerOps)[number];
  const most = bound(a.bound, b.bound);
  const result = limited(op(a.tensor, b.tensor), most, INTEGER_BOUND, 0);
  bench.push(derived(result, [a, b], { bound: Math.min(most, INTEGER_BOUND), rounds: false }));
};

const comparisons = ['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual'] as const;

const compare: StepFunction = (bench, picks, dials) => {
  const ofIntegers = bit(dials[2], 0);
  const exact = { exact: true };
  const [a, b] = ofIntegers
    ? integers(bench, picks, dials)
    : [bench.float(picks[0], exact), bench.float(picks[1], exact)];
  const name = comparisons[dials[1] % comparisons.length] as (typeof comparisons)[number];
  const right = ofIntegers ? b.tensor : beside(a.tensor, b.tensor, dials[0]);
  bench.push(derived(a.tensor[name](right), [a, b], { bound: 1, rounds: false }));
};

const logical: StepFunction = (bench, picks, dials) => {
  const [a, b] = [bench.of('bool', picks[0]), bench.of('bool', picks[1])];
  const right = beside(a.tensor, b.tensor, dials[0]);
  const forms = [
    a.tensor.logicalAnd(right),
    a.tensor.logicalOr(right),
    a.tensor.logicalNot(),
    a.tensor.equal(right),
    a.tensor.logicalXor(right),
  ];
  bench.push(derived(forms[dials[1] % forms.length] as Tensor, [a, b], { bound: 1, rounds: false }));
};

const choose: StepFunction = (bench, picks, dials) => {
  const [a, b] = [bench.float(picks[1]), bench.float(picks[2])];
  const condition = bench.of('bool', picks[0]);
  const right = beside(a.tensor, b.tensor, dials[0]);
  const result = where(beside(a.tensor, condition.tensor, dials[1]), a.tensor, right);
  bench.push(derived(result, [condition, a, b], { bound: Math.max(a.bound, b.bound), rounds: false }));
};

export const binarySteps = {
  add: arithmetic({ rounds: true, op: (a, b) => a.add(b), bound: (a, b) => a + b }),
  sub: arithmetic({ rounds: true, op: (a, b) => a.sub(b), bound: (a, b) => a + b }),
  mul: arithmetic({ rounds: true, most: 30, op: (a, b) => a.mul(b), bound: (a, b) => a * b }),
  div: arithmetic({
    rounds: true,
    op: (a, b) => a.div(typeof b === 'object' ? b.abs().add(0.5) : 3),
    bound: (a) => 2 * a,
  }),
  pow: arithmetic({
    rounds: true,
    most: 3,
    op: (a, b) =>
      a
        .abs()
        .add(0.5)
        .pow(typeof b === 'object' ? b : 1.5),
    bound: () => 43,
  }),
  hypot: arithmetic({
    rounds: true,
    op: (a, b) => hypot(a, typeof b === 'object' ? b.abs().add(0.5) : 3),
    bound: (a, b) => a + b + 1,
  }),
  logAddExp: arithmetic({ rounds: true, op: (a, b) => logAddExp(a, b), bound: (a, b) => Math.max(a, b) + 1 }),
  atan2: arithmetic({
    rounds: true,
    op: (a, b) => atan2(a, typeof b === 'object' ? b.abs().add(0.5) : 3),
    bound: () => 2,
  }),
  maximum: arithmetic({ rounds: false, op: (a, b) => a.maximum(b), bound: Math.max }),
  minimum: arithmetic({ rounds: false, op: (a, b) => a.minimum(b), bound: Math.max }),
  integer,
  compare,
  logical,
  where: choose,
} as const satisfies Record<string, StepFunction>;
