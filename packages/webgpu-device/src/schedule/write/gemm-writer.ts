// Writes the kernel of a matrix product: loaders for its operands, and what happens to each element of the result.
import {
  chooseGemmSchedule,
  declareBindings,
  gemmKernel,
  gemmWords,
  gemmWorkgroups,
  helperText,
  indent,
  type ElementReader,
} from '@tensorloom/wgsl-kernels';
import { deviceBytes } from '../../memory/host-bytes.js';
import { newScope } from './emitter.js';
import { gemmClassOf } from './gemm-class.js';
import { gemmNode, productAt } from './gemm-node.js';
import type { GemmForm } from '../form/group.js';
import { KernelDraft, KernelFrame, memoryTypeOf, type WriteOptions, type WrittenKernel } from './kernel-draft.js';
import { halvesOf, type ProductSource } from './measured-schedules.js';

/** Parameter words that the gemm kernels take for themselves. */
const GEMM_WORDS = 8;

export function writeGemm(options: WriteOptions, form: GemmForm): WrittenKernel {
  const { graph, device, inMemory } = options;
  const draft = new KernelDraft(options, new KernelFrame(options, GEMM_WORDS));
  const gemm = gemmNode(graph, form.anchor, inMemory);
  const { sizes, memory, words, loaders } = gemm;
  const sources = [sourceOf(draft, memory[0]), sourceOf(draft, memory[1])] as const;
  const measured = device.measured?.scheduleFor({ gemm, sources });
  const schedule = measured ?? chooseGemmSchedule(gemmClassOf(device), sizes);
  for (const operand of memory) draft.emitter.loads.push({ memory: operand, linear: 'anywhere', scope: newScope() });
  const [readA, readB] = memory.map((operand) => readerOf(draft, operand)) as [ElementReader, ElementReader];
  const { loadA, loadB } = loaders(readA, readB, draft.frame.words.length);
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
  const declarations = `${declareBindings(draft.frame.bindings)}${helperText(draft.emitter.helpers)}${draft.emitter.functionText()}`;
  const { name, wgsl } = gemmKernel({
    schedule,
    loadA,
    loadB,
    store,
    halves: halvesOf(sources),
    declarations,
    ...(sum === undefined ? {} : { storeColumnSum: sum }),
  });
  gemmWords(schedule, sizes).forEach((word, index) => (draft.frame.words[index] = word));
  return draft.finish({ name, wgsl, bindings: draft.frame.bindings }, gemmWorkgroups(schedule, sizes));
}

/** An operand's memory. */
function sourceOf({ options: { graph, device } }: KernelDraft, operand: number): ProductSource {
  const value = graph.value(operand);
  return { type: memoryTypeOf(value, device) === 'f16' ? 'f16' : 'f32', bytes: deviceBytes(value, device.halves) };
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
