// Attention for software adapters: one subgroup a workgroup, rows of its own along the lanes, all others broadcast; no barrier.
// A block of other rows is read once for all lanes: products along the lanes first, then mixes with channels along the lanes.
import { lines, pick } from '../gemm/gemm-frame.js';
import { indent, type Kernel } from '../kernel.js';
import {
  attentionBlock as block,
  attentionEntry,
  attentionHead,
  hiddenText,
  scoreText,
  sizeWord,
  type AttentionParameters,
  type AttentionTensor,
} from './attention-frame.js';

/** Vectors of channels that each lane holds. */
function chunks(vectors: number, lanes: number): number {
  return Math.ceil(vectors / lanes);
}

/** For each of a block's rows `to0`, `to1`, ...: its product with this lane's own row. */
function products(to: string, own: AttentionTensor, other: AttentionTensor, lanes: number): string {
  const loads = Math.ceil(block / lanes);
  return `${lines(block, (j) => `  var ${to}${j} = 0f;`)}
  for (var c = 0u; c < (${sizeWord(own)} + 3u) / 4u; c++) {
    let x = load${own}(own${own}, c);
${lines(loads, (v) => `    let y${v} = load${other}(other${other}${v}, c);`)}
${lines(block, (j) => `    { let y = subgroupBroadcast(y${Math.floor(j / lanes)}, ${j % lanes}u); ${to}${j} = fma(x.x, y.x, fma(x.y, y.y, fma(x.z, y.z, fma(x.w, y.w, ${to}${j})))); }`)}
  }
`;
}

/** Places of a block's rows, one a lane. */
function otherPlaces(names: readonly AttentionTensor[], first: string, end: string, lanes: number): string {
  return names
    .map((name) =>
      lines(
        Math.ceil(block / lanes),
        (v) => `  let other${name}${v} = place${name}(z, min(${first} + ${v * lanes}u + lane, ${end} - 1u));`,
      ),
    )
    .join('\n');
}

function declareSums(prefix: string, vectors: number, lanes: number): string {
  return lines(lanes, (row) => lines(chunks(vectors, lanes), (c) => `  var ${prefix}${row}_${c} = vec4f();`));
}

/** Adds weight times row `j` of the block to the sums of all lanes' rows. */
function mix(prefix: string, weight: string, other: AttentionTensor, vectors: number, lanes: number): string {
  const count = chunks(vectors, lanes);
  return `    { let place = place${other}(z, first + j);
${lines(count, (c) => `    let y${c} = load${other}(place, ${c * lanes}u + lane);`)}
${lines(lanes, (row) => `    { let w = subgroupBroadcast(${weight}, ${row}u); ${lines(count, (c) => `${prefix}${row}_${c} = fma(vec4f(w), y${c}, ${prefix}${row}_${c});`)} }`)} }
`;
}

/** Multiplies the sums of each lane's row by a factor that its lane holds. */
function scaleSums(prefix: string, factor: string, vectors: number, lanes: number): string {
  return lines(
    lanes,
    (row) =>
      `  { let f = subgroupBroadcast(${factor}, ${row}u); ${lines(chunks(vectors, lanes), (c) => `${prefix}${row}_${c} *= f;`)} }`,
  );
}

/** Stores the sums of all lanes' rows; in a loop, since each store compiles for long. */
function storeSums(to: AttentionTensor, prefix: string, end: string, vectors: number, lanes: number): string {
  const rows = (c: number): string[] => Array.from({ length: lanes }, (_, row) => `${prefix}${row}_${c}`);
  return `  for (var i = 0u; i < min(${lanes}u, ${end} - start); i++) {
    let place = place${to}(z, start + i);
${lines(chunks(vectors, lanes), (c) => `    store${to}(place, ${c * lanes}u + lane, ${pick(rows(c), 'i')});`)}
  }`;
}

/** Puts the products where a loop finds them. */
function keep(list: string, from: string): string {
  return lines(block, (j) => `  ${list}[${j}] = ${from}${j};`);
}

/** Declares `masked`, what the mask says to a query and a key. */
function readMask({ mask }: AttentionParameters, r: string, j: string): string {
  return mask === 'none' ? '' : `    let masked = maskAt(z, ${r}, ${j});\n`;
}

