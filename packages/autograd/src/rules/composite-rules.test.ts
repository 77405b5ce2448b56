// Composite ops with rules of their own: against central differences, and against the gradient of their body.
import { createCpuDevice } from '@tensorloom/cpu-device';
import {
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atanh,
  cosh,
  dynamicSlice,
  dynamicUpdateSlice,
  exp2,
  hypot,
  logAddExp,
  logSoftmax,
  logSumExp,
  scaledDotProductAttention,
  setDefaultDevice,
  sinh,
  softmax,
  softmaxCrossEntropy,
  softplus,
  sparseSoftmaxCrossEntropy,
  spread,
  standardized,
  tensor,
  type AttentionOptions,
  type CompositeSource,
  type Tensor,
} from '@tensorloom/tensor-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkGradients } from '../check/check-gradients.js';
import type { CheckedInput } from '../check/inputs.js';
import { gradients } from '../gradients.js';
import { gradientOf } from '../testing/second-order.js';
import { compositeRules, type CompositeRules } from './composite-rules.js';

const device = createCpuDevice({ precision: 'float64' });
const labels = tensor(
  [
    [2, 0],
    [1, 1],
  ],
  { dtype: 'int32' },
);
/** Beyond the end on the last axis: clamped. */
const starts = tensor([1, 0, 5], { dtype: 'int32' });
const logits = { shape: [2, 2, 3] };

interface Row {
  readonly inputs: readonly CheckedInput[];
  readonly fn: (...inputs: Tensor[]) => Tensor;
  /** Around which the operands lie that are held against the body (default 0), and how far from it (default 1). */
  readonly middle?: number;
  readonly spread?: number;
}
const inside = { shape: [2, 2, 3], minimum: -0.6, maximum: 0.6 };
const elementwise = (fn: (x: Tensor) => Tensor): readonly Row[] => [{ inputs: [logits], fn }];
const three = [logits, logits, logits];
const heads = (x: Tensor): Tensor => x.reshape([1, 2, 2, 3]);
const shared = (x: Tensor): Tensor => x.reshape([1, 1, 4, 3]);
const attention = (q: Tensor, k: Tensor, v: Tensor, options?: AttentionOptions): Tensor =>
  scaledDotProductAttention(heads(q), k, v, options);
const rows: { readonly [Name in keyof CompositeRules]: readonly Row[] } = {
  softmax: [
    { inputs: [logits], fn: (x) => softmax(x) },
    { inputs: [logits], fn: (x) => softmax(x, 1) },
  ],
  logSoftmax: [
    { inputs: [logits], fn: (x) => logSoftmax(x) },
    { inputs: [logits], fn: (x) => logSoftmax(x, 0) },
  ],
  softmaxCrossEntropy: [{ inputs: [logits, logits], fn: (target, x) => softmaxCrossEntropy(target, x) }],
  sparseSoftmaxCrossEntropy: [{ inputs: [logits], fn: (x) => sparseSoftmaxCrossEntropy(labels, x) }],
  exp2: elementwise(exp2),
  asin: [{ inputs: [inside], fn: asin, spread: 0.9 }],
  acos: [{ inputs: [inside], fn: acos, spread: 0.9 }],
  atan: elementwise(atan),
  sinh: elementwise(sinh),
  cosh: elementwise(cosh),
  asinh: elementwise(asinh),
  acosh: [{ inputs: [{ shape: [2, 2, 3], minimum: 1.5, maximum: 4 }], fn: acosh, middle: 3 }],
  atanh: [{ inputs: [inside], fn: atanh, spread: 0.9 }],
  hypot: [{ inputs: [logits, logits], fn: hypot }],
  logAddExp: [{ inputs: [logits, logits], fn: logAddExp }],
  logSumExp: [
    { inputs: [logits], fn: (x) => logSumExp(x, [0, 2]) },
    { inputs: [logits], fn: (x) => logSumExp(x) },
  ],
  scaledDotProductAttention: [
    { inputs: three, fn: (q, k, v) => attention(q, heads(k), heads(v)) },
    { inputs: three, fn: (q, k, v) => attention(q, heads(k), heads(v), { causal: true, scale: 0.7 }) },
    { inputs: three, fn: (q, k, v) => attention(q, shared(k), shared(v)) },
    {
      inputs: [...three, logits],
      fn: (q, k, v, m) => attention(q, heads(k), heads(v), { mask: m.slice([1], [0, 1], [0, 2]), causal: true }),
    },
  ],
  spread: [
    { inputs: [logits], fn: (x) => spread(x, [2]) },
    { inputs: [logits], fn: (x) => spread(x, [0, 1]) },
  ],
  standardized: [
    { inputs: [logits], fn: (x) => standardized(x, [2], 1e-3) },
    { inputs: [logits], fn: (x) => standardized(x, [0, 1], 0.1) },
  ],
  softplus: [{ inputs: [logits], fn: (x) => softplus(x) }],
  dynamicSlice: [{ inputs: [logits], fn: (x) => dynamicSlice(x, starts, [1, 2, 2]) }],
  dynamicUpdateSlice: [
    { inputs: [logits, logits], fn: (x, y) => dynamicUpdateSlice(x, y.slice([1], [0, 1], [1]), starts) },
  ],
};
const list = Object.entries(rows).flatMap(([name, each]) =>
  each.map((row, index) => ({ ...row, name: `${name} ${index + 1}` })),
);

beforeAll(() => setDefaultDevice(device));

describe('composite rules', () => {
  it.each(list)('$name, first derivative', async ({ fn, inputs }) => {
    await checkGradients(fn, inputs, { device, tolerance: 1e-8 });
  });

  it.each(list)('$name, second derivative', async ({ fn, inputs }) => {
    await checkGradients(gradientOf(fn), inputs, { device, tolerance: 1e-8 });
  });

  it.each(list)('$name agrees with its body', async ({ fn, inputs, middle = 0, spread = 1 }) => {
    const operands = inputs.map((_, index) =>
      tensor(
        Array.from({ length: 12 }, (__, at) => middle + spread * Math.sin(3 * at + index + 1)),
        { shape: logits.shape },
      ),
    );
    const named = fn(...operands);
    const { body } = named.source as CompositeSource;
    const [byRule, byBody] = [named, body].map((output) => gradients(output.square().sum(), operands));
    for (const [index, gradient] of (byRule as readonly Tensor[]).entries()) {
      const [one, two] = await Promise.all([gradient.data(), ((byBody as readonly Tensor[])[index] as Tensor).data()]);
      one.forEach((value, at) => expect(value).toBeCloseTo(two[at] as number, 12));
    }
  });

  it('have one row here for each rule', () => {
    expect(Object.keys(rows).sort()).toEqual(Object.keys(compositeRules).sort());
  });

  it('stay finite for logits far apart', async () => {
    const x = tensor([[1000, -1000, 0]]);
    const [dx] = gradients(sparseSoftmaxCrossEntropy(tensor([1], { dtype: 'int32' }), x).sum(), [x]);
    expect(await dx.array()).toEqual([[1, -1, 0]]);
    const [dy] = gradients(softmaxCrossEntropy(tensor([[0, 1, 0]]), x).sum(), [x]);
    expect(await dy.array()).toEqual([[1, -1, 0]]);
  });
});
