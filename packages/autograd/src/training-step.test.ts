// What one training step of the digit classifiers records: the backward pass node by node, because each node too many costs every step.
import {
  conv2d,
  matmul,
  maxPool2d,
  mean,
  sparseSoftmaxCrossEntropy,
  tensor,
  variable,
  zeros,
  type PrimitiveOp,
  type Tensor,
  type Variable,
} from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { recordedOps } from './testing/recorded-ops.js';
import { valueAndGradients } from './value-and-gradients.js';

const weights = (...shape: number[]): Variable => variable(zeros(shape));

/** Ops of the step behind those of the loss alone. */
function backwardOps(forward: () => Tensor, variables: readonly Variable[]): readonly PrimitiveOp[] {
  const { value, gradients } = valueAndGradients(forward, variables);
  const ops = recordedOps([value, ...gradients]);
  const alone = recordedOps([value]);
  expect(ops.slice(0, alone.length)).toEqual(alone);
  return ops.slice(alone.length);
}

const crossEntropy: readonly PrimitiveOp[] = ['broadcast', 'reshape', 'broadcast', 'div', 'sub', 'mul'];

describe('a training step', () => {
  it('784-512-256-10, batch 128: five products, two masks, three bias sums', () => {
    const [x, y] = [tensor(new Float32Array(128 * 784), { shape: [128, 784] }), tensor(new Uint8Array(128))];
    const [w1, w2, w3] = [weights(784, 512), weights(512, 256), weights(256, 10)];
    const [b1, b2, b3] = [weights(512), weights(256), weights(10)];
    const forward = (): Tensor => {
      const hidden = matmul(matmul(x, w1).add(b1).relu(), w2).add(b2).relu();
      return mean(sparseSoftmaxCrossEntropy(y, matmul(hidden, w3).add(b3)));
    };
    expect(backwardOps(forward, [w1, w2, w3, b1, b2, b3])).toEqual([
      ...['constant', 'broadcast', 'greater', 'broadcast', 'greater'],
      ...crossEntropy,
      ...['matmul', 'where', 'matmul', 'where'],
      ...['matmul', 'matmul', 'matmul', 'sum', 'sum', 'sum'],
    ]);
  });

  it('convolution, pooling and dense: no gradient of the images', () => {
    const [x, y] = [tensor(new Float32Array(4 * 64), { shape: [4, 8, 8, 1] }), tensor(new Uint8Array(4))];
    const [k1, k2, w] = [weights(3, 3, 1, 4), weights(2, 2, 4, 8), weights(32, 10)];
    const forward = (): Tensor => {
      const hidden = conv2d(maxPool2d(conv2d(x, k1).relu(), 2), k2).relu();
      return mean(sparseSoftmaxCrossEntropy(y, matmul(hidden.reshape([4, -1]), w)));
    };
    expect(backwardOps(forward, [k1, k2, w])).toEqual([
      ...['constant', 'broadcast', 'greater', 'broadcast', 'greater'],
      ...crossEntropy,
      ...['matmul', 'reshape', 'where', 'conv2dInputGradient', 'maxPool2dGradient', 'where'],
      ...['conv2dKernelGradient', 'conv2dKernelGradient', 'matmul'],
    ]);
  });
});
