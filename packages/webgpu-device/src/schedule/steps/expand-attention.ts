// Attention by name: where a device has kernels that store no scores, they take the place of the ops' bodies.
import { sizeOf, type NamedValue, type Program, type Shape } from '@tensorloom/tensor-core';
import type { AttentionKernel, AttentionStep, DeviceNode, DeviceProgram, DeviceValue } from './device-program.js';

/** Which kernel yields each of the gradients; those of one name come from one kernel. */
export type GradientKernels = Readonly<Record<GradientOp, AttentionKernel>>;

/** Decides for operands and a mask how gradients are computed, or that the bodies of all ops stay. */
export type ChooseAttention = (shapes: {
  readonly query: Shape;
  readonly key: Shape;
  readonly value: Shape;
  readonly masked: boolean;
}) => GradientKernels | undefined;

const gradientOps = ['attentionQueryGradient', 'attentionKeyGradient', 'attentionValueGradient'] as const;
type GradientOp = (typeof gradientOps)[number];

/** One attention of a program: its operands, and where its output stands. */
interface Attention {
  readonly operands: readonly number[];
  readonly mask: number | undefined;
  readonly attributes: AttentionStep;
  readonly kernels: GradientKernels;
}

function isGradient(op: string): op is GradientOp {
  return (gradientOps as readonly string[]).includes(op);
}

/** What an attention or a gradient of it is made of, if the device has kernels for it. */
function attentionOf(program: Program, named: NamedValue, choose: ChooseAttention): Attention | undefined {
  const gradient = isGradient(named.op);
  if (!gradient && named.op !== 'scaledDotProductAttention') return undefined;
  const valueAt = (position: number): DeviceValue => program.values[position] as DeviceValue;
  const [query, key, value] = named.inputs as readonly [number, number, number];
  const mask = named.inputs[gradient ? 4 : 3];
  const fits = named.inputs.every((input) => {
    const node = valueAt(input);
    return input < named.value && sizeOf(node.shape) > 0 && !(node.op === 'input' && node.kind === 'host');
  });
  const [queryShape, keyShape, valueShape] = [query, key, value].map((input) => valueAt(input).shape) as [
    Shape,
    Shape,
    Shape,
  ];
  const shapes = { query: queryShape, key: keyShape, value: valueShape, masked: mask !== undefined };
  const kernels = fits ? choose(shapes) : undefined;
  if (!kernels) return undefined;
  const { causal, scale } = named.attributes as { causal: boolean; scale: number };
  const kind = mask === undefined ? 'none' : valueAt(mask).dtype === 'bool' ? 'bool' : 'float';
  return { operands: [query, key, value], mask, attributes: { causal, scale, mask: kind }, kernels };
}

function keyOf({ operands, mask, attributes }: Attention): string {
  return JSON.stringify([operands, mask, attributes]);
}

class Expansion {
  private readonly values: DeviceValue[] = [];
  private readonly moved = new Map<number, number>();
  private readonly named = new Map<number, NamedValue & { readonly attention: Attention }>();
  /** Where the program computes an attention itself, by what it is. */
  private readonly outputs = new Map<string, number>();
  private readonly made = new Map<string, number>();

  constructor(
    private readonly program: Program,
    choose: ChooseAttention,
  ) {
    for (const composite of program.composites) {
      const attention = attentionOf(program, composite, choose);
      if (!attention) continue;
      this.named.set(composite.value, { ...composite, attention });
      if (!isGradient(composite.op)) this.outputs.set(keyOf(attention), composite.value);
    }
  }

  get isEmpty(): boolean {
    return this.named.size === 0;
  }

  /** What a value needs: of a named one its operands, and the output that its gradients are computed from. */
  private inputsOf(position: number): readonly number[] {
    const named = this.named.get(position);
    const value = this.program.values[position] as DeviceValue;
    if (!named) return value.op === 'input' ? [] : value.inputs;
    const output = isGradient(named.op) ? this.outputs.get(keyOf(named.attention)) : undefined;
    return output === undefined ? named.inputs : [...named.inputs, output];
  }

