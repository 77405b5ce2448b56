// Lowering: what a program contains, what merges, what tells two programs apart, and how it reads.
import { describe, expect, it } from 'vitest';
import {
  add,
  customGradient,
  dynamicSlice,
  exp,
  lower,
  pad,
  random,
  softmax,
  stopGradient,
  tensor,
  variable,
  type Tensor,
  type Variable,
} from './index.js';
import { formatProgram, hostOffsets, inputsOf, type ProgramValue } from './program.js';

const none = new Map();
const keyOf = (...roots: readonly Tensor[]): string => lower(roots, none).program.key;
const opsOf = (...roots: readonly Tensor[]): string[] =>
  lower(roots, none).program.values.flatMap(({ op }) => (op === 'input' ? [] : [op]));
const assigning = (...pairs: readonly (readonly [Variable, Tensor])[]): Map<Variable['cell'], Tensor> =>
  new Map(pairs.map(([{ cell }, value]) => [cell, value.resolve()]));

describe('a program', () => {
  it('reads from top to bottom', () => {
    const w = variable([1, 2], { name: 'w' });
    const x = tensor(new Uint8Array(2));
    const loss = x.cast('float32').mul(w).sum();
    const { program } = lower([loss], assigning([w, w.sub(0.5)]));
    expect(formatProgram(program)).toBe(
      [
        '%0 = tensor 0: int32[2]',
        '%1 = cast(%0) {"dtype":"float32"}: float32[2]',
        '%2 = state 0 "w": float32[2]',
        '%3 = mul(%1, %2): float32[2]',
        '%4 = sum(%3) {"axes":[0]}: float32[]',
        '%5 = host 0: float32[]',
        '%6 = broadcast(%5) {"shape":[2]}: float32[2]',
        '%7 = sub(%2, %6): float32[2]',
        'state 0 <- %7',
        'return %4',
      ].join('\n'),
    );
    expect(inputsOf(program, 'tensor')).toMatchObject([{ storedAs: 'uint8', dtype: 'int32' }]);
  });

  it('is the same wherever a dynamic slice begins', () => {
    const x = tensor([[1, 2, 3]]);
    const at = (...starts: number[]): string => keyOf(dynamicSlice(x, tensor(Int32Array.from(starts)), [1, 2]));
    expect(at(0, 1)).toBe(at(0, 0));
  });

  it('contains what its roots need, each value once', () => {
    const x = tensor([1, 2]);
    x.sin();
    expect(opsOf(x.exp().add(x.exp()))).toEqual(['exp', 'add']);
    expect(opsOf(exp(x).sum(), x.exp().max())).toEqual(['exp', 'sum', 'max']);
  });

  it("looks through names and gradients of one's own", () => {
    const x = tensor([[1, 2]]);
    const named = customGradient((a: Tensor) => ({ value: a.neg(), gradient: (g: Tensor) => [g] }))(stopGradient(x));
    expect(opsOf(named)).toEqual(['neg']);
    expect(opsOf(softmax(x))).toEqual([
      'max',
      'reshape',
      'broadcast',
      'sub',
      'exp',
      'sum',
      'reshape',
      'broadcast',
      'div',
    ]);
  });

  it('takes graphs of any depth', () => {
    let x = tensor([1]);
    for (let i = 0; i < 50_000; i++) x = x.neg().abs();
    expect(lower([x], none).program.values).toHaveLength(100_001);
  });

  it('numbers host values in order', () => {
    const x = tensor([1, 2]).mul(0.5).add(3);
    const { program, hosts } = lower([x, random.bits([2])], none);
    expect(hosts.map(({ read }) => Array.from(read()).length)).toEqual([1, 1, 2]);
    expect(hostOffsets(program)).toEqual([0, 1, 2, 4]);
  });
});

