// Known values of movement: NumPy's documented examples, and Python's slices.
import * as tl from '@tensorloom/tensor-core';
import type { KnownValue } from './known-value.js';

const grid = (): tl.Tensor => tl.arange(6).reshape([2, 3]);
const line = (): tl.Tensor => tl.arange(6);

/** All of them. */
export const movementValues: readonly KnownValue[] = [
  ['x[::-1]', () => line().slice([null, null, -1]), [5, 4, 3, 2, 1, 0]],
  ['x[4:0:-2]', () => line().slice([4, 0, -2]), [4, 2]],
  ['x[-2::-3]', () => line().slice([-2, null, -3]), [4, 1]],
  ['x[9:-9:-4]', () => line().slice([9, -9, -4]), [5, 1]],
  ['x[1:3:-1]', () => line().slice([1, 3, -1]), []],
  ['x[:-7:-1]', () => line().slice([null, -7, -1]), [5, 4, 3, 2, 1, 0]],
  // prettier-ignore
  ['flip', () => grid().flip(1), [[2, 1, 0], [5, 4, 3]]],
  ['roll', () => tl.arange(10).roll(2), [8, 9, 0, 1, 2, 3, 4, 5, 6, 7]],
  // prettier-ignore
  ['roll of all', () => tl.arange(10).reshape([2, 5]).roll(-1), [[1, 2, 3, 4, 5], [6, 7, 8, 9, 0]]],
  // prettier-ignore
  ['roll of both axes', () => tl.arange(10).reshape([2, 5]).roll([2, 1], [1, 0]), [[8, 9, 5, 6, 7], [3, 4, 0, 1, 2]]],
  // prettier-ignore
  ['tile', () => tl.arange(3).tile([2, 2]), [[0, 1, 2, 0, 1, 2], [0, 1, 2, 0, 1, 2]]],
  // prettier-ignore
  ['repeat', () => tl.tensor([[1, 2], [3, 4]]).repeat(2), [1, 1, 2, 2, 3, 3, 4, 4]],
  // prettier-ignore
  ['repeat by counts', () => tl.tensor([[1, 2], [3, 4]]).repeat([1, 2], 0), [[1, 2], [3, 4], [3, 4]]],
  [
    'split',
    () => tl.stack(line().split(3)),
    [
      [0, 1],
      [2, 3],
      [4, 5],
    ],
  ],
  // prettier-ignore
  ['pad of the edge', () => tl.tensor([1, 2, 3, 4, 5]).pad([[2, 3]], { mode: 'edge' }), [1, 1, 1, 2, 3, 4, 5, 5, 5, 5]],
  // prettier-ignore
  ['pad mirrored', () => tl.tensor([1, 2, 3, 4, 5]).pad([[2, 3]], { mode: 'reflect' }), [3, 2, 1, 2, 3, 4, 5, 4, 3, 2]],
  // prettier-ignore
  ['tril', () => tl.tril(tl.arange(1, 10).reshape([3, 3]), -1), [[0, 0, 0], [4, 0, 0], [7, 8, 0]]],
  // prettier-ignore
  ['triu', () => tl.triu(tl.arange(1, 10).reshape([3, 3]), 1), [[0, 2, 3], [0, 0, 6], [0, 0, 0]]],
  // prettier-ignore
  ['diagonal of a stack', () => tl.arange(8).reshape([2, 2, 2]).diagonal(0, 0, 1), [[0, 6], [1, 7]]],
  ['diagonal off the middle', () => grid().diagonal(1), [1, 5]],
  ['trace', () => tl.trace(tl.arange(8).reshape([2, 2, 2])), [6, 8]],
  // prettier-ignore
  ['meshgrid', () => tl.stack(tl.meshgrid([tl.arange(3), tl.arange(2)])), [[[0, 1, 2], [0, 1, 2]], [[0, 0, 0], [1, 1, 1]]]],
];
