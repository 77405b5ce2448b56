// Attention for GPUs and wherever there are no subgroups: one row of its own a lane, blocks of the others in workgroup memory.
import type { Kernel } from '../kernel.js';
import {
  attentionBlock as block,
  attentionEntry,
  attentionHead,
  hiddenText,
  scoreText,
  type AttentionParameters,
  type AttentionTensor,
} from './attention-frame.js';

/** Rows of one workgroup. */
export const stagedLanes = 64;

function vectorsOf(name: AttentionTensor, { size, valueSize }: AttentionParameters): number {
  return name === 'Q' || name === 'K' ? size : valueSize;
}

/** Workgroup memory for a block of rows of each tensor. */
function tiles(parameters: AttentionParameters, names: readonly AttentionTensor[]): string {
  return names
    .map((name) => `var<workgroup> tile${name}: array<vec4f, ${block * vectorsOf(name, parameters)}>;\n`)
    .join('');
}

/** Brings the block that starts at `first` to workgroup memory. */
function stage(parameters: AttentionParameters, names: readonly AttentionTensor[], end: string): string {
  const loads = names.map((name) => {
    const vectors = vectorsOf(name, parameters);
    return `    for (var i = lane; i < ${block * vectors}u; i += ${stagedLanes}u) { tile${name}[i] = load${name}(place${name}(z, min(first + i / ${vectors}u, ${end} - 1u)), i % ${vectors}u); }`;
  });
  return `    // Orders what all lanes have read of the last block before this one overwrites it.
    workgroupBarrier();
${loads.join('\n')}
    // Orders these writes before all lanes read them.
    workgroupBarrier();`;
}

/** This lane's own row, in registers. */
function ownRow(parameters: AttentionParameters, name: AttentionTensor, row: string): string {
  const vectors = vectorsOf(name, parameters);
  return `  var own${name}: array<vec4f, ${vectors}>;
  { let place = place${name}(z, ${row}); for (var c = 0u; c < ${vectors}u; c++) { own${name}[c] = load${name}(place, c); } }`;
}

function declareSum(name: string, vectors: number): string {
  return `  var ${name}: array<vec4f, ${vectors}>;`;
}

/** Declares the product of this lane's row with row `j` of the block. */
function product(to: string, own: AttentionTensor, other: AttentionTensor, parameters: AttentionParameters): string {
  const vectors = vectorsOf(own, parameters);
  return `      var ${to} = 0f;
      for (var c = 0u; c < ${vectors}u; c++) { ${to} += dot(own${own}[c], tile${other}[j * ${vectors}u + c]); }`;
}

function addRow(to: string, weight: string, other: AttentionTensor, parameters: AttentionParameters): string {
  const vectors = vectorsOf(other, parameters);
  return `      for (var c = 0u; c < ${vectors}u; c++) { ${to}[c] = fma(vec4f(${weight}), tile${other}[j * ${vectors}u + c], ${to}[c]); }`;
}

function storeRow(to: AttentionTensor, from: string, vectors: number, factor = ''): string {
  return `    { let place = place${to}(z, own); for (var c = 0u; c < ${vectors}u; c++) { store${to}(place, c, ${from}[c]${factor}); } }`;
}

function maskOf({ mask }: AttentionParameters, r: string, j: string): string {
  return mask === 'none' ? '' : `      let masked = maskAt(z, min(${r}, rows - 1u), min(${j}, keys - 1u));\n`;
}

function kernel(
  name: string,
  parameters: AttentionParameters,
  staged: readonly AttentionTensor[],
  body: string,
): Kernel {
  const wgsl = `${attentionHead(parameters)}${tiles(parameters, staged)}${attentionEntry(stagedLanes, body)}`;
  return { name, wgsl, bindings: parameters.bindings };
}

/** First key that no query of this workgroup sees. */
function endOfKeys({ causal }: AttentionParameters): string {
  if (!causal) return 'keys';
  const last = `min(block * ${stagedLanes}u + ${stagedLanes - 1}u, rows - 1u)`;
  return `select(keys, min(keys, ${last} % P[3] + 1u), block * ${stagedLanes}u / P[3] == ${last} / P[3])`;
}

