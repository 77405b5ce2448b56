// Tensors and variables before any device: what is known at once, what is refused at the user's line.
import { describe, expect, it } from 'vitest';
import { DTypeError, isTensor, isVariable, ShapeError, tensor, variable, zeros, ConfigError } from './index.js';

describe('a tensor', () => {
  it('knows its shape and says what it is', () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    expect([x.shape, x.rank, x.size, x.dtype]).toEqual([[2, 2], 2, 4, 'float32']);
    expect(String(x)).toBe('Tensor(float32, [2, 2], [[1 2]\n [3 4]])');
    expect(String(x.add(1))).toBe('Tensor(float32, [2, 2])');
    expect([isTensor(x), isVariable(x), isTensor({}), isTensor(null)]).toEqual([true, false, false, false]);
  });

  it('is no number for operators', () => {
    const x = tensor(1) as unknown as number;
    expect(() => x + 1).toThrow(/operators do not work on tensors.*a\.add\(b\)/);
    expect(() => x * 2).toThrow(TypeError);
    expect(() => x < 2).toThrow(TypeError);
  });

  it('of bytes is int32', () => {
    expect(tensor(Uint8Array.of(1)).dtype).toBe('int32');
  });

  it('item() wants one element', async () => {
    await expect(zeros([2]).item()).rejects.toThrow(ShapeError);
  });
});

describe('a variable', () => {
  it('has a name, a dtype and a first value', () => {
    const w = variable([1, 2], { name: 'w', trainable: false });
    expect([w.name, w.trainable, w.shape, w.dtype]).toEqual(['w', false, [2], 'float32']);
    expect(String(w)).toMatch(/^Variable\("w", float32, \[2\]/);
    expect(variable(Uint8Array.of(1)).dtype).toBe('int32');
    expect(variable([1], { dtype: 'int32' }).dtype).toBe('int32');
    expect(variable(1).name).toMatch(/^variable_\d+$/);
    expect([isTensor(w), isVariable(w)]).toEqual([true, true]);
  });

  it('takes values of its own shape and dtype only', () => {
    const w = variable([1, 2], { name: 'w' });
    expect(() => w.assign([1, 2, 3])).toThrow('assign to w: shape differs; expected [2], got [3]; reshape the value');
    expect(() => w.assign(tensor([1, 2], { dtype: 'int32' }))).toThrow(DTypeError);
    expect(() => w.assign(tensor([[1, 2]]))).toThrow(ShapeError);
    const count = variable([1], { dtype: 'int32' });
    expect(() => count.assign([0.5])).toThrow(DTypeError);
  });

  it('of a tensor takes its shape from there', () => {
    expect(variable(zeros([2, 3])).shape).toEqual([2, 3]);
    expect(variable(zeros([2]), { dtype: 'int32' }).dtype).toBe('int32');
    expect(() => variable(zeros([2]), { shape: [3] })).toThrow(ConfigError);
  });
});
