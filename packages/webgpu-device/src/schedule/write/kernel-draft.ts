// A kernel being written: its bindings, parameter words and stores, and which memory each binding takes.
import type { DType } from '@tensorloom/tensor-core';
import {
  parameterBinding,
  type Binding,
  type HelperName,
  type Kernel,
  type MatrixUnit,
} from '@tensorloom/wgsl-kernels';
import type { DeviceValue } from '../steps/device-program.js';
import { Emitter, type Library, type Load, type Scope } from './emitter.js';
import { scalarTypes } from './scalar-types.js';
import type { Graph } from '../form/graph.js';
import type { Group } from '../form/group.js';
import type { MeasuredSchedules } from './measured-schedules.js';
import type { Place } from './place.js';
import { isOwnPlace, spaceOf, type Space } from './space.js';

/** Memory of a binding: a value's, or the plan's parameters or host numbers. */
export type BoundMemory = number | 'parameters' | 'host';

/** A kernel with what it is run on. */
export interface WrittenKernel {
  readonly kernel: Kernel;
  /** One entry for each binding. */
  readonly memory: readonly BoundMemory[];
  /** Parameter words; the first is the number of workgroups. */
  readonly words: readonly number[];
  readonly workgroups: number;
  readonly helpers: Iterable<HelperName>;
  /** Whether its text has functions of its own: they read memory at places that nobody else may move. */
  readonly hasFunctions: boolean;
  readonly loads: readonly Load[];
  /** Values stored, with the index expression of the store. */
  readonly stores: readonly Store[];
  /** Statements for one element, where that is what the kernel is made of. */
  readonly body?: readonly string[];
}

/** A value written to memory. */
export interface Store {
  readonly value: number;
  readonly linear: string;
  readonly scope: Scope;
}

/** What the device offers that changes how kernels are written. */
export interface DeviceClass {
  /** The one size of all subgroups, if there is such and the feature is on. */
  readonly subgroupSize: number | undefined;
  /** True for adapters that run on the processor: barriers are dear there. */
  readonly software: boolean;
  /** True if halves can be stored as such: else they take the room of float32. */
  readonly halves: boolean;
  /** Matrix units that products of halves may take, where they are asked for and measured. */
  readonly matrixUnit?: MatrixUnit | undefined;
  /** Schedules of products that were measured on this very device, if any are. */
  readonly measured?: MeasuredSchedules;
}

export interface WriteOptions {
  readonly graph: Graph;
  readonly group: Group;
  readonly ownerOf: (value: number) => Group | undefined;
  /** Values of this group that are stored. */
  readonly stored: readonly number[];
  /** Where a value lies: another value's memory if it is written in place. */
  readonly locate: (value: number) => number;
  readonly inMemory: (value: number) => boolean;
  readonly device: DeviceClass;
}

/** What the parts of one kernel share: bindings, parameter words, helpers and functions. */
export class KernelFrame {
  readonly words: number[];
  readonly bindings: Binding[] = [parameterBinding];
  readonly memory: BoundMemory[] = ['parameters'];
  readonly library: Library = { helpers: new Set(), functions: new Map() };
  private readonly names = new Map<number, string>();
  private readonly hostWords = new Map<number, string>();

  /** @param reserved parameter words that the kernel's form takes */
  constructor(
    private readonly options: Pick<WriteOptions, 'graph' | 'locate' | 'device'>,
    reserved: number,
  ) {
    this.words = new Array<number>(reserved).fill(0);
  }

  /** Index expression of a parameter word of this kernel's own. */
  word(value: number): string {
    return `P[${this.words.push(value) - 1}]`;
  }

  /** @param type how the kernel sees the memory, where it is not one element at a time; the same for all uses of a buffer */
  bind(value: number, type?: Binding['type']): string {
    const location = this.options.locate(value);
    const known = this.names.get(location);
    if (known) return known;
    const name = `b${this.names.size}`;
    const node = this.options.graph.value(location);
    this.names.set(location, name);
    // All of a kind: a buffer that is bound read_write once must be so throughout, and equal kernels stay equal texts.
    this.bindings.push({ name, access: 'read_write', type: type ?? memoryTypeOf(node, this.options.device) });
    this.memory.push(location);
    return name;
  }

  hostIndex(ordinal: number): string {
    if (!this.memory.includes('host')) {
      this.bindings.push({ name: 'H', access: 'read', type: 'u32' });
      this.memory.push('host');
    }
    const known = this.hostWords.get(ordinal);
    if (known) return known;
    const index = this.word(this.hostOffset(ordinal));
    this.hostWords.set(ordinal, index);
    return index;
  }

