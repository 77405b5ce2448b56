// Forms groups: walks the program once and puts each value that needs a home where it costs no kernel of its own.
import { Emitter, NotHere, newScope } from '../write/emitter.js';
import { gemmWithColumnSum } from './column-sum.js';
import type { Graph } from './graph.js';
import {
  Group,
  rowFormOf,
  scanFormOf,
  type ElementForm,
  type GroupForm,
  type RowForm,
  type ScanForm,
} from './group.js';
import type { MemoryNeeds } from './memory-needs.js';
import { isScatterSum } from './op-class.js';
import { isOwnPlace, spaceOf } from '../write/space.js';
import { sameShape } from '@tensorloom/tensor-core';
import { rowOperand, sameKernel } from '../write/attention-operand.js';
import { gemmMemory } from '../write/gemm-node.js';

/** Groups with the home of each value that has one. */
export interface Formation {
  readonly groups: readonly Group[];
  readonly ownerOf: ReadonlyMap<number, Group>;
}

/** Told of a value that reads more memory than one kernel can bind, and of the values that have a home by then. */
export type TooManyBindings = (value: number, homes: ReadonlyMap<number, Group>) => void;

/** What a value's expression reads in a kernel. */
interface Reads {
  readonly memory: readonly number[];
  readonly host: boolean;
}

class Former {
  readonly groups: Group[] = [];
  readonly ownerOf = new Map<number, Group>();
  /** Values without a home that some kernel computes on its way. */
  private readonly passed = new Set<number>();
  /** Gemm whose kernel yields a sum, by the sum; and the other way round. */
  private readonly columnSums: ReadonlyMap<number, number>;

  constructor(
    private readonly graph: Graph,
    private readonly needs: MemoryNeeds,
    private readonly limit: number,
    private readonly tooMany: TooManyBindings,
  ) {
    this.columnSums = new Map([...gemmWithColumnSum(graph)].filter(([, gemm]) => !needs.ends.has(gemm)));
  }

  form(): Formation {
    for (const position of this.graph.values.keys()) {
      if (this.ownerOf.has(position) || this.graph.size(position) === 0) continue;
      // A sum that a product yields beside its result has its home there, even if it is wanted for itself too.
      if (this.columnSums.has(position)) continue;
      const kind = this.graph.classAt(position);
      if (kind === 'gemm') this.addGemm(position);
      else if (kind === 'reduce') this.addReduction(position);
      else if (kind === 'scan') this.addScan(position);
      else if (kind === 'recurrent') this.addRecurrent(position);
      else if (kind === 'attention') this.addAttention(position);
      else if (this.needs.must.has(position) || this.needs.rather.has(position)) this.addRoot(position);
    }
    return { groups: this.groups, ownerOf: this.ownerOf };
  }

  private open(form: GroupForm): Group {
    const group = new Group(form);
    this.groups.push(group);
    return group;
  }

  /** A group for a value that no other can take. */
  private openFor(form: GroupForm, value: number, computed: number, list: 'anchors' | 'roots'): void {
    const group = this.open(form);
    if (this.tryJoin(group, value, computed, list)) return;
    if (!this.probe(group, computed)) throw new Error(`${this.graph.describe(value)} fits no kernel, not even its own`);
    this.tooMany(value, this.ownerOf);
    // The rest is formed as if it fitted, to find all that must be stored.
    group.full = true;
    group[list].push(value);
    this.ownerOf.set(value, group);
  }

  private addGemm(anchor: number): void {
    const columnSum = [...this.columnSums].find(([, gemm]) => gemm === anchor)?.[0];
    const group = this.open({ kind: 'gemm', anchor, columnSum });
    group.anchors.push(anchor);
    group.full = this.needs.ends.has(anchor);
    this.ownerOf.set(anchor, group);
    if (columnSum !== undefined) {
      group.anchors.push(columnSum);
      this.ownerOf.set(columnSum, group);
    }
    for (const memory of gemmMemory(this.graph, anchor, this.needs.must)) this.read(group, memory);
    for (const value of group.anchors) group.memory.add(value);
  }

