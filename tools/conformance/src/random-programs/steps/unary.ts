// Steps of one operand, element by element.
import * as tl from '@tensorloom/tensor-core';
import type { Tensor } from '@tensorloom/tensor-core';
import { derived, limited } from '../workbench.js';
import { bit, type StepFunction } from './step.js';

/** @param most the largest operand that the op is given @param bound the largest result of such an operand */
function rounding(most: number, bound: number, op: (x: Tensor) => Tensor): StepFunction {
  return (bench, [at], [dial]) => {
    const x = bench.float(at);
    const operand = bench.disturb(limited(x.tensor, x.bound, most, dial));
    bench.push(derived(bench.disturb(op(operand)), [x], { bound, rounds: true }));
  };
}

function keepingExact(op: (x: Tensor) => Tensor): StepFunction {
  return (bench, [at]) => {
    const x = bench.float(at);
    bench.push(derived(op(x.tensor), [x], { bound: x.bound, rounds: false }));
  };
}

/** Ops that jump: of values that are the same bits everywhere. */
function jumping(op: (x: Tensor) => Tensor): StepFunction {
  return (bench, [at]) => {
    const x = bench.float(at, { exact: true });
    bench.push(derived(op(x.tensor), [x], { bound: x.bound + 1, rounds: false }));
  };
}

const cast: StepFunction = (bench, [at], [dial]) => {
  const x = bench.pick(at, ({ exact }) => exact) ?? bench.float(at, { exact: true });
  const { dtype } = x.tensor;
  const targets = (['float32', 'int32', 'uint32', 'bool'] as const).filter((target) => target !== dtype);
  const target = targets[dial % targets.length] as (typeof targets)[number];
  const small = limited(x.tensor, x.bound, 1000, 1);
  const positive = target === 'uint32' && dtype !== 'bool' ? small.abs() : small;
  bench.push(
    derived(positive.cast(target), [x], { bound: target === 'bool' ? 1 : Math.min(1000, x.bound), rounds: false }),
  );
};

const negate: StepFunction = (bench, [at], [dial]) => {
  const x = bit(dial, 0) ? bench.of('int32', at) : bench.float(at);
  bench.push(derived(x.tensor.neg(), [x], { bound: x.bound, rounds: false }));
};

export const unarySteps = {
  exp: rounding(3, 21, (x) => x.exp()),
  expm1: rounding(3, 20, (x) => x.expm1()),
  log: rounding(1000, 7, (x) => x.abs().add(0.5).log()),
  log1p: rounding(1000, 7, (x) => x.abs().log1p()),
  sqrt: rounding(1000, 32, (x) => x.abs().add(0.1).sqrt()),
  rsqrt: rounding(1000, 1.5, (x) => x.abs().add(0.5).rsqrt()),
  reciprocal: rounding(1000, 2, (x) => x.abs().add(0.5).reciprocal()),
  sin: rounding(3, 1, (x) => x.sin()),
  cos: rounding(3, 1, (x) => x.cos()),
  tanh: rounding(30, 1, (x) => x.tanh()),
  sigmoid: rounding(30, 1, (x) => x.sigmoid()),
  softplus: rounding(30, 31, (x) => x.softplus()),
  log2: rounding(1000, 10, (x) => x.abs().add(0.5).log2()),
  tan: rounding(1, 2, (x) => tl.tan(x)),
  erf: rounding(30, 1, (x) => tl.erf(x)),
  erfc: rounding(3, 2, (x) => tl.erfc(x)),
  erfinv: rounding(0.9, 2, (x) => tl.erfinv(x)),
  lgamma: rounding(30, 100, (x) => tl.lgamma(x.abs().add(0.5))),
  // Their derivatives end with trigamma, which has none.
  digamma: rounding(30, 5, (x) => tl.digamma(tl.stopGradient(x.abs().add(0.5)))),
  trigamma: rounding(30, 5, (x) => tl.trigamma(tl.stopGradient(x.abs().add(0.5)))),
  exp2: rounding(3, 8, (x) => x.exp2()),
  asin: rounding(0.8, 1, (x) => x.asin()),
  acos: rounding(0.8, 3, (x) => x.acos()),
  atan: rounding(1000, 2, (x) => x.atan()),
  sinh: rounding(3, 11, (x) => x.sinh()),
  cosh: rounding(3, 11, (x) => x.cosh()),
  asinh: rounding(1000, 8, (x) => x.asinh()),
  acosh: rounding(1000, 8, (x) => x.abs().add(1.5).acosh()),
  atanh: rounding(0.8, 2, (x) => x.atanh()),
  isInf: jumping((x) => x.isInf()),
  trunc: jumping((x) => tl.trunc(x)),
  square: rounding(8, 64, (x) => x.square()),
  neg: negate,
  abs: keepingExact((x) => x.abs()),
  relu: keepingExact((x) => x.relu()),
  clip: keepingExact((x) => x.clip(-0.75, 1.25)),
  sign: jumping((x) => x.sign()),
  floor: jumping((x) => x.floor()),
  ceil: jumping((x) => x.ceil()),
  round: jumping((x) => x.round()),
  isNaN: jumping((x) => x.isNaN()),
  isFinite: jumping((x) => x.isFinite()),
  cast,
} as const satisfies Record<string, StepFunction>;