  private hostOffset(ordinal: number): number {
    const hosts = this.options.graph.values.filter(
      (value) => value.op === 'input' && value.kind === 'host' && value.ordinal < ordinal,
    );
    return hosts.reduce((sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 1), 0);
  }
}

/** Space, emitter and stores of one group's part of a kernel being written. */
export class KernelDraft {
  readonly space: Space;
  readonly emitter: Emitter;
  readonly stores: Store[] = [];

  constructor(
    readonly options: WriteOptions,
    readonly frame: KernelFrame,
  ) {
    const { graph, group, ownerOf } = options;
    const space = spaceOf(graph, group);
    this.space = space;
    const context = {
      graph,
      group,
      ownerOf,
      bind: (memory: number) => frame.bind(memory),
      anchorAt: space.anchorAt,
      isOwnPlace: (place: Place) => isOwnPlace(space, place),
      scopeFor: space.scopeFor,
      hostIndex: (ordinal: number) => frame.hostIndex(ordinal),
      word: (value: number) => frame.word(value),
    };
    this.emitter = new Emitter(context, frame.library);
  }

  /** Emits a value at the group's own place; it is stored there when all others are computed too (`innerStores`, `outerStores`). */
  store(value: number, scope: Scope): void {
    const { graph } = this.options;
    const node = graph.value(value);
    const place = this.space.placeOf(node.shape);
    if (!place) throw new Error(`${graph.describe(value)} has no place in its kernel`);
    const expression = this.emitter.emit(value, place, scope);
    const target = this.space.scopeFor(place, scope);
    const index = place.linear ?? linearText(place);
    this.stores.push({ value, linear: index, scope: target });
    const text = this.stored(node.dtype, expression);
    (target === scope ? this.innerStores : this.outerStores).push(`${this.frame.bind(value)}[${index}] = ${text};`);
  }

  /** An element as memory takes it. */
  private stored(dtype: DType, expression: string): string {
    if (dtype === 'bool') return `select(0u, 1u, ${expression})`;
    return dtype === 'float16' && this.options.device.halves ? `f16(${expression})` : expression;
  }

  /** Stores of the innermost loop. They stand after all that it reads: a variable that one overwrites may be read for another. */
  readonly innerStores: string[] = [];
  /** Stores that belong outside of the innermost loop. */
  readonly outerStores: string[] = [];

  /**
   * Names of bindings that are read and written at this index alone, so that their elements may be taken four at a time.
   *
   * @param index index expression of the group's own element
   */
  reachedAt(index: string): readonly string[] {
    const { graph } = this.options;
    const packed = (memory: number): boolean => {
      const node = graph.value(memory);
      return node.op === 'input' && node.storedAs === 'uint8';
    };
    const reached = new Map<string, boolean>();
    const loads = this.emitter.loads.map((load) => ({ ...load, alone: load.linear === index && !packed(load.memory) }));
    const stores = this.stores.map(({ value, linear }) => ({ memory: value, alone: linear === index }));
    for (const { memory, alone } of [...loads, ...stores]) {
      const name = this.frame.bind(memory);
      reached.set(name, alone && reached.get(name) !== false);
    }
    return [...reached].flatMap(([name, alone]) => (alone ? [name] : []));
  }

  finish(kernel: Kernel, workgroups: number): WrittenKernel {
    const { memory, words, library } = this.frame;
    words[0] = workgroups;
    return {
      kernel,
      memory,
      words,
      workgroups,
      helpers: library.helpers,
      hasFunctions: library.functions.size > 0,
      loads: this.emitter.loads,
      stores: this.stores,
    };
  }
}

function linearText({ coords, shape }: { coords: readonly string[]; shape: readonly number[] }): string {
  const terms = coords.flatMap((coord, axis) => {
    const stride = shape.slice(axis + 1).reduce((size, extent) => size * extent, 1);
    return shape[axis] === 1 ? [] : [stride === 1 ? coord : `${coord} * ${stride}u`];
  });
  return terms.length === 0 ? '0u' : terms.join(' + ');
}

/** The type of a value's elements in memory. */
export function memoryTypeOf(value: DeviceValue, { halves }: DeviceClass): Binding['type'] {
  if (value.op === 'input' && value.storedAs === 'uint8') return 'u32';
  if (value.dtype === 'float16' && halves) return 'f16';
  const type = scalarTypes[value.dtype];
  return type === 'bool' ? 'u32' : type;
}
