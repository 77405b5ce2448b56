// Matrix product for software adapters whose operands can be loaded four elements at a time. One subgroup a workgroup.
import { entryArguments, gemmHead, lines, numbered, pick, tileWalk } from './gemm-frame.js';
import { tileExtent } from './gemm-geometry.js';
import type { GemmLoader, GemmSide } from './gemm-loader.js';
import type { GemmParameters, QuadSchedule } from './gemm-parameters.js';

/** Elements of a load; as many steps of k are taken in a turn of the loop. */
const FOUR = [0, 1, 2, 3] as const;

/**
 * A lane holds a vec4f of C for each row of the tile. In a turn each lane loads four vectors of both operands: along k for
 * four rows of A (or columns of B), or along m (or n) for four k, whichever lie side by side. Extents along the adjacent
 * index of an operand and k are multiples of 4.
 */
export function quadGemm(parameters: GemmParameters, schedule: QuadSchedule): string {
  const { subgroupSize: size } = schedule;
  const { loadA, loadB, storeColumnSum } = parameters;
  checkWidths(loadA, loadB);
  const rows = 4 * size;
  return `enable subgroups;
${gemmHead(parameters)}

@compute @workgroup_size(${size})
fn main(
  ${entryArguments}
) {
${tileWalk(tileExtent(schedule))}
${rowsOfLane('a', loadA, size)}
${rowsOfLane('b', loadB, size)}
${lines(rows, (row) => `  var c${row} = vec4f();`)}
${storeColumnSum === undefined ? '' : '  var sum = vec4f();'}
  for (var k = kFirst; k < kEnd; k += 4u) {
${loads('A', loadA)}
${loads('B', loadB)}
${lines(4, (step) => `    let column${step} = ${columnsAt(loadB, step)};`)}
${storeColumnSum === undefined ? '' : '    sum += column0 + column1 + column2 + column3;'}
${lines(rows, (row) =>
  lines(4, (step) => `    c${row} = fma(vec4f(${elementOfA(loadA, row, step, size)}), column${step}, c${row});`),
)}
  }
${epilogue(loadB, size, rows)}
${storeColumnSum === undefined ? '' : columnSums(loadB, size)}}
`;
}

function checkWidths(...loaders: readonly GemmLoader[]): void {
  const narrow = loaders.find(({ width }) => width !== 4);
  if (!narrow) return;
  throw new RangeError(`gemm: bad loader; expected loads of 4 elements for quads, got ${narrow.width}; load four`);
}

/** Rows of A, or columns of B, that a lane loads: four neighbours, or one in each quarter of the tile. */
function rowsOfLane(side: GemmSide, { adjacent }: GemmLoader, size: number): string {
  const [letter, start, end] = side === 'a' ? ['A', 'm0', 'sizeM'] : ['B', 'n0', 'sizeN'];
  if (adjacent === 'row') return `  let row${letter}0 = row${letter}(z, min(${start} + lane * 4u, ${end} - 4u));`;
  return lines(4, (i) => `  let row${letter}${i} = row${letter}(z, min(${start} + ${i * size}u + lane, ${end} - 1u));`);
}

function loads(letter: 'A' | 'B', { adjacent }: GemmLoader): string {
  const load = (i: number, row: number, k: string): string =>
    `    let ${letter}${i} = load${letter}(row${letter}${row}, depth${letter}(z, ${k}));`;
  return lines(4, (i) => (adjacent === 'row' ? load(i, 0, `k + ${i}u`) : load(i, i, 'k')));
}

/** The lane's four columns of B at a step of k. */
function columnsAt({ adjacent }: GemmLoader, step: number): string {
  return adjacent === 'row' ? `B${step}` : `vec4f(${FOUR.map((i) => `B${i}[${step}]`).join(', ')})`;
}

/** A's element of a row of the tile at a step of k, from the lane that holds it. */
function elementOfA({ adjacent }: GemmLoader, row: number, step: number, size: number): string {
  if (adjacent === 'row') return `subgroupBroadcast(A${step}[${row % 4}], ${Math.floor(row / 4)}u)`;
  return `subgroupBroadcast(A${Math.floor(row / size)}[${step}], ${row % size}u)`;
}

/** The column of C that component `i` of a lane's vectors belongs to. */
function columnOf({ adjacent }: GemmLoader, size: number): string {
  return adjacent === 'row' ? 'n0 + lane * 4u + i' : `n0 + i * ${size}u + lane`;
}

// Loops with bounds from parameters: the caller's text stands here once, and compiles once.
function epilogue(loadB: GemmLoader, size: number, rows: number): string {
  return `  let rowCount = min(P[5], sizeM - m0);
  for (var row = 0u; row < rowCount; row++) {
    let values = ${pick(numbered('c', rows), 'row')};
    for (var i = 0u; i < P[6] / ${size}u; i++) {
      let n = ${columnOf(loadB, size)};
      let value = ${componentOf('values')};
      if (n < sizeN) { store(batchAndSlice, m0 + row, n, value); }
    }
  }`;
}

function columnSums(loadB: GemmLoader, size: number): string {
  return `  if (m0 == 0u) {
    for (var i = 0u; i < P[6] / ${size}u; i++) {
      let n = ${columnOf(loadB, size)};
      let value = ${componentOf('sum')};
      if (n < sizeN) { storeColumnSum(batchAndSlice, n, value); }
    }
  }
`;
}

function componentOf(vector: string): string {
  return pick(
    FOUR.map((component) => `${vector}[${component}]`),
    'i',
  );
}
