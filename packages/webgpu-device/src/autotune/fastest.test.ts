// Which candidate wins: none that is wrong or does not compile, whatever its time; clocks with and without timestamps.
import { stridedLoader, stridedLoaderWords } from '@tensorloom/wgsl-kernels';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeGpu } from '../node.js';
import { GpuContext } from '../memory/gpu-context.js';
import type { MeasuredProduct } from '../schedule/write/measured-schedules.js';
import { agrees } from './agrees.js';
import { fastestOf } from './fastest.js';
import { candidateOf, type Candidate } from './product.js';

const [m, n, k] = [65, 33, 129];
const productOf = (type: 'f32' | 'f16'): MeasuredProduct => ({
  gemm: {
    sizes: { batch: 1, m, n, k },
    memory: [0, 1],
    quads: false,
    words: [...stridedLoaderWords({ row: k, depth: 1 }), ...stridedLoaderWords({ row: 1, depth: n })],
    loaders: (a, b, first) => {
      const loadA = stridedLoader('a', a, first);
      return { loadA, loadB: stridedLoader('b', b, first + loadA.words) };
    },
  },
  sources: [
    { type, bytes: m * k * (type === 'f16' ? 2 : 4) },
    { type, bytes: k * n * (type === 'f16' ? 2 : 4) },
  ],
});
const product = productOf('f32');
const register = (rows: number, columns: number, of = product): Candidate =>
  candidateOf(of, { variant: 'register', rows, columns, lanes: 8, unroll: 2 });

/** A candidate with another text: quick to run, since it does a part of the work or none. */
function planted(candidate: Candidate, from: string | RegExp, to: string): Candidate {
  const wgsl = candidate.kernel.wgsl.replace(from, to);
  expect(wgsl).not.toBe(candidate.kernel.wgsl);
  return { ...candidate, kernel: { ...candidate.kernel, wgsl } };
}

async function contextWith(features: readonly GPUFeatureName[], budget?: number): Promise<GpuContext> {
  const adapter = (await (await createNodeGpu()).requestAdapter()) as GPUAdapter;
  const known = features.filter((feature) => adapter.features.has(feature));
  return new GpuContext(await adapter.requestDevice({ requiredFeatures: known }), {}, budget);
}

describe.each([
  ['between timestamps', ['timestamp-query', 'shader-f16']],
  ['by the clock of the host', ['shader-f16']],
] as const)('fastestOf, %s', (_, features) => {
  let context: GpuContext;
  beforeAll(async () => {
    context = await contextWith(features);
  });
  afterAll(() => context.dispose());

  it('never takes a wrong kernel, however fast', async () => {
    const right = register(4, 4);
    const lazy = planted(right, 'k < kEnd; k +=', 'k < kEnd / 2u; k +=');
    const idle = planted(right, /let resultCount = .*;/, 'let resultCount = 0u;');
    const almost = planted(right, 'return vec4u(start + index', 'return vec4u(start + select(index, 0u, index == 64u)');
    const found = await fastestOf(context, product, [right, lazy, idle, almost], 3);
    // Scratch buffers are gone: no report of memory shows them.
    expect(context.live.size).toBe(0);
    expect(found?.candidate).toBe(right);
    expect(found?.refused).toEqual([lazy, idle, almost]);
    expect(found?.ms).toBeGreaterThan(0);
  });

  it('leaves out what does not compile, and the device lives on', async () => {
    const right = register(4, 4);
    const broken = planted(right, 'var c0 = 0f;', 'var c0 = nothing;');
    const found = await fastestOf(context, product, [right, broken, register(2, 2)], 1);
    expect(found?.refused).toEqual([broken]);
    expect(await fastestOf(context, product, [broken, right], 1)).toBeUndefined();
    context.check();
  });

  it('takes a right one that saves time', async () => {
    const slow = candidateOf(product, { variant: 'register', rows: 1, columns: 1, lanes: 1, unroll: 1 });
    const quick = register(4, 4);
    expect((await fastestOf(context, product, [slow, quick], 3))?.candidate).toBe(quick);
  });

  it('measures nothing for which a budget has no room', async () => {
    const bytes = (m * k + k * n + 2 * m * n) * 4;
    for (const [budget, isMeasured] of [[bytes - 1, false] as const, [2 * bytes, true] as const]) {
      const bounded = await contextWith(features, budget);
      expect((await fastestOf(bounded, product, [register(4, 4)], 1)) !== undefined).toBe(isMeasured);
      expect(bounded.used).toBe(0);
      bounded.dispose();
    }
  });

  it('measures halves, and stages them as such', async () => {
    if (!context.gpu.features.has('shader-f16')) return;
    const halves = productOf('f16');
    const staged = { variant: 'staged', blockM: 16, blockN: 16, blockK: 4, threadM: 4, threadN: 4 } as const;
    const blocks = candidateOf(halves, staged);
    expect(blocks.kernel.wgsl).toContain('panelB: array<vec4h');
    const found = await fastestOf(context, halves, [register(2, 2, halves), blocks], 1);
    expect(found?.refused).toEqual([]);
    const bent = planted(blocks, 'panelB[slotB0] = vec4h(nextB0)', 'panelB[slotB0] = vec4h(nextB0 * 1.01)');
    expect((await fastestOf(context, halves, [register(2, 2, halves), bent], 1))?.refused).toEqual([bent]);
  });
});

describe('agrees', () => {
  const want = Float32Array.of(1, 2, 100);

  it('allows for the rounding of a sum, and no more', () => {
    expect(agrees(Float32Array.of(1, 2, 100.00005), want, 100)).toBe(true);
    expect(agrees(Float32Array.of(1, 2, 100.001), want, 100)).toBe(false);
    expect(agrees(Float32Array.of(1, 2.00002, 100), want, 100)).toBe(false);
  });

  it('takes NaN and missing elements for differences', () => {
    expect(agrees(Float32Array.of(1, NaN, 100), want, 100)).toBe(false);
    expect(agrees(Float32Array.of(1, 2), want, 100)).toBe(false);
    expect(agrees(Float32Array.of(NaN), Float32Array.of(NaN), 1)).toBe(false);
  });
});
