// The text of attention's kernels: kept, so that a change shows what moved; and the words that they read.
import { describe, expect, it } from 'vitest';
import { parameterBinding, type Binding } from '../kernel.js';
import {
  attentionStatistics,
  attentionWordCount,
  attentionWords,
  stagedAttention,
  stagedKeyGradient,
  stagedQueryGradient,
  subgroupAttention,
  subgroupAttentionGradient,
  type AttentionParameters,
  type AttentionSizes,
} from './index.js';

const snapshot = (name: string, text: string): Promise<void> =>
  expect(text).toMatchFileSnapshot(`./__snapshots__/${name}.wgsl`);

type Name = keyof AttentionParameters['names'];

/** Parameters of a kernel with these tensors. */
function parameters(list: readonly Name[], options: Partial<AttentionParameters> = {}): AttentionParameters {
  const { vectors = true } = options;
  const bindings = list.map((name): Binding => {
    const wide = name === 'S' || (vectors && name !== 'R' && name !== 'mask');
    return { name: `b${name}`, access: 'read_write', type: wide ? 'vec4<f32>' : 'f32' };
  });
  const names = Object.fromEntries(list.map((name) => [name, `b${name}`]));
  const own = { bindings: [parameterBinding, ...bindings], names, vectors, size: 2, valueSize: 9 };
  return { mask: 'none', causal: false, ...own, ...options };
}

const scored: readonly Name[] = ['Q', 'K', 'V'];

describe('generated text', () => {
  it('for software adapters', async () => {
    await snapshot('subgroup-forward', subgroupAttention(parameters([...scored, 'O', 'R']), 8).wgsl);
    const all = parameters([...scored, 'G', 'S', 'DQ', 'DK', 'DV', 'mask'], { mask: 'float', vectors: false });
    await snapshot('subgroup-gradient', subgroupAttentionGradient({ ...all, causal: true }, 8).wgsl);
  });

  it('for GPUs', async () => {
    const masked = parameters([...scored, 'O', 'R', 'mask'], { mask: 'bool', causal: true });
    await snapshot('staged-forward', stagedAttention(masked).wgsl);
    await snapshot('staged-query-gradient', stagedQueryGradient(parameters([...scored, 'G', 'S', 'DQ'])).wgsl);
    await snapshot('staged-key-gradient', stagedKeyGradient(parameters([...scored, 'G', 'S', 'DK', 'DV'])).wgsl);
  });

  it('of the statistics between them', async () => {
    await snapshot('statistics', attentionStatistics(parameters(['R', 'G', 'O', 'S'])).wgsl);
  });
});

describe('words', () => {
  const sizes: AttentionSizes = {
    batch: 2,
    heads: 6,
    groups: 3,
    queries: 5,
    keys: 7,
    size: 8,
    valueSize: 4,
    scale: 0.5,
    strides: { Q: [16, 240, 40, 8], K: [0, 168, 56, 8], V: [0, 84, 28, 4], G: [0, 120, 20, 4] },
    maskStrides: [0, 0, 0, 7, 1],
  };

  it('count rows of queries for each group, and reads of four', () => {
    const words = attentionWords(sizes, true, 3);
    expect(words.length).toBe(attentionWordCount);
    expect(words.slice(1, 10)).toEqual([10, 7, 5, 3, 2, 0x3f000000, 8, 4, 3]);
    expect(words.slice(10, 14)).toEqual([4, 60, 10, 2]);
    expect(words.slice(26)).toEqual([0, 0, 0, 7, 1]);
  });
});
