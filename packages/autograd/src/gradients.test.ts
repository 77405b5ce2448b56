// What `gradients` refuses and how it says so, and what it leaves out of the graph. Values are checked beside the rules.
import {
  add,
  ConfigError,
  customGradient,
  DisposedError,
  DTypeError,
  lower,
  matmul,
  ShapeError,
  sparseSoftmaxCrossEntropy,
  stopGradient,
  type Tensor,
  tensor,
  variable,
  zeros,
} from '@tensorloom/tensor-core';
import { describe, expect, it } from 'vitest';
import { gradients } from './gradients.js';
import { countOps, recordedOps } from './testing/recorded-ops.js';

const x = tensor([1, 2, 3]);

describe('a loss that cannot be differentiated', () => {
  it('must be one number', () => {
    const w = variable([1, 2, 3], { name: 'w' });
    expect(() => gradients(w.mul(x), [w])).toThrow(ShapeError);
    expect(() => gradients(w.mul(x), [w])).toThrow(
      /^gradients: the loss is not a single number; expected one element, got \[3\]; sum\(\) or mean\(\) it/,
    );
  });

  it('may have axes of size 1', () => {
    const w = variable([[2]]);
    expect(gradients(w.mul(w), [w])[0].shape).toEqual([1, 1]);
  });

  it('must be float32', () => {
    const w = variable([1, 2, 3]);
    expect(() => gradients(w.argmax(), [w])).toThrow(DTypeError);
    expect(() => gradients(w.argmax(), [w])).toThrow(/expected float32, got int32/);
  });

  it('must be a tensor of this copy of tensor-core', () => {
    const w = variable([1]);
    expect(() => gradients(3 as unknown as Tensor, [w])).toThrow(/^gradients: loss is not a tensor; .* got number/);
    const foreign = { [Symbol.for('@tensorloom/tensor')]: true } as unknown as Tensor;
    expect(() => gradients(foreign, [w])).toThrow(/another copy of tensor-core/);
  });
});

describe('variables that gradients cannot be taken of', () => {
  it('integers', () => {
    const labels = tensor([1, 2], { dtype: 'int32' });
    expect(() => gradients(labels.mul(0.5).sum(), [labels])).toThrow(
      /^gradients: tensor 0 .* expected float32, got int32/,
    );
  });

  it('disposed ones', () => {
    const w = variable([1], { name: 'gone' });
    const loss = w.sum();
    w.dispose();
    expect(() => gradients(loss, [w])).toThrow(DisposedError);
    expect(() => gradients(loss, [w])).toThrow(/variable "gone" was disposed/);
  });
});

describe('variables that no gradient reaches', () => {
  const w = variable([1, 2, 3], { name: 'w' });
  const v = variable([1, 2, 3], { name: 'v' });

  it('are named, with what to do', () => {
    expect(() => gradients(w.sum(), [w, v])).toThrow(ConfigError);
    expect(() => gradients(w.sum(), [w, v])).toThrow(
      'gradients: no gradient reaches variable "v"; expected a loss that depends on it, got a loss that does not use it; ' +
        "pass only variables that the loss uses, or { unused: 'zeros' }",
    );
  });

  it('get zeros on demand', () => {
    const [, dv] = gradients(w.sum(), [w, v], { unused: 'zeros' });
    expect(recordedOps([dv])).toEqual(['constant', 'broadcast']);
    expect(dv.shape).toEqual([3]);
  });

  it('are told the ops that stop the gradient', () => {
    expect(() => gradients(w.floor().add(w.sign()).sum(), [w])).toThrow(
      /uses it through (floor, sign|sign, floor) alone/,
    );
    expect(() => gradients(stopGradient(w.exp()).sum(), [w])).toThrow(/uses it through stopGradient alone/);
    expect(() => gradients(w.greater(0).cast('float32').sum(), [w])).toThrow(/uses it through cast alone/);
  });

  it('are told of a later assignment', () => {
    const changing = variable([1], { name: 'changing' });
    const loss = changing.exp().sum();
    changing.assign([2]);
    expect(() => gradients(loss, [changing])).toThrow(
      /got a loss recorded before its last assignment; take gradients first/,
    );
  });

  it('are told of a value that was read on the way', () => {
    const hidden = w.exp();
    // What the runtime leaves behind when a value has been computed.
    hidden.source = { kind: 'stored', storage: {} as never, device: {}, hadHistory: true };
    expect(() => gradients(hidden.sum(), [w])).toThrow(
      /a value on the way was read before, and its history was dropped; take gradients first/,
    );
  });
});

