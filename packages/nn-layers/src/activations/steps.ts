// Steps: functions that fire or do not. No gradient flows through them: autograd refuses to learn what is reached through them alone.
import { add, constant, floor, mul, sign as signOp, type Tensor } from '@tensorloom/tensor-core';

/** 1 from 0 on, else 0. Gradient: 0. */
export function binaryStep(x: Tensor): Tensor {
  return floor(add(mul(signOp(x), constant(0.5)), constant(1)));
}

/** 1 above 0, 1/2 at 0, 0 below. Gradient: 0. */
export function heaviside(x: Tensor): Tensor {
  return mul(add(signOp(x), constant(1)), constant(0.5));
}

/** 1 above 0, 0 at 0, -1 below. Gradient: 0. */
export function sign(x: Tensor): Tensor {
  return signOp(x);
}
