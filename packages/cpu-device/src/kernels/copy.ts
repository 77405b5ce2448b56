// Copying a value into a place: how views become contiguous, and how pad and concat fill their parts.
import type { TypedArray } from '@tensorloom/tensor-core';
import type { Memory, Placed } from '../plan/plan-builder.js';
import { planLoops, RowWalk } from '../view/loops.js';

/** Rows from this length on are copied as a block. */
const BLOCK = 32;

/** Work that copies `from` into the elements that `to` names; both have one shape. */
export function copyInto(from: Placed, to: Placed): (memory: Memory) => void {
  const loops = planLoops(from.view.shape, [from.view, to.view]);
  const { length, rows } = loops;
  const [step, toStep] = loops.steps as [number, number];
  const walk = new RowWalk(loops);
  const asBlock = step === 1 && toStep === 1 && length >= BLOCK;
  return (memory) => {
    const source = memory[from.buffer] as TypedArray;
    const target = memory[to.buffer] as TypedArray;
    walk.start();
    for (let row = 0; row < rows; row++, walk.next()) {
      let [i, o] = [walk.at[0] as number, walk.at[1] as number];
      if (asBlock) target.set(source.subarray(i, i + length), o);
      else for (let k = 0; k < length; k++, i += step, o += toStep) target[o] = source[i] as number;
    }
  };
}
