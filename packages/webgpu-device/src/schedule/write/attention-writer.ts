// Writes the kernels of attention: operands with strides, results dense, a text for software adapters and one for all others.
import {
  attentionStatistics,
  attentionWordCount,
  attentionWords,
  stagedAttention,
  stagedKeyGradient,
  stagedLanes,
  stagedQueryGradient,
  statisticsLanes,
  subgroupAttention,
  subgroupAttentionGradient,
  type AttentionParameters,
  type AttentionSizes,
  type AttentionTensor,
  type Kernel,
} from '@tensorloom/wgsl-kernels';
import { rowOperand, rowStrides, type RowOperand } from './attention-operand.js';
import { attentionLanes } from '../form/choose-attention.js';
import type { DeviceNode, StepNode } from '../steps/device-program.js';
import { newScope } from './emitter.js';
import type { AttentionForm } from '../form/group.js';
import { KernelDraft, KernelFrame, type WriteOptions, type WrittenKernel } from './kernel-draft.js';

type AttentionNode = Extract<StepNode, { readonly attributes: { readonly causal: boolean } }>;
type Names = Partial<Record<AttentionTensor | 'R' | 'S' | 'mask', string>>;

/** Where each operand stands among a step's inputs. */
function operandsOf({
  op,
  inputs,
  attributes,
}: AttentionNode): Partial<Record<'Q' | 'K' | 'V' | 'G' | 'R' | 'S' | 'O' | 'mask', number>> {
  const [first, second, third, fourth, fifth] = inputs as readonly [number, number, number, number, number];
  if (op === 'attentionStatistics') return { R: first, G: second, O: third };
  const mask = attributes.mask === 'none' ? {} : { mask: inputs.at(-1) as number };
  const scored = { Q: first, K: second, V: third, ...mask };
  return op === 'attention' || op === 'attentionSums' ? scored : { ...scored, G: fourth, S: fifth };
}

const results = {
  attention: 'O',
  attentionSums: 'R',
  attentionStatistics: 'S',
  attentionQueryGradient: 'DQ',
  attentionKeyGradient: 'DK',
  attentionValueGradient: 'DV',
} as const satisfies Record<AttentionNode['op'], string>;

class AttentionDraft {
  readonly draft: KernelDraft;
  readonly node: AttentionNode;
  private readonly operands: ReturnType<typeof operandsOf>;

  constructor(
    private readonly options: WriteOptions,
    { first }: AttentionForm,
  ) {
    this.draft = new KernelDraft(options, new KernelFrame(options, attentionWordCount));
    this.node = options.graph.node(first) as DeviceNode as AttentionNode;
    this.operands = operandsOf(this.node);
  }

  private placed(name: keyof ReturnType<typeof operandsOf>): RowOperand | undefined {
    const { graph, inMemory } = this.options;
    const value = this.operands[name];
    return value === undefined ? undefined : rowOperand(graph, value, inMemory);
  }

  private shapeOf(name: 'Q' | 'K' | 'V' | 'G'): readonly number[] {
    const value = this.operands[name];
    return value === undefined ? [1, 1, 1, 1] : this.options.graph.value(value).shape;
  }

  sizes(): AttentionSizes {
    const strides = (name: 'Q' | 'K' | 'V' | 'G'): readonly [number, number, number, number] => {
      const placed = this.placed(name);
      return placed ? rowStrides(placed) : [0, 0, 0, 0];
    };
    const isStatistics = this.node.op === 'attentionStatistics';
    const [batch, heads, queries, size] = this.shapeOf(isStatistics ? 'G' : 'Q') as [number, number, number, number];
    const [, groups, keys] = isStatistics ? [0, heads, 1] : (this.shapeOf('K') as [number, number, number]);
    const valueSize = this.shapeOf(isStatistics ? 'G' : 'V')[3] as number;
    return {
      batch,
      heads,
      groups,
      queries,
      keys,
      size,
      valueSize,
      scale: this.node.attributes.scale,
      strides: { Q: strides('Q'), K: strides('K'), V: strides('V'), G: strides('G') },
      maskStrides: this.maskStrides([batch, heads, queries, keys]),
    };
  }

