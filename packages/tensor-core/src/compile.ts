// compile: traces a function once for each signature of its arguments and replays the plan afterwards.
import { ConfigError } from './errors.js';
import type { Device, Plan, Storage } from './device.js';
import type { HostDType, HostTensor } from './dtype.js';
import { tensor } from './ops/creation.js';
import { takeDraws } from './random.js';
import { lower, type Lowered } from './lower.js';
import { resolve } from './record.js';
import { commit, gather, hostReader, prepareStates, store } from './runtime/execute.js';
import { defaultDevice, planFor } from './runtime/default-device.js';
import { isAnythingPending, request } from './runtime/pending.js';
import { snapshot } from './runtime/snapshot.js';
import { inTurn } from './runtime/turn.js';
import { Tensor } from './tensor.js';
import { activeTrace, withTrace, type Trace } from './trace.js';
import { flattenTree, mapTree, type Tree } from './tree.js';

/** What a compiled function takes: tensors and numbers are inputs; strings, booleans and null choose another trace. */
export type CompileArgument = Tree<Tensor | HostTensor | number | string | boolean | null | undefined>;

/** What a compiled function gives: tensors in arrays and records, or nothing. */
export type CompileResult = Tree<Tensor> | void;

type Leaf = Tensor | HostTensor | number | string | boolean | null | undefined;

function isHostTensor(value: unknown): value is HostTensor {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    'shape' in value &&
    'dtype' in value &&
    !(value instanceof Tensor)
  );
}

const isLeaf = (value: unknown): value is Leaf =>
  typeof value !== 'object' || value === null || value instanceof Tensor || isHostTensor(value);
const isTensorLeaf = (value: unknown): value is Tensor => value instanceof Tensor;

/** dtype of a tensor's data as a run is given them: bytes stay bytes until a device reads them. */
function storedAs({ dtype, source }: Tensor): HostDType {
  return source.kind === 'data' ? source.host.dtype : dtype;
}

function signatureOf(leaf: Leaf): string {
  if (leaf instanceof Tensor) return `${storedAs(leaf)}[${leaf.shape.join()}]`;
  if (isHostTensor(leaf)) return `${leaf.dtype}[${leaf.shape.join()}]`;
  return typeof leaf === 'number' ? '#' : (JSON.stringify(leaf) ?? 'undefined');
}

/** One traced signature. */
interface Traced {
  readonly trace: Trace;
  readonly lowered: Lowered;
  readonly hostValues: () => Float64Array;
  /** Numbers of the call under way, by position among the arguments. */
  readonly numbers: number[];
  /** Tensors of a result, in order; they become outputs of the plan. */
  readonly results: readonly Tensor[];
  readonly rebuild: (values: readonly Tensor[]) => CompileResult;
}

function placeholder(leaf: Leaf, position: number, numbers: number[]): unknown {
  if (leaf instanceof Tensor) {
    return new Tensor(leaf.shape, leaf.dtype, { kind: 'argument', ordinal: position, storedAs: storedAs(leaf) });
  }
  if (typeof leaf !== 'number') return leaf;
  numbers[position] = leaf;
  return new Tensor([], 'float32', { kind: 'host', read: () => [numbers[position] as number] });
}

function traceFunction(fn: (...args: never[]) => unknown, args: readonly CompileArgument[]): Traced {
  const trace: Trace = { assignments: new Map(), saved: new Map(), beforeRun: [], draws: 0, drawBase: 0 };
  const numbers: number[] = [];
  let position = 0;
  const given = args.map((arg) => mapTree(arg, isLeaf, (leaf) => placeholder(leaf, position++, numbers)));
  try {
    const result = withTrace(trace, () => fn(...(given as never[]))) as CompileResult;
    if (result instanceof Promise) {
      throw new ConfigError(
        'compile: the function is asynchronous; expected one that only records, got a promise; await outside of it',
      );
    }
    const results = flattenTree(result as Tree<Tensor>, isTensorLeaf).map((value) => resolve('compile', value));
    const lowered = lower(results, trace.assignments);
    const rebuild = (values: readonly Tensor[]): CompileResult => {
      let index = 0;
      return result === undefined
        ? undefined
        : mapTree(result as Tree<Tensor>, isTensorLeaf, () => values[index++] as Tensor);
    };
    return { trace, lowered, hostValues: hostReader(lowered.program, lowered.hosts), numbers, results, rebuild };
  } finally {
    for (const [cell, current] of trace.saved) cell.current = current;
  }
}

