// Writes the kernel of a matrix product: loaders for its operands, and what happens to each element of the result.
import {
  chooseGemmSchedule,
  declareBindings,
  gemmKernel,
  gemmWords,
  gemmWorkgroups,
  helperText,
  indent,
  type Binding,
  type ElementReader,
  type GemmSchedule,
} from '@tensorloom/wgsl-kernels';
import { deviceBytes } from '../../memory/host-bytes.js';
import { newScope } from './emitter.js';
import { gemmClassOf } from './gemm-class.js';
import { gemmNode, productAt, type GemmNode } from './gemm-node.js';
import type { GemmForm } from '../form/group.js';
import { KernelDraft, KernelFrame, memoryTypeOf, type WriteOptions, type WrittenKernel } from './kernel-draft.js';
import { halvesOf, type MeasuredProduct, type ProductSource } from './measured-schedules.js';

/** Parameter words that the gemm kernels take for themselves. */
const GEMM_WORDS = 8;

export function writeGemm(options: WriteOptions, form: GemmForm): WrittenKernel {
  const { graph, inMemory } = options;
  const draft = new KernelDraft(options, new KernelFrame(options, GEMM_WORDS));
  const gemm = gemmNode(graph, form.anchor, inMemory);
  const { sizes, memory, words, loaders } = gemm;
  for (const operand of memory) draft.emitter.loads.push({ memory: operand, linear: 'anywhere', scope: newScope() });
  const [readA, readB] = memory.map((operand) => readerOf(draft, operand)) as [ElementReader, ElementReader];
  const firstWord = draft.frame.words.length;
  draft.frame.words.push(...words);
  const scope = newScope();
  for (const value of options.stored) if (value !== form.columnSum) draft.store(value, scope);
  const store = `fn store(z: u32, m: u32, n: u32, value: f32) {
${indent(storeHead(productAt(graph, form.anchor).product.op), 1)}${indent([...scope.lines, ...draft.innerStores], 1)}}
`;
  const sum =
    form.columnSum !== undefined && options.stored.includes(form.columnSum)
      ? columnSumStore(draft, form.columnSum)
      : undefined;
  const schedule = scheduleOf(draft, gemm);
  const { loadA, loadB } = loaders(readA, readB, firstWord, schedule.variant === 'quads' ? 4 : 1);
  const bindings = schedule.variant === 'quads' ? withVectors(draft, memory) : draft.frame.bindings;
  const { name, wgsl } = gemmKernel({
    schedule,
    loadA,
    loadB,
    store,
    halves: halvesOf(sourcesOf(draft, memory)),
    declarations: `${declareBindings(bindings)}${helperText(draft.emitter.helpers)}${draft.emitter.functionText()}`,
    ...(sum === undefined ? {} : { storeColumnSum: sum }),
  });
  gemmWords(schedule, sizes).forEach((word, index) => (draft.frame.words[index] = word));
  return draft.finish({ name, wgsl, bindings }, gemmWorkgroups(schedule, sizes));
}

/**
 * The measured schedule, or the one that suits the product. Asked when all loads and stores of the kernel are written. Loads of
 * four are no candidates, since a trial binds no vectors: where they suit, nothing is measured.
 */
function scheduleOf(draft: KernelDraft, gemm: GemmNode): GemmSchedule {
  const { device } = draft.options;
  const quads = gemm.quads && gemm.memory.every((operand) => isAlone(draft, operand, gemm.memory.length));
  const suited = chooseGemmSchedule({ ...gemmClassOf(device), quads }, gemm.sizes);
  if (suited.variant === 'quads') return suited;
  return device.measured?.scheduleFor({ gemm, sources: sourcesOf(draft, gemm.memory) }) ?? suited;
}

/** True for an operand of float32 whose memory the kernel reaches as an operand alone: its binding may be one of vectors. */
function isAlone({ options, emitter, stores }: KernelDraft, operand: number, operands: number): boolean {
  const reached = [...emitter.loads.slice(operands).map(({ memory }) => memory), ...stores.map(({ value }) => value)];
  const location = options.locate(operand);
  const isFloat = memoryTypeOf(options.graph.value(operand), options.device) === 'f32';
  return isFloat && reached.every((value) => options.locate(value) !== location);
}

/** The bindings, those of the operands as vectors of four. */
function withVectors({ frame }: KernelDraft, operands: readonly number[]): readonly Binding[] {
  const names = new Set(operands.map((operand) => frame.bind(operand)));
  return frame.bindings.map((binding) => (names.has(binding.name) ? { ...binding, type: 'vec4<f32>' } : binding));
}

/** The operands' memory. */
function sourcesOf(
  { options: { graph, device } }: KernelDraft,
  operands: GemmNode['memory'],
): MeasuredProduct['sources'] {
  const source = (operand: number): ProductSource => {
    const value = graph.value(operand);
    return { type: memoryTypeOf(value, device) === 'f16' ? 'f16' : 'f32', bytes: deviceBytes(value, device.halves) };
  };
  return [source(operands[0]), source(operands[1])];
}

/** An operand's element at an index, as f32. */
function readerOf(draft: KernelDraft, operand: number): ElementReader {
  const name = draft.frame.bind(operand);
  const isHalf = draft.options.graph.value(operand).dtype === 'float16';
  return (index) => (isHalf ? `f32(${name}[${index}])` : `${name}[${index}]`);
}

/**
 * Row, column and index of an element. Batches of a product lie one after another, groups of a convolution side by side, and
 * slices of either one after another.
 */
function storeHead(op: string): readonly string[] {
  if (op === 'matmul') return ['let row = z * P[2] + m;', 'let column = n;', 'let e = row * P[3] + n;'];
  return [
    'let row = (z / P[1]) * P[2] + m;',
    'let column = (z % P[1]) * P[3] + n;',
    'let e = row * (P[1] * P[3]) + column;',
  ];
}

function columnSumStore(draft: KernelDraft, value: number): string {
  draft.stores.push({ value, linear: 'n', scope: newScope() });
  return `fn storeColumnSum(z: u32, n: u32, value: f32) { ${draft.frame.bind(value)}[n] = value; }\n`;
}