describe('what is recorded', () => {
  it('matrix products with flags instead of transposes', () => {
    const a = tensor(new Float32Array(6), { shape: [2, 3] });
    const w = variable(zeros([3, 4]));
    const [da, dw] = gradients(matmul(a, w).square().sum(), [a, w]);
    expect(countOps([da, dw])).toMatchObject({ matmul: 3 });
    expect(recordedOps([da, dw])).not.toContain('transpose');
  });

  it('only what leads to a variable: a first layer computes no gradient of its input', () => {
    const input = tensor(new Float32Array(6), { shape: [2, 3] });
    const w = variable(zeros([3, 4]));
    const asked: string[] = [];
    const watch = customGradient((a: Tensor) => {
      const gradient = (g: Tensor): readonly Tensor[] => {
        asked.push('input');
        return [g];
      };
      return { value: a, gradient };
    });
    const loss = matmul(watch(input), w).sum();
    gradients(loss, [w]);
    expect(asked).toEqual([]);
    gradients(loss, [w, input]);
    expect(asked).toEqual(['input']);
  });

  it('a relu mask made of the output', () => {
    const w = variable([1, -1]);
    const out = w.relu();
    const [dw] = gradients(out.sum(), [w]);
    const { program } = lower([out, dw], new Map());
    const mask = program.values.find(({ op }) => op === 'greater');
    expect(mask).toMatchObject({ inputs: [program.outputs[0], expect.any(Number)] });
  });

  it('no product with one, no sum of repeats', () => {
    const w = variable([1, 2, 3]);
    const b = variable(0);
    const [dw, db] = gradients(w.mul(x).add(b).sum(), [w, b]);
    expect(recordedOps([dw])).toEqual([]);
    expect(recordedOps([db])).toEqual(['constant']);
  });

  it('one cross-entropy that shares its exponentials with the loss', () => {
    const logits = variable(zeros([4, 10]));
    const loss = sparseSoftmaxCrossEntropy(tensor(new Uint8Array(4)), logits).mean();
    const alone = countOps([loss]);
    const both = countOps([loss, ...gradients(loss, [logits])]);
    expect(both).toMatchObject({ exp: 1, max: 1, equal: 1, iota: 1, sum: alone.sum as number });
    expect(recordedOps([loss, ...gradients(loss, [logits])]).length - recordedOps([loss]).length).toBe(6);
  });

  it('sums of shares in an order that the graph alone decides', () => {
    const record = (): string => {
      const w = variable([1, 2, 3]);
      const shared = w.exp();
      const loss = [shared.sin(), shared.cos(), shared.square(), w.mul(3)].reduce((a, b) => add(a, b)).sum();
      return lower(gradients(loss, [w]), new Map()).program.key;
    };
    expect(record()).toBe(record());
  });

  it('deep graphs without recursion', () => {
    const w = variable(1);
    let value: Tensor = w;
    for (let depth = 0; depth < 20_000; depth++) value = value.sin();
    const [dw] = gradients(value, [w]);
    expect(countOps([dw]).cos).toBe(20_000);
  });
});

describe('gradients of tensors', () => {
  it('that were computed on the way', () => {
    const w = variable([1, 2, 3]);
    const hidden = w.mul(2);
    const [dHidden, dw] = gradients(hidden.mul(hidden).sum(), [hidden, w]);
    expect(recordedOps([dHidden])).not.toContain('exp');
    expect(dw.shape).toEqual([3]);
  });

  it('of the loss itself: one', () => {
    const w = variable(3);
    expect(recordedOps(gradients(w, [w]))).toEqual(['constant']);
  });

  it('with one gradient for each time that a variable is named', () => {
    const w = variable(3);
    const [one, two] = gradients(w.mul(2), [w, w]);
    expect(one).toBe(two);
  });
});

describe("a gradient of one's own", () => {
  const define = (gradient: (g: Tensor) => unknown): (() => unknown) => {
    const w = variable([1, 2, 3]);
    const custom = customGradient((a: Tensor) => ({
      value: a.exp(),
      gradient: gradient as (g: Tensor) => readonly Tensor[],
    }));
    return () => gradients(custom(w).sum(), [w]);
  };

  it("takes the place of the body's", () => {
    const w = variable([1, 2, 3]);
    const clipped = customGradient((a: Tensor) => ({ value: a.exp(), gradient: (g: Tensor) => [g.clip(-1, 1)] }));
    const [dw] = gradients(clipped(w).sum(), [w]);
    expect(recordedOps([dw])).not.toContain('exp');
    expect(recordedOps([dw])).toContain('minimum');
  });

  it('gives one gradient for each operand', () => {
    expect(define((g) => [g, g])).toThrow(
      /^customGradient: wrong number of gradients; expected an array of 1, .* got 2;/,
    );
    expect(define((g) => g)).toThrow(/got object/);
    expect(define(() => [undefined])).toThrow(/gradient 0 is not a tensor; expected a Tensor, got undefined/);
  });

  it('in the shape and dtype of the operand', () => {
    expect(define((g) => [g.sum()])).toThrow(
      /^customGradient: gradient 0 has the wrong shape; expected \[3\] as its operand, got \[\];/,
    );
    expect(define((g) => [g.cast('int32')])).toThrow(/expected float32, got int32/);
  });
});
