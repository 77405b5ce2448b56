// Steps that move elements and change none, of every dtype: views, and views of views when a step picks one's result.
import { barrier, concat, stack, tril, triu, type Tensor } from '@tensorloom/tensor-core';
import { derived, fitted, type Value, type Workbench } from '../workbench.js';
import { bit, type StepFunction } from './step.js';

function any(bench: Workbench, at: number): Value {
  return bench.pick(at, () => true) as Value;
}

function moving(move: (x: Tensor, dials: readonly number[]) => Tensor): StepFunction {
  return (bench, [at], dials) => {
    const x = any(bench, at);
    bench.push(derived(move(x.tensor, dials), [x], { bound: Math.max(1, x.bound), rounds: false }));
  };
}

/** The size cut into extents: each factor of it goes to one of a few axes, with axes of 1 between. */
function otherShape(size: number, [split = 0, ones = 0]: readonly number[]): number[] {
  const shape = [1, 1, 1];
  let rest = size;
  let turn = split;
  for (let factor = 2; rest > 1;) {
    if (rest % factor !== 0) {
      factor++;
      continue;
    }
    const axis = turn % 3;
    shape[axis] = (shape[axis] as number) * factor;
    rest /= factor;
    turn = Math.floor(turn / 3) + factor;
  }
  if (size === 0) shape[split % 3] = 0;
  const kept = shape.filter((extent) => extent !== 1 || bit(ones, 0));
  return bit(ones, 1) ? [1, ...kept] : kept;
}

function permutation(rank: number, dial: number): number[] {
  const left = Array.from({ length: rank }, (_, axis) => axis);
  let rest = dial + 1;
  return Array.from({ length: rank }, () => {
    const [axis] = left.splice(rest % left.length, 1);
    rest = Math.floor(rest / 2) + 3;
    return axis as number;
  });
}

function sliced(x: Tensor, dials: readonly number[]): Tensor {
  const ranges = x.shape.map((extent, axis) => {
    const dial = dials[axis] ?? 0;
    if (dial % 5 === 0) return null;
    if (dial % 5 === 1 && extent > 0) return dial % extent;
    const start = extent === 0 ? 0 : dial % extent;
    // Nothing at all is left now and then.
    const stop = dial === 58 ? start : Math.min(extent, start + 1 + (dial % 7));
    if (dial % 7 === 3) return [stop, null, -1 - (dial % 2)] as const;
    return [start, stop, 1 + (dial % 3)] as const;
  });
  return x.slice(...ranges);
}

const pad = moving((x, dials) => {
  const value = x.dtype === 'float32' ? [0, 0.25, -1][(dials[4] ?? 0) % 3] : (dials[4] ?? 0) % 2;
  const padding = x.shape.map((_, axis) => [(dials[axis] ?? 0) % 3, Math.floor((dials[axis] ?? 0) / 3) % 3] as const);
  return x.pad(padding, value);
});

const broadcast = moving((x, [lead = 0, repeat = 0]) => {
  const repeated = x.shape.map((extent, axis) => (extent === 1 && bit(repeat, axis) ? 2 + (repeat % 3) : extent));
  return x.broadcastTo([...(lead % 3 === 0 ? [] : [1 + (lead % 3)]), ...repeated]);
});

function turned(x: Tensor, [axes = 0]: readonly number[]): Tensor {
  return x.flip(x.shape.flatMap((_, axis) => (bit(axes, axis) ? [axis] : [])));
}

/** Rolled, repeated, tiled, cut and put together again, mirrored, or one triangle of it. */
function rearranged(x: Tensor, [form = 0, dial = 0, count = 0]: readonly number[]): Tensor {
  if (x.rank === 0) return x.tile([1 + (count % 3)]);
  const axis = dial % x.rank;
  const extent = x.shape[axis] as number;
  const forms = [
    () => x.roll(count - 30, axis),
    () => x.repeat(1 + (count % 3), axis),
    () => x.tile([1 + (count % 2), ...x.shape.map((_, at) => (at === axis ? 2 : 1))]),
    () => concat(x.split([count % (extent + 1), extent - (count % (extent + 1))], axis).reverse(), axis),
    () =>
      x.pad(
        x.shape.map((size, at) => (at === axis ? [size > 0 ? 1 : 0, size > 1 ? 1 : 0] : [0, 0])),
        { mode: 'edge' },
      ),
    () =>
      x.pad(
        x.shape.map((size) => [Math.min(count % 3, Math.max(size - 1, 0)), size > 1 ? 1 : 0]),
        { mode: 'reflect' },
      ),
    () => (x.rank > 1 ? (bit(count, 0) ? tril : triu)(x, (count % 5) - 2) : x),
    () => (x.rank > 1 ? x.diagonal((count % 5) - 2, axis, (axis + 1) % x.rank) : x),
  ];
  return (forms[form % forms.length] as () => Tensor)();
}

/** Parts beside one another: of the first one's shape but for the axis. */
const join: StepFunction = (bench, picks, [form, axisDial, extents, fit]) => {
  const first = any(bench, picks[0]);
  const alike = (at: number): Value => bench.pick(at, ({ tensor: { dtype } }) => dtype === first.tensor.dtype) as Value;
  const count = 1 + (form % 8 === 7 ? 9 : form % 3);
  const others = Array.from({ length: count }, (_, index) => alike((picks[1 + (index % 2)] as number) + index));
  const base = first.tensor.rank === 0 ? first.tensor.reshape([1]) : first.tensor;
  const axis = axisDial % base.rank;
  const parts = others.map(({ tensor: part }, index) =>
    fitted(
      part,
      base.shape.map((extent, at) => (at === axis ? (extents + index) % 4 : extent)),
      fit,
    ),
  );
  const joined = bit(form, 4)
    ? stack([base, ...others.map(({ tensor: part }) => fitted(part, base.shape, fit))], axisDial % (base.rank + 1))
    : concat([base, ...parts], axis);
  const all = [first, ...others];
  bench.push(derived(joined, all, { bound: Math.max(1, ...all.map(({ bound }) => bound)), rounds: false }));
};

/** A value in memory of its own, after another one. */
const behind: StepFunction = (bench, [at, earlier]) => {
  const x = any(bench, at);
  bench.push(derived(barrier(x.tensor, any(bench, earlier).tensor), [x], { bound: x.bound, rounds: false }));
};

export const movementSteps = {
  reshape: moving((x, dials) => x.reshape(otherShape(x.size, dials))),
  transpose: moving((x, [dial = 0]) => x.transpose(permutation(x.rank, dial))),
  slice: moving(sliced),
  flip: moving(turned),
  rearrange: moving(rearranged),
  pad,
  broadcast,
  concat: join,
  barrier: behind,
} as const satisfies Record<string, StepFunction>;
