// Reads a matrix operand given by offset and strides: any transpose, batch, broadcast or leading slice, as parameters.
import { readFunction, sideLetter, type ElementReader, type GemmLoader, type GemmSide } from './gemm-loader.js';

/** Strides of an operand, in elements. */
export interface OperandStrides {
  /** Element (0, 0, 0); default 0. */
  readonly offset?: number;
  /** Of m in A(z, m, k), of n in B(z, k, n). */
  readonly row: number;
  /** Of k. */
  readonly depth: number;
  /** Of the batch index z; 0 where one matrix serves all batches. Default 0. */
  readonly batch?: number;
  /** If z counts two axes, z = outer · innerCount + inner: the inner one's extent and stride (`batch` is then the outer's). */
  readonly innerBatch?: { readonly count: number; readonly stride: number };
}

const WORDS = 6;

/**
 * Loader of element `offset + z · batch + row · m + depth · k` (for side 'b' with n in place of m).
 *
 * @param side which operand
 * @param source a binding of f32 elements, or the expression that reads one
 * @param firstParam index in P of the first of the words that `stridedLoaderWords` gives
 * @param adjacent the index with stride 1, if known
 * @param width 4 where that stride is 1, and offset and all other strides are multiples of 4: the source is one of vec4f
 */
export function stridedLoader(
  side: GemmSide,
  source: string | ElementReader,
  firstParam: number,
  adjacent: 'row' | 'depth' = side === 'a' ? 'depth' : 'row',
  width: 1 | 4 = 1,
): GemmLoader {
  const letter = sideLetter(side);
  const word = (position: number) => `P[${firstParam + position}]`;
  const wgsl = `${readFunction(side, source, width)}
fn row${letter}(z: u32, index: u32) -> vec4u {
  let inner = ${word(3)};
  let start = ${word(0)} + (z / inner) * ${word(2)} + (z % inner) * ${word(4)};
  return vec4u(start + index * ${word(1)}, 0u, 0u, 0u);
}
fn depth${letter}(z: u32, k: u32) -> vec4u { return vec4u(k * ${word(5)}, 0u, 0u, 0u); }
fn load${letter}(row: vec4u, depth: vec4u) -> ${width === 4 ? 'vec4f' : 'f32'} { return read${letter}(row.x + depth.x); }
`;
  return { wgsl, words: WORDS, adjacent, width };
}

/** The words that a strided loader reads from P, in their order. */
export function stridedLoaderWords({ offset = 0, row, depth, batch = 0, innerBatch }: OperandStrides): number[] {
  return [offset, row, batch, innerBatch?.count ?? 1, innerBatch?.stride ?? 0, depth];
}