describe('the key of a program', () => {
  it('is the same for the same structure on other data, numbers and names', () => {
    const of = (name: string, value: number): string => {
      const w = variable([value, value], { name });
      return lower([w.mul(value).sum()], assigning([w, add(w, value)])).program.key;
    };
    expect(of('a', 1)).toBe(of('b', 2));
  });

  it('differs where anything differs that a plan depends on', () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const bytes = tensor(new Uint8Array(4), { shape: [2, 2] });
    const integers = tensor(new Int32Array(4), { shape: [2, 2] });
    const [a, b] = [variable([1]), variable([2])];
    const roots: readonly (readonly Tensor[])[] = [
      [x.exp()],
      [x.sin()],
      [x.sum(0)],
      [x.sum(1)],
      [x.reshape([4]).exp()],
      [bytes.neg()],
      [integers.neg()],
      [x.exp(), x.exp()],
      [x.exp(), x.sin()],
      [x.sin(), x.exp()],
      [
        x.sub(
          tensor([
            [1, 1],
            [1, 1],
          ]),
        ),
      ],
      [
        pad(
          x,
          [
            [0, 1],
            [0, 0],
          ],
          0,
        ),
      ],
      [
        pad(
          x,
          [
            [0, 1],
            [0, 0],
          ],
          -0,
        ),
      ],
      [
        pad(
          x,
          [
            [0, 1],
            [0, 0],
          ],
          NaN,
        ),
      ],
      [
        pad(
          x,
          [
            [0, 1],
            [0, 0],
          ],
          Infinity,
        ),
      ],
      [
        pad(
          x,
          [
            [0, 1],
            [0, 0],
          ],
          -Infinity,
        ),
      ],
    ];
    const assigned = [
      assigning([a, a.add(b)]),
      assigning([b, a.add(b)]),
      assigning([a, a.add(b)], [b, a.add(b)]),
      assigning([a, b], [b, a]),
      assigning([a, a], [b, b]),
    ];
    const keys = [...roots.map((list) => keyOf(...list)), ...assigned.map((map) => lower([], map).program.key)];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('tells order of operands apart', () => {
    const [x, y] = [tensor([1, 2]), tensor([3, 4])];
    expect(keyOf(x.sub(y), y)).not.toBe(keyOf(y.sub(x), y));
  });
});

describe('a program that is made once more', () => {
  const nodes = (root: Tensor): readonly ProgramValue[] => lower([root], none).program.values.slice(1);

  it('has the nodes of the last one', () => {
    const step = (value: number): Tensor => pad(tensor([value, 1]).exp(), [[1, 0]], NaN).sum();
    const [first, second] = [nodes(step(1)), nodes(step(2))];
    expect(second).toHaveLength(3);
    second.forEach((node, index) => expect(node).toBe(first[index]));
  });

  it.each([
    ['another shape', tensor([1, 2]).neg(), tensor([1, 2, 3]).neg()],
    ['another dtype', tensor([1, 2]).neg(), tensor(new Int32Array(2)).neg()],
    ['another op', tensor([1, 2]).exp(), tensor([1, 2]).sin()],
    ['other attributes', tensor([[1, 2]]).sum(0), tensor([[1, 2]]).sum(1)],
    ['the other zero', pad(tensor([1, 2]), [[0, 1]], 0), pad(tensor([1, 2]), [[0, 1]], -0)],
  ])('has nodes of its own: %s', (_, before, root) => {
    const alone = String(lower([root], none).program);
    const [earlier] = nodes(before);
    const [node] = nodes(root);
    expect(node).not.toEqual(earlier);
    expect(node).toMatchObject({ shape: root.shape, dtype: root.dtype });
    expect(String(lower([root], none).program)).toBe(alone);
  });
});

describe('variables in a program', () => {
  it('that are only assigned are not read', () => {
    const [a, b] = [variable([1]), variable([2])];
    const { states, statesRead, program } = lower([], assigning([a, b.mul(2)]));
    expect(states).toEqual([b.cell, a.cell]);
    expect([...statesRead]).toEqual([b.cell]);
    expect(program.assignments).toEqual([{ state: 1, value: expect.any(Number) }]);
  });

  it('stand for how they come about while they are initialised', () => {
    const a = variable([1, 2]);
    const b = variable(a.mul(2));
    const { program, states } = lower([b.resolve()], none, { initialising: true });
    expect(states).toEqual([]);
    expect(program.values.map(({ op }) => op)).toEqual(['input', 'input', 'broadcast', 'mul']);
  });

  it('that are disposed say so', () => {
    const a = variable([1], { name: 'a' });
    const y = a.mul(2);
    a.dispose();
    expect(() => lower([y], none)).toThrow('variable a: was disposed; expected a live variable; read before dispose()');
  });
});
