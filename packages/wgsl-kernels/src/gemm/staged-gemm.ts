// Matrix product for GPUs: a workgroup brings blocks of both operands to its own memory, each invocation multiplies from there.
import { entryArguments, gemmHead, lines, tileWalk } from './gemm-frame.js';
import { gemmInvocations, panelPitch, tileExtent } from './gemm-geometry.js';
import type { GemmLoader } from './gemm-loader.js';
import type { GemmParameters, StagedSchedule } from './gemm-parameters.js';

/** A vec4f of a block that an invocation fetches: where in the block, as WGSL, and whether its k differs from the first one's. */
interface Fragment {
  readonly depth: string;
  readonly quad: string;
}

/** The block of one operand for `blockK` steps of k: rows of k, each of `quads` vec4f along the operand's other index. */
interface Panel {
  readonly side: 'A' | 'B';
  readonly quads: number;
  /** Distance of two rows of k. */
  readonly pitch: number;
  readonly start: string;
  readonly end: string;
  /** vec4h for halves: they come from memory as such, and take half of the room. */
  readonly type: 'vec4f' | 'vec4h';
  readonly fragments: readonly Fragment[];
}

/**
 * Panels lie in workgroup memory with k outermost and are read as vec4f. While a panel is multiplied, the next one is on
 * its way from global memory into registers.
 */
export function stagedGemm(parameters: GemmParameters, schedule: StagedSchedule): string {
  const { blockM, blockN, blockK, threadM, threadN } = schedule;
  const threads = gemmInvocations(schedule);
  const withSums = parameters.storeColumnSum !== undefined;
  const { halves = [] } = parameters;
  // Sums of columns take the place of B's last panel: they are no halves.
  const [typeA, typeB] = [
    halves.includes('a') ? 'vec4h' : 'vec4f',
    halves.includes('b') && !withSums ? 'vec4h' : 'vec4f',
  ] as const;
  const panels = [
    { ...panelOf('A', blockM, 'm0', 'sizeM', parameters.loadA, schedule, threads), type: typeA },
    { ...panelOf('B', blockN, 'n0', 'sizeN', parameters.loadB, schedule, threads), type: typeB },
  ] as const;
  const [, panelB] = panels;
  return `${gemmHead(parameters)}
${panels.map(({ side, pitch, type }) => `var<workgroup> panel${side}: array<${type}, ${blockK * pitch}>;`).join('\n')}

@compute @workgroup_size(${threads})
fn main(
  ${entryArguments}
) {
${tileWalk(tileExtent(schedule))}
  let across = lane % ${blockN / threadN}u;
  let down = lane / ${blockN / threadN}u;
${panels.map(placesOf).join('\n')}
${lines(threadM * (threadN / 4), (i) => `  var c${i} = vec4f();`)}
${withSums ? lines(panelB.fragments.length, (f) => `  var sum${f} = vec4f();`) : ''}
  for (var k = kFirst; ; k += ${blockK}u) {
    if (k < kEnd) {
${panels.map(fetch).join('\n')}
    }
    if (k > kFirst) {
      for (var step = 0u; step < ${blockK}u; step++) {
${multiply(schedule, panels)}
      }
    }
    if (k >= kEnd) { break; }
    // Orders reads of the last panel before writes of this one.
    workgroupBarrier();
${panels.map(keep).join('\n')}
    // Orders writes of this panel before reads of it.
    workgroupBarrier();
${withSums ? lines(panelB.fragments.length, (f) => `    sum${f} += nextB${f};`) : ''}
  }
${epilogue(schedule)}
${withSums ? columnSums(panelB, blockK, threads) : ''}}
`;
}

function panelOf(
  side: 'A' | 'B',
  block: number,
  start: string,
  end: string,
  { adjacent }: GemmLoader,
  { blockK }: StagedSchedule,
  threads: number,
): Omit<Panel, 'type'> {
  const quads = block / 4;
  // Neighbouring invocations fetch neighbours in memory.
  const [inner, outer] = adjacent === 'depth' ? [blockK, quads] : [quads, blockK];
  const fragments = Array.from({ length: (inner * outer) / threads }, (_, index) => {
    const far = (index * threads) / inner;
    const innerPlace = `lane % ${inner}u`;
    const outerPlace = `lane / ${inner}u + ${far}u`;
    return adjacent === 'depth' ? { depth: innerPlace, quad: outerPlace } : { depth: outerPlace, quad: innerPlace };
  });
  return { side, quads, pitch: panelPitch(block), start, end, fragments };
}

