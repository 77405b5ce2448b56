// Rows of the functions that transform functions: what they record must run everywhere, and be differentiated like all else.
import * as autograd from '@tensorloom/autograd';
import * as tl from '@tensorloom/tensor-core';
import type { Tensor } from '@tensorloom/tensor-core';
import { at, f, row, type OpRow } from '../op-row.js';

const dense = (x: Tensor, w: Tensor): Tensor => x.matmul(w).tanh();
const pick = (x: Tensor, k: Tensor): Tensor => x.gather(k, 1);
const convolve = (x: Tensor, k: Tensor): Tensor => tl.conv2d(x, k, { padding: 'same' });
/** The gradient of one kernel for each image. */
const kernelGradients = (images: Tensor, kernel: Tensor): Tensor =>
  autograd.vmap((image: Tensor) => autograd.gradients(convolve(image, kernel).square().sum(), [kernel]))(images)[0];

/** All of them. */
export const transformRows: readonly OpRow[] = [
  row('vmap', 'of a product with the same matrix', [f(5, 3, 7), f(7, 4)], (x, w) =>
    autograd.vmap(dense, { inAxes: [0, null] })(x, w),
  ),
  row('vmap', 'of products, over inner axes', [f(3, 7, 5), f(7, 4, 5)], (x, w) =>
    autograd.vmap(dense, { inAxes: 2, outAxes: 1 })(x, w),
  ),
  row(
    'vmap',
    'of indexing that differs from row to row',
    [f(3, 4, 5), at([3, 6], -1, 6)],
    (x, k) => autograd.vmap(pick)(x, k),
    { gradient: 2 },
  ),
  row(
    'vmap',
    'of convolutions with kernels of their own',
    [f(3, 2, 6, 5, 2), f(3, 3, 2, 2, 4)],
    (x, k) => autograd.vmap(convolve)(x, k),
    { gradient: 2 },
  ),
  row('vmap', 'of the gradients of a kernel', [f(4, 1, 6, 5, 2), f(3, 3, 2, 3)], kernelGradients, { tolerance: 1e-4 }),
  row(
    'jvp',
    'of a network',
    [f(5, 7), f(7, 4), f(5, 7)],
    (x, w, t) => autograd.jvp((a) => dense(a, w), [x], [t]).tangent,
    { gradient: 1 },
  ),
  row('jacobian', 'of softmax', [f(9)], (x) => autograd.jacobian((a) => a.softmax(), x), { gradient: 1 }),
  row('hessian', 'of a network', [f(6), f(6, 3)], (x, w) => autograd.hessian((a) => dense(a, w).square().sum(), x), {
    tolerance: 1e-4,
  }),
  row(
    'hessianVectorProduct',
    'of a network',
    [f(6), f(6, 3), f(6)],
    (x, w, v) => autograd.hessianVectorProduct((a) => dense(a, w).square().sum(), x, v),
    { tolerance: 1e-4 },
  ),
  row(
    'checkpoint',
    'in a row, and one inside of another',
    [f(33, 7), f(7, 7)],
    (x, w) => {
      const inner = autograd.checkpoint((a: Tensor) => dense(a, w));
      const outer = autograd.checkpoint((a: Tensor) => inner(inner(a)).sin());
      return outer(outer(x));
    },
    { gradient: 2 },
  ),
  row(
    'checkpoint',
    'with a mask that is drawn again',
    [f(40, 3)],
    (x) =>
      autograd.checkpoint((a: Tensor) => {
        const key = tl.random.key(4);
        return a
          .tanh()
          .mul(tl.random.bernoulli(a.shape, 0.5, { key }).cast('float32'))
          .exp();
      })(x),
    { gradient: 1 },
  ),
];
