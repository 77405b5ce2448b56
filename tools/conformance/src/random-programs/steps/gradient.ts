// The step that differentiates: a loss made of one value, for other values and variables on the way to it.
import { gradients } from '@tensorloom/autograd';
import type { Tensor } from '@tensorloom/tensor-core';
import { fitted, limited, type Value } from '../workbench.js';
import { bit, type StepFunction } from './step.js';

/** Gradients of gradients of gradients are large and teach nothing more. */
const HIGHEST_ORDER = 2;

/** The value that is itself a variable's present version: gradients may be asked for of both. */
const gradient: StepFunction = (bench, [valueAt, targetAt, weightAt], [form, dial, which]) => {
  const low = ({ tensor, order }: Value): boolean => tensor.dtype === 'float32' && order < HIGHEST_ORDER;
  const value = bench.pick(valueAt, low) ?? bench.float(valueAt);
  const targets = [bench.pick(targetAt, low), bench.pick(targetAt + 1 + (which % 5), low)].filter(
    (target): target is Value => target !== undefined,
  );
  const weight = bench.float(weightAt);
  const output = limited(value.tensor, value.bound, 8, dial);
  const weighted = (): Tensor => output.mul(fitted(limited(weight.tensor, weight.bound, 4, dial), output.shape));
  const losses = [
    () => output.sum(),
    () => output.square().sum(),
    () => weighted().sum(),
    () => output.sigmoid().sum(),
    () => output.max(),
  ];
  const kind = output.size === 0 ? 0 : form % losses.length;
  const loss = bench.disturb((losses[kind] as () => Tensor)());
  const wanted = [...new Set(targets)].map(({ tensor }) => tensor);
  const variables = bit(which, 5) ? bench.variables.filter(({ dtype }) => dtype === 'float32').slice(0, 1) : [];
  const order = 1 + Math.max(value.order, weight.order, ...targets.map((target) => target.order));
  for (const result of gradients(loss, [...wanted, ...variables], { unused: 'zeros' })) {
    bench.push({ tensor: bench.disturb(result), bound: Infinity, exact: false, order });
  }
  bench.push({ tensor: loss, bound: Infinity, exact: false, order: value.order });
};

export const gradientSteps = { gradient } as const satisfies Record<string, StepFunction>;
