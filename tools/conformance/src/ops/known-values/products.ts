// Known values of products over named axes: NumPy's documented examples of einsum, tensordot, outer and vecdot.
import * as tl from '@tensorloom/tensor-core';
import type { KnownValue } from './known-value.js';

const a = (): tl.Tensor => tl.arange(25).reshape([5, 5]);
const b = (): tl.Tensor => tl.arange(5);
const c = (): tl.Tensor => tl.arange(6).reshape([2, 3]);

/** All of them. */
export const productValues: readonly KnownValue[] = [
  ["einsum('ii')", () => tl.einsum('ii', a()), 60],
  ["einsum('ii->i')", () => tl.einsum('ii->i', a()), [0, 6, 12, 18, 24]],
  ["einsum('ij->i')", () => tl.einsum('ij->i', a()), [10, 35, 60, 85, 110]],
  // prettier-ignore
  ["einsum('ji')", () => tl.einsum('ji', c()), [[0, 3], [1, 4], [2, 5]]],
  ["einsum('i,i')", () => tl.einsum('i,i', b(), b()), 30],
  ["einsum('ij,j')", () => tl.einsum('ij,j', a(), b()), [30, 80, 130, 180, 230]],
  ["einsum('...j,j')", () => tl.einsum('...j,j', a(), b()), [30, 80, 130, 180, 230]],
  // prettier-ignore
  ["einsum('..., ...')", () => tl.einsum('..., ...', tl.tensor(3), c()), [[0, 3, 6], [9, 12, 15]]],
  // prettier-ignore
  ["einsum('i,j')", () => tl.einsum('i,j', tl.arange(1, 3), b()), [[0, 1, 2, 3, 4], [0, 2, 4, 6, 8]]],
  // prettier-ignore
  ["einsum('ijk,jil->kl')", () => tl.einsum('ijk,jil->kl', tl.arange(60).reshape([3, 4, 5]), tl.arange(24).reshape([4, 3, 2])), [[4400, 4730], [4532, 4874], [4664, 5018], [4796, 5162], [4928, 5306]]],
  // prettier-ignore
  ['tensordot', () => tl.tensordot(tl.arange(60).reshape([3, 4, 5]), tl.arange(24).reshape([4, 3, 2]), [[1, 0], [0, 1]]), [[4400, 4730], [4532, 4874], [4664, 5018], [4796, 5162], [4928, 5306]]],
  // prettier-ignore
  ["einsum('ki,jk->ij')", () => tl.einsum('ki,jk->ij', tl.arange(6).reshape([3, 2]), tl.arange(12).reshape([4, 3])), [[10, 28, 46, 64], [13, 40, 67, 94]]],
  // prettier-ignore
  ['outer', () => tl.outer(tl.ones([2]), tl.linspace(-2, 2, 5)), [[-2, -1, 0, 1, 2], [-2, -1, 0, 1, 2]]],
  // prettier-ignore
  ['vecdot', () => tl.vecdot(tl.tensor([[0, 5, 0], [0, 0, 10], [0, 6, 8], [3, 4, 0]]), tl.tensor([0, 0.6, 0.8])), [3, 8, 10, 2.4]],
];
