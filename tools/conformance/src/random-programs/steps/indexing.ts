// Steps that look elements up, and steps that make them from nothing.
import * as tl from '@tensorloom/tensor-core';
import { derived, fitted, plain, type Value } from '../workbench.js';
import { bit, type StepFunction } from './step.js';

const indexShapes = [[], [1], [3], [7], [2, 3], [40], [0]] as const;

/** Indices inside the range, or now and then beyond it on both sides. */
function indices(value: Value, extent: number, dial: number): tl.Tensor {
  const shape = indexShapes[dial % indexShapes.length] as readonly number[];
  const fit = fitted(value.tensor, shape, dial);
  return dial > 50 ? fit : fit.remainder(Math.max(1, extent));
}

const gather: StepFunction = (bench, [dataAt, indexAt], [axis, dial]) => {
  const data = bench.pick(dataAt, ({ tensor }) => tensor.rank > 0 && tensor.size > 0) ?? plain(tl.arange(5), 5);
  const at = axis % data.tensor.rank;
  const chosen = bench.of('int32', indexAt);
  const result = data.tensor.gather(indices(chosen, data.tensor.shape[at] as number, dial), at);
  bench.push(derived(result, [data, chosen], { bound: data.bound, rounds: false }));
};

const oneHot: StepFunction = (bench, [at], [depth, dial]) => {
  const chosen = bench.of('int32', at);
  const result = indices(chosen, 2 + (depth % 6), dial).oneHot(1 + (depth % 6));
  bench.push(derived(result, [chosen], { bound: 1, rounds: false }));
};

const scatterAdd: StepFunction = (bench, [updatesAt, indexAt], [axis, dial, size, form]) => {
  const updates = bit(form, 0) && bit(form, 1) ? bench.of('int32', updatesAt) : bench.float(updatesAt);
  const rounds = updates.tensor.dtype === 'float32';
  const rows = 1 + (size % 7);
  const chosen = bench.of('int32', indexAt);
  const at = indices(chosen, rows, dial);
  const before = [[], [3], [2, 2]][axis % 3] as number[];
  const values = fitted(updates.tensor, [...before, ...at.shape, ...(bit(form, 2) ? [2] : [])], form);
  const attributes = { axis: before.length, size: rows };
  const result = bench.disturb(tl.record('scatterAdd', [at, bench.disturb(values)], attributes));
  const bound = updates.bound * Math.max(1, at.size);
  bench.push(derived(result, [updates, chosen], { bound, rounds }));
};

/** Updates that replace, or that are kept where they are larger; the last of several at one index stays. */
const scatter: StepFunction = (bench, [dataAt, indexAt, updateAt], [axis, dial, form]) => {
  const found = bench.float(dataAt, { filled: true });
  const data = found.tensor.rank > 0 ? found : plain(tl.arange(5), 5);
  const { shape } = data.tensor;
  const at = axis % shape.length;
  const chosen = bench.of('int32', indexAt);
  const places = indices(chosen, shape[at] as number, dial);
  const update = bench.float(updateAt);
  const values = fitted(update.tensor, [...shape.slice(0, at), ...places.shape, ...shape.slice(at + 1)], form);
  const result = bit(form, 3)
    ? tl.scatterSet(data.tensor, places, values, at)
    : tl.scatterMax(data.tensor, places, values, at);
  bench.push(derived(result, [data, chosen, update], { bound: Math.max(data.bound, update.bound), rounds: false }));
};

/** Elements named one by one: of the flattened tensor, or along an axis. */
const take: StepFunction = (bench, [dataAt, indexAt], [axis, dial, count, form]) => {
  const data = bench.pick(dataAt, ({ tensor }) => tensor.rank > 0 && tensor.size > 0) ?? plain(tl.arange(5), 5);
  const chosen = bench.of('int32', indexAt);
  const at = axis % data.tensor.rank;
  const places = fitted(chosen.tensor, data.tensor.shape.with(at, count % 5), dial);
  const result = bit(form, 0)
    ? data.tensor.take(indices(chosen, data.tensor.size, dial))
    : data.tensor.takeAlongAxis(places, at);
  bench.push(derived(result, [data, chosen], { bound: data.bound, rounds: false }));
};

/** A part of a tensor, or a change of a part, where a value of the program says. */
const dynamic: StepFunction = (bench, [dataAt, indexAt, updateAt], [extents, dial, form]) => {
  const data = bench.float(dataAt);
  const { shape } = data.tensor;
  const chosen = bench.of('int32', indexAt);
  const starts = fitted(chosen.tensor, [shape.length], dial)
    .remainder(5)
    .sub(form % 2);
  const sizes = shape.map((extent, axis) => Math.max(Math.min(extent, 1), extent - ((extents >> axis) % 3)));
  const update = bench.float(updateAt);
  const result = bit(form, 2)
    ? tl.dynamicSlice(data.tensor, starts, sizes)
    : tl.dynamicUpdateSlice(data.tensor, fitted(update.tensor, sizes, dial), starts);
  bench.push(derived(result, [data, chosen, update], { bound: Math.max(data.bound, update.bound), rounds: false }));
};

const shapes = [[], [3], [4, 5], [2, 3, 4], [1, 7], [33], [40, 3]] as const;
const shapeOf = (dial: number): readonly number[] => shapes[dial % shapes.length] as readonly number[];

/** Where a step's random numbers come from: a key of its own, or one made by the program. */
function keyOf(dial: number): { readonly key: tl.Tensor } {
  return { key: tl.random.key(dial, dial % 3) };
}

const random: StepFunction = (bench, _picks, [shape, key, kind]) => {
  const size = shapeOf(shape);
  const folded = { key: tl.random.foldIn(tl.random.key(key), shape) };
  const forms = [
    () => plain(tl.random.randint(size, -9, 30, folded), 30),
    () => plain(tl.random.uniform(size, { key: tl.random.split(tl.random.key(key), 2)[1] as tl.Tensor }), 1),
    () => plain(tl.random.uniform(size, keyOf(key)), 1),
    () => plain(tl.random.bernoulli(size, 0.25, keyOf(key)), 1),
    () => plain(tl.random.bits(size, keyOf(key)).remainder(97), 97),
    () => ({
      ...plain(bench.disturb(tl.random.normal(size, keyOf(key))), 6),
      exact: false,
    }),
  ];
  bench.push((forms[kind % forms.length] as () => Value)());
};

const create: StepFunction = (bench, _picks, [shape, kind, number]) => {
  const size = shapeOf(shape);
  const forms = [
    () => plain(tl.full(size, number / 4), 15),
    () => plain(tl.ones(size), 1),
    () => plain(tl.zeros(size, { dtype: 'int32' }), 0),
    () => plain(tl.arange(number % 9, undefined, 1, { dtype: 'int32' }), 9),
    () => plain(tl.arange(number), 60),
    () => plain(tl.eye(1 + (number % 5), 1 + (number % 3)), 1),
    () => plain(tl.onesLike(bench.float(number).tensor), 1),
  ];
  bench.push((forms[kind % forms.length] as () => Value)());
};

export const indexingSteps = {
  gather,
  take,
  scatter,
  dynamic,
  oneHot,
  scatterAdd,
  random,
  create,
} as const satisfies Record<string, StepFunction>;
