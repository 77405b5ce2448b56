// Known answers of Philox4x32-10, from the test vectors of Random123.
import { describe, expect, it } from 'vitest';
import { philox } from './philox.js';

function words(counter: readonly number[], key: readonly [number, number]): string[] {
  const block = Uint32Array.from(counter);
  philox(block, ...key);
  return Array.from(block, (word) => word.toString(16).padStart(8, '0'));
}

describe('philox', () => {
  it('gives the known answers', () => {
    expect(words([0, 0, 0, 0], [0, 0])).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']);
    const all = 0xffffffff;
    expect(words([all, all, all, all], [all, all])).toEqual(['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']);
    expect(words([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
      'd16cfe09',
      '94fdcceb',
      '5001e420',
      '24126ea1',
    ]);
  });
});