function placesOf({ side, pitch, start, end, fragments }: Panel): string {
  return fragments
    .map(
      ({ depth, quad }, f) => `  let step${side}${f} = ${depth};
  let quad${side}${f} = ${quad};
  let slot${side}${f} = step${side}${f} * ${pitch}u + quad${side}${f};
${lines(4, (i) => `  let row${side}${f}_${i} = row${side}(z, min(${start} + quad${side}${f} * 4u + ${i}u, ${end} - 1u));`)}
  var next${side}${f} = vec4f();`,
    )
    .join('\n');
}

function fetch({ side, fragments }: Panel): string {
  return lines(fragments.length, (f) => {
    const elements = Array.from({ length: 4 }, (_, i) => `load${side}(row${side}${f}_${i}, depth${side}${f})`);
    return `      let depth${side}${f} = depth${side}(z, min(k + step${side}${f}, kEnd - 1u));
      next${side}${f} = select(vec4f(), vec4f(${elements.join(', ')}), k + step${side}${f} < kEnd);`;
  });
}

function keep({ side, type, fragments }: Panel): string {
  return lines(fragments.length, (f) => {
    const next = `next${side}${f}`;
    return `    panel${side}[slot${side}${f}] = ${type === 'vec4h' ? `vec4h(${next})` : next};`;
  });
}

function multiply({ blockM, blockN, threadM, threadN }: StagedSchedule, panels: readonly [Panel, Panel]): string {
  const read = ({ side, pitch, type }: Panel, index: number, thread: string, threads: number) => {
    const element = `panel${side}[step * ${pitch}u + ${thread} + ${index * threads}u]`;
    return `        let ${side.toLowerCase()}${index} = ${type === 'vec4h' ? `vec4f(${element})` : element};`;
  };
  const quadsOfRow = threadN / 4;
  return `${lines(threadM / 4, (i) => read(panels[0], i, 'down', blockM / threadM))}
${lines(quadsOfRow, (j) => read(panels[1], j, 'across', blockN / threadN))}
${lines(threadM * quadsOfRow, (index) => {
  const [row, quad] = [Math.floor(index / quadsOfRow), index % quadsOfRow];
  return `        c${index} = fma(vec4f(a${Math.floor(row / 4)}.${'xyzw'[row % 4]}), b${quad}, c${index});`;
})}`;
}

// Written out for each accumulator: an array that a loop indexes would move them from registers to memory.
function epilogue({ blockM, blockN, threadM, threadN }: StagedSchedule): string {
  const quadsOfRow = threadN / 4;
  return lines(threadM, (row) => {
    const m = `m0 + (down + ${Math.floor(row / 4) * (blockM / threadM)}u) * 4u + ${row % 4}u`;
    return `  { let m = ${m};
    if (m < sizeM) {
${lines(quadsOfRow, (quad) => `      let column${quad} = n0 + (across + ${quad * (blockN / threadN)}u) * 4u;`)}
${lines(threadN, (column) => {
  const [quad, part] = [Math.floor(column / 4), column % 4];
  const n = `column${quad} + ${part}u`;
  return `      if (${n} < sizeN) { store(batchAndSlice, m, ${n}, c${row * quadsOfRow + quad}.${'xyzw'[part]}); }`;
})}
    }
  }`;
  });
}

function columnSums({ pitch, fragments }: Panel, blockK: number, threads: number): string {
  return `  if (m0 == 0u) {
    // Orders reads of the last panel before the sums that take its place.
    workgroupBarrier();
${lines(fragments.length, (f) => `    panelB[slotB${f}] = sum${f};`)}
    // Orders those sums before reads of them.
    workgroupBarrier();
    let columns = min(P[6], sizeN - n0);
    for (var column = lane; column < columns; column += ${threads}u) {
      var total = 0f;
      for (var step = 0u; step < ${blockK}u; step++) { total += panelB[step * ${pitch}u + column / 4u][column % 4u]; }
      storeColumnSum(batchAndSlice, n0 + column, total);
    }
  }
`;
}