  /** Steps of one kernel share a group; what they read is the same, so that no circle can arise. */
  private addAttention(anchor: number): void {
    const shared = (group: Group): boolean =>
      group.form.kind === 'attention' && sameKernel(this.graph, group.form.first, anchor);
    const group = this.groups.find(shared) ?? this.open({ kind: 'attention', first: anchor });
    group.full = true;
    group.anchors.push(anchor);
    this.ownerOf.set(anchor, group);
    const inMemory = (value: number): boolean => this.needs.must.has(value);
    for (const input of this.graph.node(anchor).inputs)
      this.read(group, rowOperand(this.graph, input, inMemory).memory);
    group.memory.add(anchor);
  }

  private read(group: Group, memory: number): void {
    group.memory.add(memory);
    const owner = this.ownerOf.get(memory);
    if (owner && owner !== group) group.needs.add(owner);
  }

  private addReduction(anchor: number): void {
    const form = rowFormOf(this.graph, anchor);
    const operand = this.graph.node(anchor).inputs[0] as number;
    const fits = (group: Group): boolean =>
      group.form.kind === 'row' && sameRows(group.form, form) && this.tryJoin(group, anchor, operand, 'anchors');
    if (this.groups.some(fits)) return;
    this.openFor(form, anchor, operand, 'anchors');
  }

  private addScan(anchor: number): void {
    const form = scanFormOf(this.graph, anchor);
    const operand = this.graph.node(anchor).inputs[0] as number;
    const fits = (group: Group): boolean =>
      group.form.kind === 'scan' && sameWalk(group.form, form) && this.tryJoin(group, anchor, operand, 'anchors');
    if (this.groups.some(fits)) return;
    this.openFor(form, anchor, operand, 'anchors');
  }

  private addRecurrent(anchor: number): void {
    const group = this.open({ kind: 'recurrent', anchor });
    group.anchors.push(anchor);
    group.full = true;
    this.ownerOf.set(anchor, group);
    for (const operand of this.graph.node(anchor).inputs) this.read(group, this.graph.memoryOf(operand));
    group.memory.add(anchor);
  }

  private addRoot(root: number): void {
    const owners = this.ownersRead(root);
    const close = [...this.groups].reverse().filter((group) => owners.has(group) && this.mayHost(group, root));
    if (close.some((group) => this.tryJoin(group, root, root, 'roots'))) return;
    const form: ElementForm = { kind: 'element', size: this.graph.size(root) };
    const reads = this.probe(new Group(form), root)?.memory ?? [];
    const behind = this.behind(reads);
    const isNear = (group: Group): boolean =>
      !behind.has(group) && sharesMemory(group, form, reads) && this.mayHost(group, root);
    if (this.groups.some((group) => isNear(group) && this.tryJoin(group, root, root, 'roots'))) return;
    if (!this.needs.must.has(root) && close.length > 0) return;
    // What another kernel computes for itself would be read there from now on, before it is made.
    const free = this.onTheWay(root).filter((value) => this.needs.dear.has(value) && !this.passed.has(value));
    this.openFor(form, root, root, 'roots');
    this.takeAlong(this.ownerOf.get(root) as Group, free);
  }

  /** Keeps what a new group computes on its way and others had better read: the state of a loop beside its output. */
  private takeAlong(group: Group, values: readonly number[]): void {
    const { size } = group.form as ElementForm;
    for (const value of values) if (this.graph.size(value) === size) this.tryJoin(group, value, value, 'roots');
  }

  /** Values without a home that a root's expression asks for at its own element, and nowhere else; in program order. */
  private onTheWay(root: number): readonly number[] {
    const [here, elsewhere] = [new Set<number>(), new Set<number>()];
    const visit = (at: number, isMoved: boolean): void => {
      const seen = isMoved ? elsewhere : here;
      const kind = this.graph.classAt(at);
      if (seen.has(at) || kind === 'input' || (this.ownerOf.has(at) && at !== root)) return;
      seen.add(at);
      for (const input of this.graph.node(at).inputs) visit(input, isMoved || kind !== 'element');
    };
    visit(root, false);
    return [...here].filter((at) => at !== root && !elsewhere.has(at)).sort((a, b) => a - b);
  }

  /**
   * Updates of variables stay out of products and scatters: on their own they all become one kernel that works on vectors, and
   * the product compiles sooner.
   */
  private mayHost({ form, roots }: Group, root: number): boolean {
    if (!this.needs.assigned.has(root)) return true;
    return form.kind !== 'gemm' && !roots.some((at) => isScatterSum(this.graph.value(at)));
  }