async function run(
  { trace, lowered, hostValues, numbers, results, rebuild }: Traced,
  leaves: readonly Leaf[],
): Promise<CompileResult> {
  const device: Device = await defaultDevice();
  await prepareStates(lowered, device);
  const plan: Plan = await planFor(device, lowered.program);
  await device.ready();
  leaves.forEach((leaf, index) => {
    if (typeof leaf === 'number') numbers[index] = leaf;
  });
  trace.drawBase = takeDraws(trace.draws);
  for (const action of trace.beforeRun) action();
  const args = gather(lowered, device, hostValues, ({ source }) =>
    source.kind === 'argument' ? (leaves[source.ordinal] as Tensor).resolve() : undefined,
  );
  const storages = plan.run(args);
  commit(trace.assignments.keys());
  return rebuild(
    results.map(({ shape, dtype }, index) => {
      const value = new Tensor(shape, dtype, { kind: 'argument', ordinal: index });
      store(value, storages[index] as Storage, device);
      return value;
    }),
  );
}

/**
 * Traces `fn` once for each signature of shapes and dtypes of its arguments; later calls run the same plan again.
 * Tensors, host tensors and numbers among the arguments are inputs; numbers captured from outside are frozen by the trace.
 * Variables read and assigned inside go on to change; random draws are new in every run.
 *
 * @returns a function that resolves, when the run is submitted, to the result with its tensors on the device
 * @example
 * const step = compile((x: Tensor, y: Tensor) => loss(x, y));
 * await (await step(x, y)).item();
 */
export function compile<Args extends readonly CompileArgument[], Result extends CompileResult>(
  fn: (...args: Args) => Result,
): (...args: Args) => Promise<Result> {
  const traced = new Map<string, Traced>();
  return async (...args) => {
    if (activeTrace()) return fn(...args);
    const given = args
      .flatMap((arg) => flattenTree(arg as Tree<Leaf>, isLeaf))
      .map((leaf) => (isHostTensor(leaf) ? tensor(leaf) : leaf));
    if (isAnythingPending()) await request([]);
    const leaves = await settle(given);
    const signature = leaves.map(signatureOf).join();
    return inTurn(async () => {
      let known = traced.get(signature);
      if (!known)
        traced.set(signature, (known = traceFunction(fn as (...args: never[]) => unknown, withTensors(args, leaves))));
      return (await run(known, leaves)) as Result;
    });
  };
}

/** The arguments with host tensors replaced by the tensors made of them. */
function withTensors(args: readonly CompileArgument[], leaves: readonly Leaf[]): readonly CompileArgument[] {
  let index = 0;
  return args.map((arg) => mapTree(arg as Tree<Leaf>, isLeaf, () => leaves[index++]) as CompileArgument);
}

/** A plan takes values: variables are taken as they are now, and what is only recorded is computed first. */
async function settle(leaves: readonly Leaf[]): Promise<readonly Leaf[]> {
  const settled = leaves.map((leaf) => (leaf instanceof Tensor ? snapshot(resolve('compile', leaf)) : leaf));
  const recorded = settled.filter(
    (leaf): leaf is Tensor => leaf instanceof Tensor && leaf.source.kind !== 'data' && leaf.source.kind !== 'stored',
  );
  if (recorded.length > 0) await request(recorded);
  return settled;
}
