// Which buffers share an array: never two that are alive in one step.
import { describe, expect, it } from 'vitest';
import type { BufferSource, Step } from './plan-builder.js';
import { shareBuffers } from './share-buffers.js';

const pool = (length: number): BufferSource => ({ from: 'pool', kind: 'float32', length });
const step = (...uses: readonly number[]): Pick<Step, 'uses'> => ({ uses });

describe('shareBuffers', () => {
  it('reuses an array after the last step that touches it', () => {
    const { sizes, arrayOf } = shareBuffers([pool(4), pool(4), pool(4)], [step(0), step(0, 1), step(1, 2)], []);
    expect(sizes).toHaveLength(2);
    expect(arrayOf).toEqual([0, 1, 0]);
  });

  it('never gives a step its own operand to write to', () => {
    const { arrayOf } = shareBuffers([pool(4), pool(4)], [step(0), step(0, 1)], []);
    expect(arrayOf[0]).not.toBe(arrayOf[1]);
  });

  it('keeps apart sizes, and what must live to the end', () => {
    expect(shareBuffers([pool(4), pool(5)], [step(0), step(1)], []).sizes).toHaveLength(2);
    expect(shareBuffers([pool(4), pool(4)], [step(0), step(1)], [0]).arrayOf).toEqual([0, 1]);
  });

  it('leaves buffers alone that do not come from the pool', () => {
    expect(shareBuffers([{ from: 'input', ordinal: 0 }, pool(4)], [step(0, 1)], []).arrayOf).toEqual([-1, 0]);
  });
});