  /** Groups that a value's expression reads. */
  private ownersRead(value: number): ReadonlySet<Group> {
    const owners = new Set<Group>();
    const seen = new Set<number>();
    const visit = (at: number): void => {
      if (seen.has(at)) return;
      seen.add(at);
      const owner = this.ownerOf.get(at);
      if (owner) owners.add(owner);
      else if (this.graph.classAt(at) !== 'input') this.graph.node(at).inputs.forEach(visit);
    };
    visit(value);
    return owners;
  }

  /** Groups that those which make this memory need, directly or not: a group that read it there would close a circle. */
  private behind(reads: readonly number[]): ReadonlySet<Group> {
    const found = new Set<Group>();
    const stack = reads.flatMap((memory) => [...(this.ownerOf.get(memory)?.needs ?? [])]);
    for (let group = stack.pop(); group; group = stack.pop()) {
      if (found.has(group)) continue;
      found.add(group);
      stack.push(...group.needs);
    }
    return found;
  }

  /** What a value's expression reads in a group's kernel, or undefined if it cannot be computed there. */
  private probe(group: Group, value: number): Reads | undefined {
    const space = spaceOf(this.graph, group);
    const place = this.placeFor(group, value);
    if (!place) return undefined;
    let [host, words] = [false, 0];
    const emitter = new Emitter({
      graph: this.graph,
      group,
      ownerOf: (at) => this.ownerOf.get(at),
      bind: (memory) => `m${memory}`,
      anchorAt: space.anchorAt,
      isOwnPlace: (at) => isOwnPlace(space, at),
      scopeFor: (_place, present) => present,
      hostIndex: () => {
        host = true;
        return '0u';
      },
      word: () => `w${words++}`,
    });
    try {
      emitter.emit(value, place, newScope());
    } catch (error) {
      if (error instanceof NotHere) return undefined;
      throw error;
    }
    return { memory: emitter.loads.map(({ memory }) => memory), host };
  }

  private placeFor(group: Group, value: number) {
    return spaceOf(this.graph, group).placeOf(this.graph.value(value).shape);
  }

  private tryJoin(group: Group, value: number, computed: number, list: 'anchors' | 'roots'): boolean {
    const reads = group.full ? undefined : this.probe(group, computed);
    if (!reads) return false;
    const memory = new Set([...group.memory, ...reads.memory, value]);
    const readsHost = group.readsHost || reads.host;
    // The parameters take a binding too.
    if (memory.size + 1 + Number(readsHost) > this.limit) return false;
    if (this.behind(reads.memory).has(group)) return false;
    for (const at of memory) group.memory.add(at);
    group.readsHost = readsHost;
    group.full = this.needs.ends.has(value);
    for (const at of reads.memory) this.read(group, at);
    this.notePassed(computed);
    group[list].push(value);
    this.ownerOf.set(value, group);
    return true;
  }

  /** Notes what a value that joins a kernel is computed from there. */
  private notePassed(computed: number): void {
    if (this.passed.has(computed) || this.ownerOf.has(computed) || this.graph.classAt(computed) === 'input') return;
    this.passed.add(computed);
    this.graph.node(computed).inputs.forEach((input) => this.notePassed(input));
  }
}

/** True for an elementwise group of the same size that reads some of the same memory. */
function sharesMemory({ full, form, memory }: Group, { size }: ElementForm, reads: readonly number[]): boolean {
  return !full && form.kind === 'element' && form.size === size && reads.some((one) => memory.has(one));
}

function sameRows(a: RowForm, b: RowForm): boolean {
  return sameShape(a.shape, b.shape) && a.axes.join() === b.axes.join();
}

function sameWalk(a: ScanForm, b: ScanForm): boolean {
  return sameShape(a.shape, b.shape) && a.axis === b.axis;
}

/**
 * @param limit storage buffers that one kernel may bind
 * @param tooMany called for each value that must be split: then the formation is of no use
 */
export function formGroups(graph: Graph, needs: MemoryNeeds, limit: number, tooMany: TooManyBindings): Formation {
  return new Former(graph, needs, limit, tooMany).form();
}
