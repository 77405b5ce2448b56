// Steps that reduce: over axes at random, with and without their places kept; softmax and the cross-entropies.
import {
  argSort,
  cumulativeMax,
  cumulativeMin,
  cumulativeProd,
  cumulativeSum,
  prod,
  searchSorted,
  sort,
  softmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
  type Tensor,
} from '@tensorloom/tensor-core';
import { derived, fitted, limited, type Value, type Workbench } from '../workbench.js';
import { bit, type StepFunction } from './step.js';

function axesOf({ rank }: Tensor, dial: number): number[] {
  return Array.from({ length: rank }, (_, axis) => axis).filter((axis) => bit(dial, axis));
}

/** Sums that grow beyond this are of no use to the steps that follow. */
const sum: StepFunction = (bench, [at], [axes, form]) => {
  const x = bit(form, 1) && bit(form, 2) ? bench.of('int32', at) : bench.float(at);
  const options = { keepDims: bit(form, 0) };
  const list = axesOf(x.tensor, axes);
  const count = list.reduce((product, axis) => product * (x.tensor.shape[axis] as number), 1);
  const rounds = x.tensor.dtype === 'float32';
  const total = bench.disturb(bench.disturb(x.tensor).sum(list, options));
  const result = rounds ? total : limited(total, x.bound * count, 1000, 0);
  bench.push(derived(result, [x], { bound: rounds ? x.bound * count : Math.min(1000, x.bound * count), rounds }));
};

/** Of elements of at most 1, zeros among them, and of integers, which wrap. */
const prodWithZeros: StepFunction = (bench, [at], [axes, form, dial]) => {
  const whole = bit(form, 1) && bit(form, 2);
  const x = whole ? bench.of('int32', at) : bench.float(at);
  const factors = whole ? x.tensor : limited(x.tensor, x.bound, 1, dial);
  const product = bench.disturb(factors).prod(axesOf(x.tensor, axes), { keepDims: bit(form, 0) });
  const result = whole ? limited(product, 2 ** 31, 1000, 0) : bench.disturb(product);
  bench.push(derived(result, [x], { bound: whole ? 1000 : 1, rounds: !whole }));
};

const spread: StepFunction = (bench, [at], [axes, form, dial]) => {
  const x = bench.float(at, { filled: true });
  const small = bench.disturb(limited(x.tensor, x.bound, 8, dial));
  const list = axesOf(small, axes);
  const options = { keepDims: bit(form, 0) };
  const forms = [
    () => small.variance(list, options),
    () => small.logSumExp(list, options),
    () =>
      small
        .abs()
        .add(0.5)
        .norm(list, { ...options, order: 1 + (dial % 3) }),
    () => small.variance(list, options).add(0.5).sqrt(),
  ];
  const result = bench.disturb((forms[form % forms.length] as () => Tensor)());
  bench.push(derived(result, [x], { bound: Math.max(64, 9 * small.size), rounds: true }));
};

const truth: StepFunction = (bench, [at], [axes, form]) => {
  const x = bench.of('bool', at);
  const name = (['any', 'all', 'countNonzero'] as const)[form % 3] as 'any';
  const result = x.tensor[name](axesOf(x.tensor, axes), { keepDims: bit(form, 3) });
  bench.push(derived(result, [x], { bound: Math.max(1, x.tensor.size), rounds: false }));
};

const mean: StepFunction = (bench, [at], [axes, form]) => {
  const x = bench.float(at, { filled: true });
  const result = bench.disturb(x.tensor).mean(axesOf(x.tensor, axes), { keepDims: bit(form, 0) });
  bench.push(derived(bench.disturb(result), [x], { bound: x.bound, rounds: true }));
};

function extreme(name: 'max' | 'min'): StepFunction {
  return (bench, [at], [axes, form]) => {
    const whole = bench.of('int32', at);
    const x = bit(form, 1) && bit(form, 2) && whole.tensor.size > 0 ? whole : bench.float(at, { filled: true });
    const result = x.tensor[name](axesOf(x.tensor, axes), { keepDims: bit(form, 0) });
    bench.push(derived(result, [x], { bound: x.bound, rounds: false }));
  };
}

function place(name: 'argmax' | 'argmin'): StepFunction {
  return (bench, [at], [axis, form]) => {
    const x = bench.float(at, { exact: true, filled: true });
    const result = x.tensor.rank === 0 || form % 8 === 0 ? x.tensor[name]() : x.tensor[name](axis % x.tensor.rank);
    bench.push(derived(result, [x], { bound: x.tensor.size, rounds: false }));
  };
}

