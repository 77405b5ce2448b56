// A product by itself, as it is measured: its operands' loaders, and results that are stored as they come.
import {
  declareBindings,
  gemmKernel,
  gemmWords,
  gemmWorkgroups,
  parameterBinding,
  type Binding,
  type ElementReader,
  type GemmSchedule,
  type Kernel,
} from '@tensorloom/wgsl-kernels';
import type { GemmNode } from '../schedule/write/gemm-node.js';
import { halvesOf, type MeasuredProduct, type ProductSource } from '../schedule/write/measured-schedules.js';

/** A product's kernel with one schedule. */
export interface Candidate {
  readonly schedule: GemmSchedule;
  readonly kernel: Kernel;
  readonly words: readonly number[];
  readonly workgroups: number;
}

/** Parameter words of the gemm kernels themselves. */
const GEMM_WORDS = 8;

function loadersOf({ gemm, sources }: MeasuredProduct): ReturnType<GemmNode['loaders']> {
  const reader = (name: 'a' | 'b', { type }: ProductSource): ElementReader => {
    return (index) => (type === 'f16' ? `f32(${name}[${index}])` : `${name}[${index}]`);
  };
  return gemm.loaders(reader('a', sources[0]), reader('b', sources[1]), GEMM_WORDS);
}

/** What tells kinds of products apart: sizes, operands and how they are read. Offsets and batch strides do not matter. */
export function productKind(product: MeasuredProduct): string {
  const { batch, m, n, k, slices = 1 } = product.gemm.sizes;
  const { loadA, loadB } = loadersOf(product);
  const operands = [loadA, loadB].map(({ wgsl, adjacent }) => `${adjacent} ${wgsl}`);
  return [`${batch}x${m}x${n}x${k}/${slices}`, ...operands].join('\n');
}

/** The kernel of a product with a schedule, without the epilogue that it has in a plan. */
export function candidateOf(product: MeasuredProduct, schedule: GemmSchedule): Candidate {
  const { sizes, words } = product.gemm;
  const bindings: readonly Binding[] = [
    parameterBinding,
    { name: 'a', access: 'read', type: product.sources[0].type },
    { name: 'b', access: 'read', type: product.sources[1].type },
    { name: 'c', access: 'read_write', type: 'f32' },
  ];
  const store = 'fn store(z: u32, m: u32, n: u32, value: f32) { c[(z * P[2] + m) * P[3] + n] = value; }';
  const { name, wgsl } = gemmKernel({
    schedule,
    ...loadersOf(product),
    store,
    halves: halvesOf(product.sources),
    declarations: declareBindings(bindings),
  });
  const all = [...gemmWords(schedule, sizes), ...words];
  return { schedule, kernel: { name, wgsl, bindings }, words: all, workgroups: gemmWorkgroups(schedule, sizes) };
}