/** Output, and the largest score and the inverse of the sum of powers of each row. */
export function stagedAttention(parameters: AttentionParameters): Kernel {
  const { names, valueSize } = parameters;
  const staged: readonly AttentionTensor[] = names.O ? ['K', 'V'] : ['K'];
  const body = `  let own = block * ${stagedLanes}u + lane;
  let r = min(own, rows - 1u);
${ownRow(parameters, 'Q', 'r')}
${names.O ? declareSum('o', valueSize) : ''}
  var scores: array<f32, ${block}>;
  var top = LOWEST;
  var total = 0f;
  let end = ${endOfKeys(parameters)};
  for (var first = 0u; first < end; first += ${block}u) {
${stage(parameters, staged, 'keys')}
    var newTop = top;
    for (var j = 0u; j < ${block}u; j++) {
${product('s', 'Q', 'K', parameters)}
${maskOf(parameters, 'r', 'first + j')}      scores[j] = select(${scoreText(parameters, 's', 'masked')}, LOWEST, ${hiddenText(parameters, 'r', '(first + j)', 'masked')});
      newTop = max(newTop, scores[j]);
    }
    let fade = exp(top - newTop);
    top = newTop;
    total *= fade;
${names.O ? `    for (var c = 0u; c < ${valueSize}u; c++) { o[c] *= fade; }` : ''}
    for (var j = 0u; j < ${block}u; j++) {
      let p = select(expOf(scores[j] - top), 0f, scores[j] <= LOWEST);
      total += p;
${names.O ? addRow('o', 'p', 'V', parameters) : ''}
    }
  }
  let inverse = select(1f / total, 0f, total == 0f);
  if (own < rows) {
${names.O ? storeRow('O', 'o', valueSize, ' * inverse') : ''}
${names.R ? `    let at = (z * rows + own) * 2u; ${names.R}[at] = top; ${names.R}[at + 1u] = inverse;` : ''}
  }
`;
  return kernel('attention-staged', parameters, staged, body);
}

/** Gradient for the queries. */
export function stagedQueryGradient(parameters: AttentionParameters): Kernel {
  const { names, size } = parameters;
  const body = `  let own = block * ${stagedLanes}u + lane;
  let r = min(own, rows - 1u);
${ownRow(parameters, 'Q', 'r')}
${ownRow(parameters, 'G', 'r')}
${declareSum('dq', size)}
  let known = ${names.S}[z * rows + r];
  let end = ${endOfKeys(parameters)};
  for (var first = 0u; first < end; first += ${block}u) {
${stage(parameters, ['K', 'V'], 'keys')}
    for (var j = 0u; j < ${block}u; j++) {
${product('s', 'Q', 'K', parameters)}
${product('t', 'G', 'V', parameters)}
${maskOf(parameters, 'r', 'first + j')}      let hidden = ${hiddenText(parameters, 'r', '(first + j)', 'masked')};
      let p = expOf(${scoreText(parameters, 's', 'masked')} - known.x) * known.y;
      let slope = select(p * (t - known.z) * scale, 0f, hidden);
${addRow('dq', 'slope', 'K', parameters)}
    }
  }
  if (own < rows) {
${storeRow('DQ', 'dq', size)}
  }
`;
  return kernel('attention-query-gradient', parameters, ['K', 'V'], body);
}

/** Gradients for the keys, the values, or both. */
export function stagedKeyGradient(parameters: AttentionParameters): Kernel {
  const { names, size, valueSize, causal } = parameters;
  const from = causal ? `select(0u, block * ${stagedLanes}u, rows == P[3])` : '0u';
  const body = `  let own = block * ${stagedLanes}u + lane;
  let key = min(own, keys - 1u);
${ownRow(parameters, 'K', 'key')}
${names.DK ? `${ownRow(parameters, 'V', 'key')}\n${declareSum('dk', size)}` : ''}
${names.DV ? declareSum('dv', valueSize) : ''}
  for (var first = ${from}; first < rows; first += ${block}u) {
${stage(parameters, ['Q', 'G'], 'rows')}
    for (var j = 0u; j < ${block}u; j++) {
      let row = first + j;
      let known = ${names.S}[z * rows + min(row, rows - 1u)];
${product('s', 'K', 'Q', parameters)}
${maskOf(parameters, 'row', 'own')}      let hidden = ${hiddenText(parameters, 'row', 'own', 'masked')};
      let p = select(expOf(${scoreText(parameters, 's', 'masked')} - known.x) * known.y, 0f, hidden);
${names.DV ? addRow('dv', 'p', 'G', parameters) : ''}
${
  names.DK
    ? `${product('t', 'V', 'G', parameters)}
      let slope = select(p * (t - known.z) * scale, 0f, hidden);
${addRow('dk', 'slope', 'Q', parameters)}`
    : ''
}
    }
  }
  if (own < keys) {
${[names.DK ? storeRow('DK', 'dk', size) : '', names.DV ? storeRow('DV', 'dv', valueSize) : ''].filter(Boolean).join('\n')}
  }
`;
  return kernel('attention-key-gradient', parameters, ['Q', 'G'], body);
}
