// Decides which values must lie in memory, and which had better: before any kernel is formed.
import type { Graph } from './graph.js';
import { costOf, isAnchor, isScatterSum } from './op-class.js';
import { longValues } from './long-values.js';
import { rowOperand } from '../write/attention-operand.js';
import { fitsStrides, productAt } from '../write/gemm-node.js';
import { stridedOperand } from '../write/strided-operand.js';

/** Values that a kernel stores. */
export interface MemoryNeeds {
  /** Read by something that cannot compute them on its own. */
  readonly must: ReadonlySet<number>;
  /** Dear to compute twice, or made from a reduction or product: stored if another kernel reads them. */
  readonly rather: ReadonlySet<number>;
  /** Of those, the ones that a kernel which computes them on its way keeps: the state of a loop. */
  readonly dear: ReadonlySet<number>;
  /** Ends of long expressions: no kernel goes on from one. */
  readonly ends: ReadonlySet<number>;
  /** New values of variables; all of them must be in memory. */
  readonly assigned: ReadonlySet<number>;
}

/** Computing an element again costs less than this: do it. */
const CHEAP = 8;
/** More than this, and it is stored by whoever comes by: the state of a loop, not each of its gates. */
const DEAR = 16;

/**
 * @param outputs values that a caller wants
 * @param assigned new values of variables
 * @param forced values that a former attempt found it must store, to respect the limit of bindings
 */
export function memoryNeeds(
  graph: Graph,
  {
    outputs,
    assigned,
    forced,
  }: { outputs: readonly number[]; assigned: readonly number[]; forced: ReadonlySet<number> },
): MemoryNeeds {
  const must = new Set<number>(forced);
  const add = (value: number): void => {
    if (graph.classAt(value) !== 'input') must.add(value);
  };
  // What must lie in memory for one reader may be on another's way: until nothing is added.
  const addAllOperands = (): void => {
    for (let before = -1; before !== must.size;) {
      before = must.size;
      graph.values.forEach((_, position) => addOperands(graph, position, must, add));
    }
  };
  for (const value of [...outputs, ...assigned]) add(graph.memoryOf(value));
  for (const sum of scatterSumsBehind(graph, assigned)) add(sum);
  addAllOperands();
  const { ends, waypoints } = longValues(graph, must, sharedAndDear(graph, must));
  for (const value of [...ends, ...waypoints]) must.add(value);
  addAllOperands();
  const dear = sharedAndDear(graph, must);
  return { must, rather: ratherStored(graph, must, dear), dear, ends, assigned: new Set(assigned) };
}

/** Adds what an op reads at places of its own. */
function addOperands(graph: Graph, position: number, must: ReadonlySet<number>, add: (value: number) => void): void {
  const node = graph.value(position);
  if (node.op === 'input') return;
  if (node.op === 'barrier') add(position);
  const isMust = (value: number): boolean => must.has(value);
  const product = graph.classAt(position) === 'gemm' ? productAt(graph, position).product : undefined;
  if (product?.op === 'matmul') {
    for (const side of ['a', 'b'] as const)
      if (!fitsStrides(graph, product, side, isMust)) add(node.inputs[side === 'a' ? 0 : 1] as number);
    for (const input of node.inputs) add(stridedOperand(graph, input, isMust).memory);
  } else if (node.op === 'randomBits') {
    // Bits that a key is made of would be drawn anew for each element.
    const isBits = (at: number): boolean => graph.value(at).op === 'randomBits';
    for (const bits of behind(graph, node.inputs[0] as number, isBits, isMust)) add(bits);
  } else if (node.op === 'gather' || node.op === 'searchSorted') add(graph.memoryOf(node.inputs[0] as number));
  else if (graph.classAt(position) === 'attention')
    for (const input of node.inputs) add(rowOperand(graph, input, isMust).memory);
  else if (product) for (const input of node.inputs) add(graph.sourceOf(input));
  else if (['lookup', 'recurrent'].includes(graph.classAt(position)))
    for (const input of node.inputs) add(graph.memoryOf(input));
}

