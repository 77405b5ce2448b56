// The product of two packed blocks in WebAssembly: tiles of 4 x 8 in vectors of four floats. Knows no matrices.
import {
  add,
  addFloats,
  get,
  increase,
  integer,
  load,
  loadSplat,
  moduleBytes,
  multiplyFloats,
  notEqual,
  repeatWhile,
  set,
  shiftLeft,
  store,
  subtract,
  zeros,
  type Code,
} from './wasm-bytes.js';

/** The most rows, columns and depth of a block: the blocks and their product take 896 KiB. */
export const ROWS = 128;
export const COLUMNS = 512;
export const DEPTH = 256;

const FLOAT = 4;
const A = 0;
const B = A + ROWS * DEPTH * FLOAT;
const PRODUCT = B + COLUMNS * DEPTH * FLOAT;
const PAGES = (PRODUCT + ROWS * COLUMNS * FLOAT) / 2 ** 16;

/** Where the packed blocks lie, and the function that multiplies them. */
export interface VectorKernel {
  /** Panels of four rows, as `packPanels` writes them. */
  readonly a: Float32Array;
  /** Panels of four columns. */
  readonly b: Float32Array;
  /** The product: element (i, j) at i · COLUMNS + j. */
  readonly product: Float32Array;
  /** product = a · b. The counts are of panels of four rows and of pairs of panels of four columns, each at least 1. */
  multiply(rowPanels: number, columnPairs: number, depth: number): void;
}

const local = { rowPanels: 0, columnPairs: 1, depth: 2, panel: 3, a: 4, b: 5, b2: 6, out: 7, row: 8, end: 9 };
const left = 10;
const [right, right2] = [11, 12];
/** The sums of row r: vectors sums + 2 r and the next. */
const sums = 13;
const tileRows = [0, 1, 2, 3] as const;

/** Four products: sum += left · right. */
const accumulate = (sum: number, operand: number): Code => [
  ...get(sum),
  ...get(left),
  ...get(operand),
  ...multiplyFloats,
  ...addFloats,
  ...set(sum),
];

/** A tile's sums over the depth: one column of four rows of a times one row of eight columns of b at a time. */
const sumTile: Code = [
  ...tileRows.flatMap((r) => [...zeros, ...set(sums + 2 * r), ...zeros, ...set(sums + 2 * r + 1)]),
  ...[...get(local.a), ...get(local.panel), ...add, ...set(local.end)],
  ...repeatWhile(
    [
      ...[...get(local.b), ...load(0), ...set(right)],
      ...[...get(local.b2), ...load(0), ...set(right2)],
      ...tileRows.flatMap((r) => [
        ...[...get(local.a), ...loadSplat(r * FLOAT), ...set(left)],
        ...accumulate(sums + 2 * r, right),
        ...accumulate(sums + 2 * r + 1, right2),
      ]),
      ...[local.a, local.b, local.b2].flatMap((pointer) => increase(pointer, integer(16))),
    ],
    [...get(local.a), ...get(local.end), ...notEqual],
  ),
];

const storeTile: Code = tileRows.flatMap((r) => [
  ...[...get(local.out), ...get(sums + 2 * r), ...store(r * COLUMNS * FLOAT)],
  ...[...get(local.out), ...get(sums + 2 * r + 1), ...store(r * COLUMNS * FLOAT + 16)],
]);

/** One pair of column panels times all row panels; `a` walks on by itself. */
const multiplyPair: Code = [
  ...[...integer(A), ...set(local.a), ...get(local.rowPanels), ...set(local.row)],
  ...repeatWhile(
    [
      ...[...get(local.b), ...get(local.panel), ...add, ...set(local.b2)],
      ...sumTile,
      ...storeTile,
      ...[...get(local.b), ...get(local.panel), ...subtract, ...set(local.b)],
      ...increase(local.out, integer(4 * COLUMNS * FLOAT)),
      ...increase(local.row, integer(-1)),
    ],
    get(local.row),
  ),
];

const body: Code = [
  ...[...get(local.depth), ...integer(4), ...shiftLeft, ...set(local.panel)],
  ...[...integer(B), ...set(local.b), ...integer(PRODUCT), ...set(local.out)],
  ...repeatWhile(
    [
      ...multiplyPair,
      ...increase(local.b, [...get(local.panel), ...integer(1), ...shiftLeft]),
      // Back to the first row, eight columns on.
      ...increase(local.out, integer(8 * FLOAT)),
      ...[...get(local.out), ...get(local.rowPanels), ...integer(4 + Math.log2(COLUMNS)), ...shiftLeft],
      ...[...subtract, ...set(local.out)],
      ...increase(local.columnPairs, integer(-1)),
    ],
    get(local.columnPairs),
  ),
];

let kernel: VectorKernel | undefined | null = null;

function makeKernel(): VectorKernel | undefined {
  try {
    const bytes = moduleBytes({ name: 'multiply', parameters: 3, integers: 7, vectors: 11, body }, PAGES);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
    const { buffer } = exports['memory'] as WebAssembly.Memory;
    return {
      a: new Float32Array(buffer, A, ROWS * DEPTH),
      b: new Float32Array(buffer, B, COLUMNS * DEPTH),
      product: new Float32Array(buffer, PRODUCT, ROWS * COLUMNS),
      multiply: exports['multiply'] as VectorKernel['multiply'],
    };
  } catch {
    // No WebAssembly, none with vectors, or a page whose security policy forbids it.
    return undefined;
  }
}

/** The kernel, made with the first product; undefined where there is no WebAssembly with vectors. */
export function vectorKernel(): VectorKernel | undefined {
  if (kernel === null) kernel = makeKernel();
  return kernel;
}