/** A float with at least one axis and elements along the last one, small enough for exponentials. */
function logits(bench: Workbench, at: number, dial: number): { readonly value: Value; readonly tensor: Tensor } {
  const value = bench.float(at, { filled: true });
  const rows = value.tensor.rank === 0 ? value.tensor.reshape([1]) : value.tensor;
  return { value, tensor: bench.disturb(limited(rows, value.bound, 8, dial)) };
}

function exponential(name: 'softmax' | 'logSoftmax', bound: (classes: number) => number): StepFunction {
  return (bench, [at], [axis, dial]) => {
    const { value, tensor } = logits(bench, at, dial);
    const along = axis % tensor.rank;
    const result = bench.disturb(tensor[name](along));
    bench.push(derived(result, [value], { bound: bound(tensor.shape[along] as number), rounds: true }));
  };
}

const crossEntropy: StepFunction = (bench, [at, targetAt], [dial, targetDial]) => {
  const { value, tensor } = logits(bench, at, dial);
  const target = bench.float(targetAt);
  const shares = fitted(limited(target.tensor, target.bound, 8, dial), tensor.shape, targetDial).softmax();
  const result = bench.disturb(softmaxCrossEntropy(bench.disturb(shares), tensor));
  bench.push(derived(result, [value, target], { bound: 17 + Math.log(tensor.size), rounds: true }));
};

const sparseCrossEntropy: StepFunction = (bench, [at, labelAt], [dial, labelDial]) => {
  const { value, tensor } = logits(bench, at, dial);
  const labels = bench.of('int32', labelAt);
  const classes = tensor.shape.at(-1) as number;
  const fit = fitted(labels.tensor, tensor.shape.slice(0, -1), labelDial).remainder(classes);
  const result = bench.disturb(sparseSoftmaxCrossEntropy(fit, tensor));
  bench.push(derived(result, [value, labels], { bound: 17 + Math.log(tensor.size), rounds: true }));
};

const product: StepFunction = (bench, [at], [axes, dial]) => {
  const x = bench.float(at);
  const list = axesOf(x.tensor, axes);
  const count = list.reduce((size, axis) => size * (x.tensor.shape[axis] as number), 1);
  // However many factors there are, their product stays within float32; the logarithm keeps what follows benign.
  const near = bench.disturb(
    limited(x.tensor, x.bound, 1, dial)
      .mul(Math.min(0.25, 20 / count))
      .add(1),
  );
  const result = bench.disturb(bench.disturb(prod(near, list)).log());
  bench.push(derived(result, [x], { bound: 30, rounds: true }));
};

/** Running totals and extremes along an axis, either way. */
const cumulative: StepFunction = (bench, [at], [axis, form, dial]) => {
  const x = bench.float(at);
  const rows = x.tensor.rank === 0 ? x.tensor.reshape([1]) : x.tensor;
  const along = axis % rows.rank;
  const length = rows.shape[along] as number;
  const options = { reverse: bit(form, 3) };
  const small = bench.disturb(limited(rows, x.bound, 1, dial));
  const forms = [
    () => derived(bench.disturb(cumulativeSum(small, along, options)), [x], { bound: length, rounds: true }),
    () => derived(bench.disturb(cumulativeProd(small, along, options)), [x], { bound: 1, rounds: true }),
    () => derived(cumulativeMax(rows, along, options), [x], { bound: x.bound, rounds: false }),
    () => derived(cumulativeMin(rows, along, options), [x], { bound: x.bound, rounds: false }),
  ];
  bench.push((forms[form % forms.length] as () => Value)());
};

/** Places in order, and places in what is in order: of values that are the same bits everywhere. */
const order: StepFunction = (bench, [at, queriesAt], [axis, form]) => {
  const x = bench.float(at, { exact: true, filled: true });
  const rows = x.tensor.rank === 0 ? x.tensor.reshape([1]) : x.tensor;
  const queries = bench.float(queriesAt, { exact: true });
  const result = bit(form, 0)
    ? argSort(rows, axis % rows.rank, { descending: bit(form, 1) })
    : searchSorted(sort(rows.flatten()), queries.tensor, { side: bit(form, 1) ? 'left' : 'right' });
  bench.push(derived(result, [x, queries], { bound: x.tensor.size, rounds: false }));
};

export const reductionSteps = {
  prod: product,
  cumulative,
  order,
  sum,
  prodWithZeros,
  spread,
  truth,
  mean,
  max: extreme('max'),
  min: extreme('min'),
  argmax: place('argmax'),
  argmin: place('argmin'),
  softmax: exponential('softmax', () => 1),
  logSoftmax: exponential('logSoftmax', (classes) => 17 + Math.log(classes)),
  crossEntropy,
  sparseCrossEntropy,
} as const satisfies Record<string, StepFunction>;