/** Updates of variables read sums of many updates, so that they stay what they are beside others: one kernel, on vectors. */
function scatterSumsBehind(graph: Graph, assigned: readonly number[]): readonly number[] {
  const isWanted = (at: number): boolean => isScatterSum(graph.value(at));
  if (!graph.values.some(isScatterSum)) return [];
  return assigned.flatMap((value) => [...behind(graph, value, isWanted, (at) => isAnchor(graph.classAt(at)))]);
}

/** The values of one kind that a value is computed from, up to what is in memory. */
function behind(
  graph: Graph,
  value: number,
  isWanted: (value: number) => boolean,
  inMemory: (value: number) => boolean,
): ReadonlySet<number> {
  const found = new Set<number>();
  const seen = new Set<number>();
  const visit = (at: number): void => {
    const node = graph.value(at);
    if (seen.has(at) || node.op === 'input' || inMemory(at)) return;
    seen.add(at);
    if (isWanted(at)) found.add(at);
    else node.inputs.forEach(visit);
  };
  visit(value);
  return found;
}

/** Values that several read, and that cost much if every cheap one on their way is computed anew. */
function sharedAndDear(graph: Graph, must: ReadonlySet<number>): ReadonlySet<number> {
  const isStored = (value: number): boolean => must.has(value);
  const isDear = (position: number): boolean =>
    mayBeKept(graph, position, must) &&
    timesRead(graph, position) > 1 &&
    weigh(graph, position, isStored, DEAR).cost > DEAR;
  return new Set([...graph.values.keys()].filter(isDear));
}

function mayBeKept(graph: Graph, position: number, must: ReadonlySet<number>): boolean {
  const kind = graph.classAt(position);
  return (kind === 'element' || kind === 'lookup') && !must.has(position);
}

function ratherStored(graph: Graph, must: ReadonlySet<number>, dear: ReadonlySet<number>): ReadonlySet<number> {
  const rather = new Set(dear);
  for (const position of graph.values.keys()) if (isRather(graph, position, must, rather)) rather.add(position);
  return rather;
}

function isRather(graph: Graph, position: number, must: ReadonlySet<number>, rather: ReadonlySet<number>): boolean {
  if (!mayBeKept(graph, position, must)) return false;
  const { cost, anchored } = weigh(graph, position, (at) => must.has(at) || rather.has(at));
  const shared = timesRead(graph, position) > 1;
  // Reduced, or taken apart, elsewhere: one value in memory takes the place of all that it is made of.
  const apart = graph.users(position).some((user) => isTakenApart(graph, user));
  return (shared && cost >= CHEAP) || (anchored && (shared || apart));
}

function isTakenApart(graph: Graph, user: number): boolean {
  return graph.classAt(user) === 'reduce' || graph.value(user).op === 'slice';
}

/** How often each element is read, on average: slices read a part. */
function timesRead(graph: Graph, position: number): number {
  const size = graph.size(position);
  return graph
    .users(position)
    .reduce((sum, user) => sum + (graph.value(user).op === 'slice' ? graph.size(user) / size : 1), 0);
}

/** Cost of a value from memory, and whether a reduction or product is on the way; beyond `enough` nothing more is looked at. */
function weigh(
  graph: Graph,
  value: number,
  inMemory: (value: number) => boolean,
  enough = Infinity,
): { cost: number; anchored: boolean } {
  let [cost, anchored] = [0, false];
  const seen = new Set<number>();
  const visit = (at: number): void => {
    if (seen.has(at) || cost > enough) return;
    seen.add(at);
    const kind = graph.classAt(at);
    if (kind === 'input' || (at !== value && inMemory(at))) return;
    if (isAnchor(kind)) {
      anchored = true;
      return;
    }
    cost += costOf(graph.value(at));
    graph.node(at).inputs.forEach(visit);
  };
  visit(value);
  return { cost, anchored };
}
