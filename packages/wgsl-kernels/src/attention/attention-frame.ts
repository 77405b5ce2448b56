// What all attention kernels share: parameter words, places and reads of operands, which keys a query sees. Reads four at a time.
import { declareBindings, type Binding } from '../kernel.js';
import { helperText } from '../elementwise/helpers.js';

/** Tensors by the letters of the kernels' text; G is the gradient of the output. */
export type AttentionTensor = 'Q' | 'K' | 'V' | 'G' | 'O' | 'DQ' | 'DK' | 'DV';

/** How a kernel is written for its operands; sizes and strides are words. */
export interface AttentionParameters {
  readonly bindings: readonly Binding[];
  /** Bindings of the tensors that the kernel has; R and S: statistics of rows, two numbers each and one vec4f each. */
  readonly names: Readonly<Partial<Record<AttentionTensor | 'R' | 'S' | 'mask', string>>>;
  /** True if the size of queries and keys, that of values and all strides are multiples of 4, and bindings hold vec4f. */
  readonly vectors: boolean;
  readonly mask: 'none' | 'bool' | 'float';
  readonly causal: boolean;
  /** Number of vec4f in a row of queries and keys, and of values. */
  readonly size: number;
  readonly valueSize: number;
}

/** A tensor's place in words: where it starts, and how far apart batches, heads and rows are, in elements. */
export type RowStrides = readonly [offset: number, batch: number, head: number, row: number];

/** Sizes and strides of one attention. */
export interface AttentionSizes {
  readonly batch: number;
  readonly heads: number;
  readonly groups: number;
  readonly queries: number;
  readonly keys: number;
  readonly size: number;
  readonly valueSize: number;
  readonly scale: number;
  readonly strides: Readonly<Record<'Q' | 'K' | 'V' | 'G', RowStrides>>;
  /** Of the mask: offset, batch, head, query, key; 0 where it is repeated. */
  readonly maskStrides: readonly [number, number, number, number, number];
}

const firstWord = { Q: 10, K: 14, V: 18, G: 22 } as const;
const MASK = 26;
/** Parameter words that the kernels take for themselves. */
export const attentionWordCount = 31;

/** Keys (or queries) of one block: their scores are at hand at once. */
export const attentionBlock = 16;

const bits = new DataView(new ArrayBuffer(4));

function floatBits(value: number): number {
  bits.setFloat32(0, value);
  return bits.getUint32(0);
}

/** The parameter words; word 0, the number of workgroups, is the caller's. @param blocks workgroups of one group of heads */
export function attentionWords(sizes: AttentionSizes, vectors: boolean, blocks: number): readonly number[] {
  const { heads, groups, queries, keys, size, valueSize, scale, strides, maskStrides } = sizes;
  const shared = heads / groups;
  const head = [0, shared * queries, keys, queries, groups, shared, floatBits(scale), size, valueSize, blocks];
  const inReads = (list: RowStrides): number[] => list.map((stride) => (vectors ? stride / 4 : stride));
  return [...head, ...(['Q', 'K', 'V', 'G'] as const).flatMap((name) => inReads(strides[name])), ...maskStrides];
}

/** The word that holds the number of elements of a row of a tensor. */
export function sizeWord(name: AttentionTensor): string {
  return ['Q', 'K', 'DQ', 'DK'].includes(name) ? 'P[7]' : 'P[8]';
}

function isPerQuery(name: AttentionTensor): boolean {
  return ['Q', 'G', 'O', 'DQ'].includes(name);
}

/** Where row `r` of group `z` of a tensor starts: `placeQ(z, r)`; results lie dense. */
function placeText(name: AttentionTensor, vectors: boolean): string {
  const start = `fn place${name}(z: u32, r: u32) -> u32`;
  if (!(name in firstWord)) {
    const size = vectors ? `(${sizeWord(name)} / 4u)` : sizeWord(name);
    return `${start} { return (z * P[${isPerQuery(name) ? 1 : 2}] + r) * ${size}; }`;
  }
  const word = firstWord[name as keyof typeof firstWord];
  const [head, row] = isPerQuery(name) ? ['(z % P[4]) * P[5] + r / P[3]', 'r % P[3]'] : ['z % P[4]', 'r'];
  return `${start} { return P[${word}] + (z / P[4]) * P[${word + 1}] + (${head}) * P[${word + 2}] + (${row}) * P[${word + 3}]; }`;
}