/** Output, and the largest score and the inverse of the sum of powers of each row. */
export function subgroupAttention(parameters: AttentionParameters, lanes: number): Kernel {
  const { names, valueSize, causal } = parameters;
  const seen = causal ? `select(keys, min(keys, r1 % P[3] + 1u), start / P[3] == r1 / P[3])` : 'keys';
  const body = `  let start = block * ${lanes}u;
  let r = min(start + lane, rows - 1u);
  let r1 = min(start + ${lanes - 1}u, rows - 1u);
  let ownQ = placeQ(z, r);
  var top = LOWEST;
  var total = 0f;
  var weights: array<f32, ${block}>;
${names.O ? declareSums('o', valueSize, lanes) : ''}
  let end = ${seen};
  for (var first = 0u; first < end; first += ${block}u) {
  let blockRows = min(${block}u, keys - first);
${otherPlaces(['K'], 'first', 'keys', lanes)}
${products('s', 'Q', 'K', lanes)}${keep('weights', 's')}
  var newTop = top;
  for (var j = 0u; j < blockRows; j++) {
${readMask(parameters, 'r', 'first + j')}    let score = select(${scoreText(parameters, 'weights[j]', 'masked')}, LOWEST, ${hiddenText(parameters, 'r', '(first + j)', 'masked')});
    weights[j] = score;
    newTop = max(newTop, score);
  }
  let fade = exp(top - newTop);
  top = newTop;
  total *= fade;
${names.O ? scaleSums('o', 'fade', valueSize, lanes) : ''}
  for (var j = 0u; j < blockRows; j++) {
    let score = weights[j];
    let p = select(expOf(score - top), 0f, score <= LOWEST);
    total += p;
${names.O ? mix('o', 'p', 'V', valueSize, lanes) : ''}  }
  }
  let inverse = select(1f / total, 0f, total == 0f);
${
  names.O
    ? `${scaleSums('o', 'inverse', valueSize, lanes)}
${storeSums('O', 'o', 'rows', valueSize, lanes)}`
    : ''
}
${names.R ? `  if (start + lane < rows) { let at = (z * rows + start + lane) * 2u; ${names.R}[at] = top; ${names.R}[at + 1u] = inverse; }` : ''}
`;
  const wgsl = `enable subgroups;\n${attentionHead(parameters)}${attentionEntry(lanes, indent(body.split('\n').filter(Boolean), 0))}`;
  return { name: 'attention-subgroup', wgsl, bindings: parameters.bindings };
}

/** Rows of the own block times slopes, added to the gradient of query `j`: the first block of keys sets it. */
function spread(size: number, lanes: number): string {
  const count = chunks(size, lanes);
  return `    { let place = placeDQ(z, first + j);
${lines(count, (c) => `    var x${c} = select(vec4f(), loadDQ(place, ${c * lanes}u + lane), start > 0u);`)}
${lines(lanes, (row) => `    { let w = subgroupBroadcast(slope, ${row}u); ${lines(count, (c) => `x${c} = fma(vec4f(w), ownKeys[${row * count + c}], x${c});`)} }`)}
${lines(count, (c) => `    storeDQ(place, ${c * lanes}u + lane, x${c});`)} }
`;
}

/** All three gradients: a workgroup walks over all keys of its group, and adds to its queries' gradients in order. */
export function subgroupAttentionGradient(parameters: AttentionParameters, lanes: number): Kernel {
  const { names, size, valueSize, causal } = parameters;
  const count = chunks(size, lanes);
  const from = causal ? `select(0u, start - start % ${block}u, rows == P[3])` : '0u';
  const pairs = `${keep('weights', 's')}
${keep('slopes', 't')}
  for (var j = 0u; j < blockRows; j++) {
    let row = first + j;
    let known = ${names.S}[z * rows + row];
${readMask(parameters, 'row', 'min(key, keys - 1u)')}    let hidden = ${hiddenText(parameters, 'row', 'key', 'masked')};
    let score = ${scoreText(parameters, 'weights[j]', 'masked')};
    let p = select(expOf(score - known.x) * known.y, 0f, hidden);
    let slope = select(p * (slopes[j] - known.z) * scale, 0f, hidden);
${names.DV ? mix('v', 'p', 'G', valueSize, lanes) : ''}${names.DK ? mix('k', 'slope', 'Q', size, lanes) : ''}${names.DQ ? spread(size, lanes) : ''}  }`;
  const body = `  var weights: array<f32, ${block}>;
  var slopes: array<f32, ${block}>;
  var ownKeys: array<vec4f, ${lanes * count}>;
  for (var start = 0u; start < keys; start += ${lanes}u) {
  let key = start + lane;
  let ownK = placeK(z, min(key, keys - 1u));
  let ownV = placeV(z, min(key, keys - 1u));
  let ownCount = min(${lanes}u, keys - start);
  for (var i = 0u; i < ownCount; i++) {
    let place = placeK(z, start + i);
${lines(count, (c) => `    ownKeys[i * ${count}u + ${c}u] = loadK(place, ${c * lanes}u + lane);`)}
  }
${names.DK ? declareSums('k', size, lanes) : ''}
${names.DV ? declareSums('v', valueSize, lanes) : ''}
  for (var first = ${from}; first < rows; first += ${block}u) {
  let blockRows = min(${block}u, rows - first);
${otherPlaces(['Q', 'G'], 'first', 'rows', lanes)}
${products('s', 'K', 'Q', lanes)}${products('t', 'V', 'G', lanes)}${pairs}
  }
${names.DK ? storeSums('DK', 'k', 'keys', size, lanes) : ''}
${names.DV ? storeSums('DV', 'v', 'keys', valueSize, lanes) : ''}
  }
`;
  const wgsl = `enable subgroups;\n${attentionHead(parameters)}${attentionEntry(lanes, indent(body.split('\n').filter(Boolean), 0))}`;
  return { name: 'attention-gradient-subgroup', wgsl, bindings: parameters.bindings };
}