  private maskStrides(scores: readonly number[]): AttentionSizes['maskStrides'] {
    const placed = this.placed('mask');
    if (!placed) return [0, 0, 0, 0, 0];
    const { shape } = this.options.graph.value(this.operands.mask as number);
    const lead = scores.length - shape.length;
    const stride = (axis: number): number =>
      (shape[axis - lead] ?? 1) === 1 ? 0 : (placed.strides[axis - lead] as number);
    return [placed.offset, stride(0), stride(1), stride(2), stride(3)];
  }

  /** True if every row of every operand can be read four elements at a time. */
  vectors({ size, valueSize, strides }: AttentionSizes): boolean {
    const mask = this.placed('mask')?.memory;
    const alone = (['Q', 'K', 'V', 'G'] as const).every((name) => this.placed(name)?.memory !== (mask ?? NaN));
    return alone && [size, valueSize, ...Object.values(strides).flat()].every((number) => number % 4 === 0);
  }

  /** Binds operands and results. */
  names(vectors: boolean): Names {
    const { draft, options } = this;
    const typeOf = (name: string): 'vec4<f32>' | undefined =>
      name === 'S' || (vectors && name !== 'R' && name !== 'mask') ? 'vec4<f32>' : undefined;
    const names: Names = {};
    for (const name of ['Q', 'K', 'V', 'G', 'R', 'S', 'O', 'mask'] as const) {
      const placed = this.placed(name);
      if (!placed || (name === 'V' && !this.readsValues())) continue;
      draft.emitter.loads.push({ memory: placed.memory, linear: 'anywhere', scope: newScope() });
      names[name] = draft.frame.bind(placed.memory, typeOf(name));
    }
    for (const value of options.stored) {
      const name = results[(options.graph.node(value) as DeviceNode as AttentionNode).op];
      draft.stores.push({ value, linear: 'anywhere', scope: newScope() });
      names[name] = draft.frame.bind(value, typeOf(name));
    }
    return names;
  }

  /** False where nothing but sums of scores, or the values' own gradient, is wanted. */
  private readsValues(): boolean {
    const { graph, stored } = this.options;
    return stored.some((value) => !['attentionSums', 'attentionValueGradient'].includes(graph.node(value).op));
  }
}

/** The kernel with the rows that one workgroup has of its own; none where a workgroup walks over all rows of a group. */
function kernelOf(
  node: AttentionNode,
  parameters: AttentionParameters & { readonly names: Names },
  lanes: number | undefined,
): { readonly kernel: Kernel; readonly own: number; readonly over: 'rows' | 'keys' | 'groups' } {
  switch (node.attributes.kernel) {
    case 'statistics':
      return {
        kernel: attentionStatistics(parameters),
        own: statisticsLanes,
        over: 'rows',
      };
    case 'forward':
      return lanes === undefined
        ? { kernel: stagedAttention(parameters), own: stagedLanes, over: 'rows' }
        : { kernel: subgroupAttention(parameters, lanes), own: lanes, over: 'rows' };
    case 'gradients':
      return { kernel: subgroupAttentionGradient(parameters, lanes as number), own: 1, over: 'groups' };
    case 'query':
      return { kernel: stagedQueryGradient(parameters), own: stagedLanes, over: 'rows' };
    default:
      return { kernel: stagedKeyGradient(parameters), own: stagedLanes, over: 'keys' };
  }
}

export function writeAttention(options: WriteOptions, form: AttentionForm): WrittenKernel {
  const attention = new AttentionDraft(options, form);
  const { draft, node } = attention;
  const sizes = attention.sizes();
  const vectors = attention.vectors(sizes);
  const names = attention.names(vectors);
  const parameters = {
    bindings: draft.frame.bindings,
    names,
    vectors,
    mask: names.mask === undefined ? 'none' : node.attributes.mask,
    causal: node.attributes.causal,
    size: Math.ceil(sizes.size / 4),
    valueSize: Math.ceil(sizes.valueSize / 4),
  };
  const { kernel, own, over } = kernelOf(node, parameters, attentionLanes(options.device));
  const { batch, heads, groups, queries, keys } = sizes;
  const count = over === 'groups' ? 1 : over === 'keys' ? keys : (heads / groups) * queries;
  const blocks = Math.ceil(count / own);
  attentionWords(sizes, vectors, blocks).forEach((word, index) => (draft.frame.words[index] = word));
  return draft.finish(kernel, batch * groups * blocks);
}
