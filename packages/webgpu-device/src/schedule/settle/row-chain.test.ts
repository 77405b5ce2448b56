// Small row kernels behind one another become one; nothing else does.
import { sparseSoftmaxCrossEntropy, tensor, variable, type Tensor } from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { scheduled } from '../testing/scheduled.js';

const logits = (rows: number, classes: number): Tensor =>
  tensor(new Float32Array(rows * classes), { shape: [rows, classes] });
const labels = (rows: number): Tensor => tensor(new Int32Array(rows), { dtype: 'int32', shape: [rows] });
const names = ({ kernels }: ReturnType<typeof scheduled>): readonly string[] =>
  kernels.map(({ kernel: { name } }) => name);

describe('chains of row kernels', () => {
  it('take the mean of a loss along with its rows, in one workgroup', () => {
    const loss = sparseSoftmaxCrossEntropy(labels(64), logits(64, 10)).mean();
    const { kernels } = scheduled({ outputs: [loss] });
    expect(kernels.map(({ kernel: { name }, workgroups }) => [name, workgroups])).toEqual([['row-chain', 1]]);
    const [{ kernel }] = kernels as [(typeof kernels)[number]];
    expect(kernel.wgsl.match(/storageBarrier\(\);/g)).toHaveLength(1);
  });

  it('hand on through more than two, and assign at the end', () => {
    const total = variable(0, { name: 'total' });
    const rows = logits(8, 4).max(1).exp();
    const sum = rows.reshape([2, 4]).sum(1);
    const all = sum.square().sum();
    const schedule = scheduled({ outputs: [all], assignments: [[total, total.add(all)]] });
    expect(names(schedule)).toEqual(['row-chain']);
    expect(schedule.copies).toEqual([]);
  });

  it('leave large rows, long rows, and rows that do not read one another', () => {
    const large = sparseSoftmaxCrossEntropy(labels(2048), logits(2048, 10)).mean();
    expect(names(scheduled({ outputs: [large] }))).toHaveLength(2);
    const long = logits(4, 1000).max(1).sum();
    expect(names(scheduled({ outputs: [long] }))).toHaveLength(2);
    const apart = [logits(8, 4).max(1), logits(4, 6).max(1)];
    expect(names(scheduled({ outputs: apart }))).toEqual(['row-lane', 'row-lane']);
  });

  it('wait for what comes between', () => {
    const rows = logits(8, 8).max(1);
    const product = rows.reshape([8, 1]).matmul(logits(1, 8));
    const after = rows.add(product.max(1)).sum();
    const schedule = names(scheduled({ outputs: [after] }));
    expect(schedule[0]).toBe('row-lane');
    expect(schedule.at(-1)).toBe('row-chain');
  });

  it('keep to the limit of bindings', () => {
    const rows = logits(8, 4).max(1);
    const others = Array.from({ length: 4 }, () => logits(8, 1).reshape([8]));
    const sum = others.reduce((result, other) => result.mul(other), rows).sum();
    expect(names(scheduled({ outputs: [rows, sum], options: { bindingLimit: 8 } }))).toEqual(['row-chain']);
    expect(names(scheduled({ outputs: [rows, sum], options: { bindingLimit: 7 } }))).toHaveLength(2);
  });
});
