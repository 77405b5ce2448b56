// One trace of a function: what it recorded, lowered with its first run and replayed by every later one.
import { checkNumerics } from '../debug/check-numerics.js';
import { debugging } from '../debug/debugging.js';
import { ConfigError } from '../errors.js';
import type { Storage } from '../device.js';
import { lower, type Lowered, type TensorLeaf } from '../lower.js';
import { staged } from '../profile/host-clock.js';
import { takeKeys } from '../random/key-stream.js';
import { resolve } from '../record.js';
import { count, takeBack, type Counts } from '../recovery/host-cell.js';
import { commit, gather, prepareStates, store } from '../runtime/execute.js';
import { defaultDevice, deviceInUse, planFor } from '../runtime/default-device.js';
import { Tensor } from '../tensor.js';
import { withTrace, type Trace } from '../trace.js';
import { flattenTree, mapTree, type Tree } from '../tree.js';
import { isLeaf, storedAs, type Leaf } from './leaves.js';

/** What one call is given: a value for each leaf of the arguments, and its random keys. */
export interface Call {
  readonly leaves: readonly Leaf[];
  readonly keyOf: Trace['keyOf'];
}

/** The value of an argument of the trace in a call. */
function valueFrom(leaves: readonly Leaf[]): (leaf: TensorLeaf) => Tensor | undefined {
  return ({ source }) => (source.kind === 'argument' ? (leaves[source.ordinal] as Tensor) : undefined);
}

const isTensorLeaf = (value: unknown): value is Tensor => value instanceof Tensor;

/** @throws ConfigError unless `result` is nothing, or tensors in arrays and records */
function checkResult(result: unknown, isWhole = true): void {
  if (result instanceof Tensor || (isWhole && result === undefined)) return;
  if (result instanceof Promise) {
    throw new ConfigError(
      'compile: the function is asynchronous; expected one that only records, got a promise; await outside of it',
    );
  }
  const prototype: unknown = typeof result === 'object' && result !== null ? Object.getPrototypeOf(result) : undefined;
  if (!Array.isArray(result) && prototype !== Object.prototype && prototype !== null) {
    throw new ConfigError(
      `compile: the result is not made of tensors; expected tensors in arrays and records, ` +
        `got ${result === null ? 'null' : typeof result}; wrap numbers in tensor(...)`,
    );
  }
  for (const part of Object.values(result as object)) checkResult(part, false);
}

/** A function traced for one signature of its arguments. */
export class TracedFunction {
  private readonly trace: Trace;
  /** Numbers of the call under way, by position among the leaves. */
  private readonly numbers: number[] = [];
  private readonly result: Tree<Tensor> | undefined;
  private readonly roots: readonly Tensor[];
  private lowered: Lowered | undefined;

  /** Traces `fn`; `args` are the arguments of the first call, by their shapes and dtypes. Touches no device and no variable. */
  constructor(fn: (...args: never[]) => unknown, args: readonly Tree<Leaf>[]) {
    this.trace = { assignments: new Map(), versions: new Map(), beforeRun: [], draws: 0, keyOf: takeKeys(0) };
    let position = 0;
    const given = args.map((arg) => mapTree(arg, isLeaf, (leaf) => this.placeholder(leaf, position++)));
    const { result, roots } = withTrace(this.trace, () => {
      const made = fn(...(given as never[]));
      checkResult(made);
      const tree = made as Tree<Tensor> | undefined;
      return { result: tree, roots: flattenTree(tree, isTensorLeaf).map((value) => resolve('compile', value)) };
    });
    [this.result, this.roots] = [result, roots];
  }

  /** Random keys for one run. */
  takeKeys(): Trace['keyOf'] {
    return takeKeys(this.trace.draws);
  }

  private placeholder(leaf: Leaf, position: number): unknown {
    const { trace, numbers } = this;
    if (leaf instanceof Tensor) {
      const source = { kind: 'argument', ordinal: position, storedAs: storedAs(leaf), trace } as const;
      return new Tensor(leaf.shape, leaf.dtype, source);
    }
    if (typeof leaf !== 'number') return leaf;
    return new Tensor([], 'float32', { kind: 'host', read: () => [numbers[position] as number] });
  }

  /** The program. Made with the first run, when tensors from outside that had to be computed have been. */
  lower(): Lowered {
    return lower(this.roots, this.trace.assignments, { trace: this.trace });
  }

  /** Runs the plan once. */
  async run({ leaves, keyOf }: Call): Promise<Tree<Tensor> | undefined> {
    const device = deviceInUse() ?? (await defaultDevice());
    // A program that was lowered while nobody asked does not know where its ops were recorded.
    if (!this.lowered || (debugging.checkNumerics && !this.lowered.recorded)) this.lowered = this.lower();
    const graph = this.lowered;
    this.trace.keyOf = keyOf;
    const preparing = prepareStates(graph, device);
    if (preparing) await preparing;
    const plan = await planFor(device, graph.program);
    await staged('wait', () => device.ready());
    leaves.forEach((leaf, index) => {
      if (typeof leaf === 'number') this.numbers[index] = leaf;
    });
    const counts: Counts = new Map();
    for (const action of this.trace.beforeRun) count(counts, action);
    let storages: readonly Storage[];
    try {
      const given = staged('encode', () => gather(graph, plan, device, valueFrom(leaves)));
      if (debugging.checkNumerics) await checkNumerics(graph, device, given);
      const running = staged('encode', () => plan.run(given));
      storages = running instanceof Promise ? await running : running;
    } catch (error) {
      takeBack(counts);
      throw error;
    }
    commit([...this.trace.assignments.keys()], device);
    return this.rebuild(
      this.roots.map(({ shape, dtype }, index) => {
        const value = new Tensor(shape, dtype, { kind: 'argument', ordinal: index, trace: this.trace });
        store(value, storages[index] as Storage, device);
        return value;
      }),
    );
  }

  /** The result of a call: the result of the trace with values in place of what was recorded. */
  private rebuild(values: readonly Tensor[]): Tree<Tensor> | undefined {
    let index = 0;
    if (this.result === undefined) return undefined;
    return mapTree(this.result, isTensorLeaf, () => values[index++] as Tensor);
  }
}