  private alive(): ReadonlySet<number> {
    const alive = new Set<number>();
    const stack = [...this.program.outputs, ...this.program.assignments.map(({ value }) => value)];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (alive.has(at)) continue;
      alive.add(at);
      stack.push(...this.inputsOf(at));
    }
    return alive;
  }

  private at(position: number): number {
    return this.moved.get(position) as number;
  }

  private add(node: DeviceNode): number {
    const key = JSON.stringify(node);
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const position = this.values.push(node) - 1;
    this.made.set(key, position);
    return position;
  }

  /** Operands with the mask, if there is one, after `more`. */
  private operands({ operands, mask }: Attention, ...more: readonly number[]): readonly number[] {
    return [...operands.map((operand) => this.at(operand)), ...more, ...(mask === undefined ? [] : [this.at(mask)])];
  }

  private output(attention: Attention): number {
    const known = this.moved.get(this.outputs.get(keyOf(attention)) ?? -1);
    if (known !== undefined) return known;
    const [query, , value] = attention.operands.map((operand) => (this.program.values[operand] as DeviceValue).shape);
    const shape = (query as Shape).with(3, (value as Shape)[3] as number);
    const attributes = { ...attention.attributes, kernel: 'forward' } as const;
    return this.add({ op: 'attention', inputs: this.operands(attention), attributes, shape, dtype: 'float32' });
  }

  private gradient(op: GradientOp, attention: Attention, gradOutput: number, shape: Shape): number {
    const rows = (this.program.values[attention.operands[0] as number] as DeviceValue).shape.slice(0, 3);
    const float = { dtype: 'float32' } as const;
    const output = this.output(attention);
    const sums = this.add({
      op: 'attentionSums',
      inputs: this.operands(attention),
      attributes: { ...attention.attributes, kernel: 'forward' },
      shape: [...rows, 2],
      ...float,
    });
    const statistics = this.add({
      op: 'attentionStatistics',
      inputs: [sums, gradOutput, output],
      attributes: { ...attention.attributes, kernel: 'statistics' },
      shape: [...rows, 4],
      ...float,
    });
    const attributes = { ...attention.attributes, kernel: attention.kernels[op] };
    return this.add({ op, inputs: this.operands(attention, gradOutput, statistics), attributes, shape, ...float });
  }

  expand(): DeviceProgram {
    const alive = this.alive();
    this.program.values.forEach((value, position) => {
      if (value.op !== 'input' && !alive.has(position)) return;
      this.moved.set(position, this.place(value, position));
    });
    const outputs = this.program.outputs.map((output) => this.at(output));
    const assignments = this.program.assignments.map(({ state, value }) => ({ state, value: this.at(value) }));
    return { values: this.values, outputs, assignments, key: this.program.key };
  }

  private place(value: DeviceValue, position: number): number {
    const named = this.named.get(position);
    if (!named) {
      const own =
        value.op === 'input'
          ? value
          : ({ ...value, inputs: value.inputs.map((input) => this.at(input)) } as DeviceValue);
      return this.values.push(own) - 1;
    }
    if (isGradient(named.op))
      return this.gradient(named.op, named.attention, this.at(named.inputs[3] as number), value.shape);
    const attributes = { ...named.attention.attributes, kernel: 'forward' } as const;
    const { shape } = value;
    return this.add({ op: 'attention', inputs: this.operands(named.attention), attributes, shape, dtype: 'float32' });
  }
}

/** The program with attention and its gradients as steps that kernels compute, where `choose` wants them. */
export function expandAttention(program: Program, choose: ChooseAttention): DeviceProgram {
  const expansion = new Expansion(program, choose);
  return expansion.isEmpty ? program : expansion.expand();
}
