// The way back through an LSTM or GRU as single ops, step by step: what the gradient of that way is taken of.
import {
  add,
  concat,
  constantLike,
  matmul,
  mul,
  slice,
  stack,
  sub,
  tanh,
  zerosLike,
  type Tensor,
} from '@tensorloom/tensor-core';

/** Part `index` of `count` side by side along the last axis of a slot. */
function partOf(slots: Tensor, slot: number, index: number, count: number): Tensor {
  const units = (slots.shape[2] as number) / count;
  return slice(slots, slot, null, [index * units, (index + 1) * units]);
}

function sumOf(first: Tensor, ...others: readonly Tensor[]): Tensor {
  return others.reduce((a, b) => add(a, b), first);
}

function productOf(first: Tensor, ...others: readonly Tensor[]): Tensor {
  return others.reduce((a, b) => mul(a, b), first);
}

function oneMinus(value: Tensor): Tensor {
  return sub(constantLike(value, 1), value);
}

/** a (1 - a): the slope of a sigmoid whose value is a. */
function slope(value: Tensor): Tensor {
  return mul(value, oneMinus(value));
}

/** Goes from the last slot to the first: `step(carried, past, next)` gives what is carried on and what slot `next` gets. */
function walk<Carried>(
  slots: number,
  reverse: boolean,
  start: Carried,
  step: (carried: Carried, past: number, next: number) => readonly [Carried, Tensor],
): { readonly carried: Carried; readonly results: Map<number, Tensor> } {
  const results = new Map<number, Tensor>();
  let carried = start;
  for (let turn = 0; turn < slots - 1; turn++) {
    const t = reverse ? turn : slots - 2 - turn;
    const [past, next] = reverse ? [t + 1, t] : [t, t + 1];
    const [on, result] = step(carried, past, next);
    carried = on;
    results.set(next, result);
  }
  return { carried, results };
}

/** The results of all slots one behind the other, that of the first state's slot filled up with zeros. */
function joined(results: Map<number, Tensor>, carried: readonly Tensor[], reverse: boolean): Tensor {
  const nothing = zerosLike(carried[0] as Tensor);
  const first = concat([...carried, ...new Array<Tensor>(4 - carried.length).fill(nothing)], 1);
  const slots = results.size + 1;
  results.set(reverse ? slots - 1 : 0, first);
  return stack(
    Array.from({ length: slots }, (_, slot) => results.get(slot) as Tensor),
    0,
  );
}

/** What `lstmSequenceGradient` computes, of its operands. */
export function lstmStepsBack(inputs: readonly Tensor[], reverse: boolean): Tensor {
  const [g, packed, transposed] = inputs as readonly [Tensor, Tensor, Tensor];
  const slots = g.shape[0] as number;
  const last = reverse ? 0 : slots - 1;
  const given = (slot: number, index: number): Tensor => partOf(g, slot, index, 6);
  const start = [given(last, 5), given(last, 4)] as const;
  const { carried, results } = walk(slots, reverse, start, ([dh, dcOfLater], past, next) => {
    const value = (index: number): Tensor => partOf(packed, next, index, 6);
    const [i, f, c, o, q] = [value(0), value(1), value(2), value(3), tanh(value(4))];
    const dc = add(dcOfLater, productOf(dh, o, oneMinus(mul(q, q))));
    const result = concat(
      [
        mul(add(mul(dc, c), given(next, 0)), slope(i)),
        mul(add(mul(dc, partOf(packed, past, 4, 6)), given(next, 1)), slope(f)),
        mul(add(mul(dc, i), given(next, 2)), oneMinus(mul(c, c))),
        mul(add(mul(dh, q), given(next, 3)), slope(o)),
      ],
      1,
    );
    const hidden = add(matmul(result, transposed), given(past, 5));
    return [[hidden, add(mul(dc, f), given(past, 4))] as const, result];
  });
  return joined(results, carried, reverse);
}

/** What `gruSequenceGradient` computes, of its operands. */
export function gruStepsBack(inputs: readonly Tensor[], reverse: boolean): Tensor {
  const [g, packed, transposed] = inputs as readonly [Tensor, Tensor, Tensor];
  const slots = g.shape[0] as number;
  const given = (slot: number, index: number): Tensor => partOf(g, slot, index, 5);
  const start = given(reverse ? 0 : slots - 1, 4);
  const { carried, results } = walk(slots, reverse, start, (dh, past, next) => {
    const value = (index: number): Tensor => partOf(packed, next, index, 5);
    const [z, r, candidate, m] = [value(0), value(1), value(2), value(3)];
    const ofZ = mul(add(mul(dh, sub(partOf(packed, past, 4, 5), candidate)), given(next, 0)), slope(z));
    const ofCandidate = mul(add(mul(dh, oneMinus(z)), given(next, 2)), oneMinus(mul(candidate, candidate)));
    const ofR = mul(add(mul(ofCandidate, m), given(next, 1)), slope(r));
    const ofM = add(mul(ofCandidate, r), given(next, 3));
    const carriedBack = matmul(concat([ofZ, ofR, ofM], 1), transposed);
    return [sumOf(mul(dh, z), given(past, 4), carriedBack), concat([ofZ, ofR, ofCandidate, ofM], 1)];
  });
  return joined(results, [carried], reverse);
}