/** `loadQ(place, c)`: elements 4 c to 4 c + 3 of a row; nothing beyond its end. */
function loadText(name: AttentionTensor, binding: string, vectors: boolean): string {
  const start = `fn load${name}(place: u32, c: u32) -> vec4f`;
  if (vectors) return `${start} { return ${binding}[place + min(c, ${sizeWord(name)} / 4u - 1u)]; }`;
  const one = (i: number): string =>
    `select(0f, ${binding}[place + min(4u * c + ${i}u, last)], 4u * c + ${i}u <= last)`;
  return `${start} { let last = ${sizeWord(name)} - 1u; return vec4f(${[0, 1, 2, 3].map(one).join(', ')}); }`;
}

/** `storeO(place, c, value)`: the same elements, where they exist. */
function storeText(name: AttentionTensor, binding: string, vectors: boolean): string {
  const start = `fn store${name}(place: u32, c: u32, value: vec4f)`;
  if (vectors) return `${start} { if (c < ${sizeWord(name)} / 4u) { ${binding}[place + c] = value; } }`;
  return `${start} { for (var i = 4u * c; i < min(4u * c + 4u, ${sizeWord(name)}); i++) { ${binding}[place + i] = value[i & 3u]; } }`;
}

/** The mask at query row `r` and key `j`: a number that is added to the score, and for bool masks 0 where nothing is seen. */
function maskText({ mask, names }: AttentionParameters): string {
  if (mask === 'none') return '';
  const [at, batch, head, row, key] = [0, 1, 2, 3, 4].map((word) => `P[${MASK + word}]`);
  const read = mask === 'bool' ? `f32(${names.mask}[i])` : `${names.mask}[i]`;
  return `fn maskAt(z: u32, r: u32, j: u32) -> f32 {
  let i = ${at} + (z / P[4]) * ${batch} + ((z % P[4]) * P[5] + r / P[3]) * ${head} + (r % P[3]) * ${row} + j * ${key};
  return ${read};
}
`;
}

/** Everything before the entry point. */
export function attentionHead(parameters: AttentionParameters): string {
  const { bindings, names, vectors } = parameters;
  const functions = (['Q', 'K', 'V', 'G', 'O', 'DQ', 'DK', 'DV'] as const).flatMap((name) => {
    const binding = names[name];
    if (binding === undefined) return [];
    const reads = name === 'DK' || name === 'DV' ? [] : [loadText(name, binding, vectors)];
    const writes = name in firstWord ? [] : [storeText(name, binding, vectors)];
    return [placeText(name, vectors), ...reads, ...writes];
  });
  return `${declareBindings(bindings)}${helperText(['expOf', 'isNaNOf'])}${functions.join('\n')}
${maskText(parameters)}// Below every score: a query that has seen no key yet.
const LOWEST = -3.4028234e38;
`;
}

/** Start of an entry point: group `z` of heads, and which of its blocks this is. */
export function attentionEntry(lanes: number, body: string): string {
  return `@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) workgroupId: vec3u, @builtin(num_workgroups) workgroupCount: vec3u, @builtin(local_invocation_index) lane: u32) {
  let id = workgroupId.x + workgroupId.y * workgroupCount.x;
  if (id >= P[0]) { return; }
  let z = id / P[9];
  let block = id % P[9];
  let rows = P[1];
  let keys = P[2];
  let scale = bitcast<f32>(P[6]);
${body}}
`;
}

/** Condition that query row `r` does not see key `j`; `masked` is the mask's number where there is one. */
export function hiddenText({ mask, causal }: AttentionParameters, r: string, j: string, masked: string): string {
  const terms = [`${j} >= keys`, `${r} >= rows`];
  if (causal) terms.push(`${j} > ${r} % P[3]`);
  if (mask === 'bool') terms.push(`${masked} == 0f`);
  return terms.join(' || ');
}

/** The score of a product: scaled, and a mask of floats added. */
export function scoreText({ mask }: AttentionParameters, product: string, masked: string): string {
  return mask === 'float' ? `${product} * scale + ${masked}` : `${product} * scale`;
}
