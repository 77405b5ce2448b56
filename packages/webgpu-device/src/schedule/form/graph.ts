// A program with what the scheduler asks of it: users of a value, and values that only rename another's memory.
import { formatShape } from '@tensorloom/tensor-core';
import type { DeviceNode, DeviceProgram, DeviceValue } from '../steps/device-program.js';
import { classOf, type OpClass } from './op-class.js';

/** A program being scheduled. Copies may be added to it (`addCopy`). */
export class Graph {
  readonly values: DeviceValue[];
  private readonly usersOf: number[][];

  constructor(readonly program: DeviceProgram) {
    this.values = [...program.values];
    this.usersOf = this.values.map(() => []);
    this.values.forEach((value, position) => {
      if (value.op !== 'input') for (const input of new Set(value.inputs)) this.usersOf[input]?.push(position);
    });
  }

  value(position: number): DeviceValue {
    return this.values[position] as DeviceValue;
  }

  node(position: number): DeviceNode {
    return this.values[position] as DeviceNode;
  }

  classAt(position: number): OpClass | 'input' {
    return classOf(this.value(position));
  }

  users(position: number): readonly number[] {
    return this.usersOf[position] ?? [];
  }

  size(position: number): number {
    return this.value(position).shape.reduce((size, extent) => size * extent, 1);
  }

  /** The value whose memory serves for this one too: itself, or what was only reshaped. */
  memoryOf(position: number): number {
    let at = position;
    for (;;) {
      const node = this.value(at);
      if (node.op !== 'reshape' || this.isHost(node.inputs[0] as number)) return at;
      at = node.inputs[0] as number;
    }
  }

  /** As `memoryOf`, and where halves are only widened, the halves: for who reads elements as f32 anyway. */
  sourceOf(position: number): number {
    const memory = this.memoryOf(position);
    const node = this.value(memory);
    if (node.op !== 'cast' || node.dtype !== 'float32') return memory;
    const halves = this.memoryOf(node.inputs[0] as number);
    return this.value(halves).dtype === 'float16' ? halves : memory;
  }

  /** True for numbers of the host: they have no memory of their own. */
  isHost(position: number): boolean {
    const value = this.value(position);
    return value.op === 'input' && value.kind === 'host';
  }

  /** Adds a copy of a value: for an assignment whose source is no kernel's result of its own. */
  addCopy(position: number): number {
    const { shape, dtype } = this.value(position);
    this.usersOf[position]?.push(this.values.length);
    this.usersOf.push([]);
    return this.values.push({ op: 'cast', inputs: [position], attributes: { dtype }, shape, dtype }) - 1;
  }

  /** A value's name in messages. */
  describe(position: number): string {
    const value = this.value(position);
    const name = value.op === 'input' ? (value.name ?? `${value.kind} ${value.ordinal}`) : `%${position} = ${value.op}`;
    return `${name} ${value.dtype}${formatShape(value.shape)}`;
  }
}
