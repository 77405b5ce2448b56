// Einsum without a device: what it records, in which order, and what it says of equations that do not fit.
import { describe, expect, it } from 'vitest';
import { ConfigError, einsum, lower, ShapeError, zeros, type ProgramNode, type Tensor } from '../../index.js';
import { cheapestPair } from './contraction-order.js';

const f = (...shape: number[]): Tensor => zeros(shape);

/** The products of what is recorded: their multiply-adds. */
function multiplyAdds(result: Tensor): number[] {
  const { values } = lower([result], new Map()).program;
  return values
    .filter((node): node is ProgramNode & { op: 'matmul' } => node.op === 'matmul')
    .map(({ inputs, attributes, shape }) => {
      const left = values[inputs[0] as number]?.shape as readonly number[];
      const depth = left.at(attributes.transposeA ? -2 : -1) as number;
      return shape.reduce((product, extent) => product * extent, depth);
    });
}

const opsOf = (result: Tensor): string[] =>
  lower([result], new Map()).program.values.flatMap(({ op }) => (op === 'input' || op === 'constant' ? [] : [op]));

describe('einsum', () => {
  it('multiplies a chain in the order that costs least, whichever end that begins at', () => {
    expect(multiplyAdds(einsum('ij,jk,kl->il', f(2, 100), f(100, 50), f(50, 30)))).toEqual([2 * 100 * 50, 2 * 50 * 30]);
    expect(multiplyAdds(einsum('ij,jk,kl->il', f(30, 50), f(50, 100), f(100, 2)))).toEqual([50 * 100 * 2, 30 * 50 * 2]);
    expect(multiplyAdds(einsum('ij,jk,kl,lm', f(40, 30), f(30, 20), f(20, 10), f(10, 1)))).toEqual([
      20 * 10,
      30 * 20,
      40 * 30,
    ]);
  });

  it('prefers operands with a common label', () => {
    const extents = new Map([
      ['i', 2],
      ['j', 3],
      ['k', 2],
      ['l', 100],
    ]);
    expect(cheapestPair([['i', 'l'], ['k'], ['l', 'j']], extents)).toEqual([0, 2]);
    expect(cheapestPair([['i'], ['j'], ['k']], extents)).toEqual([0, 2]);
  });

  it('records one product and no transpose where flags can say it', () => {
    const broadcasts = new Set(['broadcast']);
    const plain = (result: Tensor): string[] => opsOf(result).filter((op) => !broadcasts.has(op));
    expect(plain(einsum('ij,jk->ik', f(2, 3), f(3, 4)))).toEqual(['matmul']);
    expect(plain(einsum('ji,kj->ik', f(3, 2), f(4, 3)))).toEqual(['matmul']);
    expect(plain(einsum('bij,bkj->bik', f(5, 2, 3), f(5, 4, 3)))).toEqual(['matmul']);
    expect(plain(einsum('xyi,jxy->ij', f(2, 3, 4), f(5, 2, 3)))).toEqual(['reshape', 'reshape', 'matmul']);
    expect(plain(einsum('i,j->ij', f(2), f(3)))).not.toContain('matmul');
    expect(plain(einsum('bi,bi->b', f(2, 3), f(2, 3)))).toEqual(['mul', 'sum']);
  });

  const shapes: readonly (readonly [string, Tensor[], readonly number[]])[] = [
    ['ii', [f(3, 3)], []],
    ['ii->i', [f(3, 3)], [3]],
    ['iijj->ji', [f(2, 2, 3, 3)], [3, 2]],
    ['ba', [f(2, 3)], [3, 2]],
    ['ij->', [f(2, 3)], []],
    ['', [f()], []],
    ['i, i', [f(2), f(2)], []],
    ['cb,ba', [f(2, 3), f(3, 4)], [4, 2]],
    ['...ij,...jk->...ik', [f(7, 1, 2, 3), f(6, 3, 4)], [7, 6, 2, 4]],
    ['i...,i...', [f(5, 2, 3), f(5, 3)], [2, 3]],
    ['...,...->...', [f(2, 1), f(3)], [2, 3]],
    ['ij,kl,m->mli', [f(2, 3), f(4, 5), f(6)], [6, 5, 2]],
    ['bij,bjk,bkl,bl->bi', [f(2, 3, 4), f(2, 4, 5), f(2, 5, 6), f(2, 6)], [2, 3]],
  ];
  it.each(shapes)("'%s'", (equation, operands, shape) => {
    expect(einsum(equation, ...operands).shape).toEqual(shape);
  });
});

const slips: readonly (readonly [string, Tensor[], new (message: string) => Error, RegExp])[] = [
  ['ij,jk', [f(2, 3)], ConfigError, /operands missing or left over in 'ij,jk'; expected 2 operands, got 1/],
  ['i', [f(2), f(2)], ConfigError, /expected 1 operands, got 2/],
  ['ij', [f(2)], ShapeError, /ranks differ in 'ij'; expected 2 axes for 'ij', got \[2\]/],
  ['ij...k', [f(2, 2)], ShapeError, /expected at least 3 axes for 'ij...k', got \[2, 2\]/],
  ['ij,jk->ik', [f(2, 3), f(4, 5)], ShapeError, /'j' has two sizes in 'ij,jk->ik'; expected 3, got 4 in \[4, 5\]/],
  ['ii', [f(2, 3)], ShapeError, /'i' has two sizes/],
  ['...i,...i', [f(2, 3), f(4, 3)], ShapeError, /an axis of the ellipsis has two sizes/],
  ['i->j', [f(2)], ConfigError, /unknown label 'j' in 'i->j'/],
  ['i->ii', [f(2)], ConfigError, /label 'i' twice/],
  ['...i->i', [f(2, 3)], ConfigError, /ellipsis lost/],
  ['i->i->i', [f(2)], ConfigError, /two arrows/],
  ['i1', [f(2, 2)], ConfigError, /bad term in 'i1'/],
  ['i..', [f(2)], ConfigError, /bad term|ranks differ/],
  ['i......j', [f(2, 2)], ConfigError, /bad term/],
];
describe('a slip of an equation', () => {
  it.each(slips)("'%s'", (equation, operands, type, message) => {
    expect(() => einsum(equation, ...operands)).toThrow(type);
    expect(() => einsum(equation, ...operands)).toThrow(message);
  });
});
