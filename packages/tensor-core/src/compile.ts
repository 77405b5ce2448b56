// compile: traces a function once for each signature of its arguments and replays the plan afterwards.
import { isHostTensor, isLeaf, signatureOf, type Leaf } from './compiled/leaves.js';
import { TracedFunction } from './compiled/traced-function.js';
import type { HostTensor } from './dtype.js';
import { tensor } from './ops/creation.js';
import { resolve } from './record.js';
import { unstore } from './runtime/execute.js';
import { isRecorded, submitPending } from './runtime/pending.js';
import { snapshot } from './runtime/snapshot.js';
import { inTurn } from './runtime/turn.js';
import { Tensor } from './tensor.js';
import { activeTrace } from './trace.js';
import { flattenTree, mapTree, type Tree } from './tree.js';

/** What a compiled function takes: tensors and numbers are inputs; strings, booleans and null choose another trace. */
export type CompileArgument = Tree<Tensor | HostTensor | number | string | boolean | null | undefined>;

/** What a compiled function gives: tensors in arrays and records, or nothing. */
export type CompileResult = Tree<Tensor> | void;

/**
 * Traces `fn` once for each signature of shapes and dtypes of its arguments; later calls run the same plan again.
 * Tensors, host tensors and numbers among the arguments are inputs; numbers captured from outside are frozen by the trace.
 * Inside, a number among the arguments is a float32 scalar. Variables read and assigned inside go on to change; random
 * draws are new in every run. Calls run in the order in which they are made, awaited or not.
 *
 * @returns a function that resolves, when the run is submitted, to the result with its tensors on the device
 * @throws ConfigError if `fn` is asynchronous, returns something else than tensors, or uses a tensor that was recorded from a
 *   variable outside of it
 * @example
 * const step = compile((x: Tensor, y: Tensor) => loss(x, y));
 * await (await step(x, y)).item();
 */
export function compile<Args extends readonly CompileArgument[], Result extends CompileResult>(
  fn: (...args: Args) => Result,
): (...args: Args) => Promise<Result> {
  const traced = new Map<string, TracedFunction>();
  const traceOf = (args: readonly CompileArgument[], leaves: readonly Leaf[]): TracedFunction => {
    const signature = leaves.map(signatureOf).join();
    let known = traced.get(signature);
    if (!known) {
      known = new TracedFunction(fn as (...args: never[]) => unknown, withLeaves(args, leaves));
      traced.set(signature, known);
    }
    return known;
  };
  const compiled = async (...args: Args): Promise<Result> => {
    if (activeTrace()) return fn(...args);
    const { leaves, recorded, temporary } = settle(args);
    const step = traceOf(args, leaves);
    // Up to here all happens at the call. What waits for a run takes its turn now, and this call the next one.
    const keyOf = step.takeKeys();
    const earlier = submitPending(recorded);
    earlier?.catch(() => undefined);
    return await inTurn(async () => {
      try {
        await earlier;
        return (await step.run({ leaves, keyOf })) as Result;
      } finally {
        temporary.forEach(unstore);
      }
    });
  };
  tracers.set(compiled, (args) => traceOf(args, settle(args).leaves));
  return compiled;
}

/** How to trace a compiled function, by the function. */
const tracers = new WeakMap<object, (args: readonly CompileArgument[]) => TracedFunction>();

/** The trace that a compiled function has (or now makes) for such arguments; undefined for a function that is not compiled. */
export function tracedWith(fn: object, args: readonly CompileArgument[]): TracedFunction | undefined {
  return tracers.get(fn)?.(args);
}

/** The leaves of a call's arguments, as values of this moment. */
interface Settled {
  readonly leaves: readonly Leaf[];
  /** Tensors that must be computed first: a plan takes values. */
  readonly recorded: readonly Tensor[];
  /** Those that were made for this call alone: variables are taken as they are now. */
  readonly temporary: readonly Tensor[];
}

function settle(args: readonly CompileArgument[]): Settled {
  const [recorded, temporary]: [Tensor[], Tensor[]] = [[], []];
  const leaves = args
    .flatMap((arg) => flattenTree(arg as Tree<Leaf>, isLeaf))
    .map((leaf) => {
      if (!(leaf instanceof Tensor)) return isHostTensor(leaf) ? tensor(leaf) : leaf;
      const target = resolve('compile', leaf);
      const value = snapshot(target);
      if (value !== target) temporary.push(value);
      if (isRecorded(value)) recorded.push(value);
      return value;
    });
  return { leaves, recorded, temporary };
}

/** The arguments with their leaves replaced by `leaves`. */
function withLeaves(args: readonly CompileArgument[], leaves: readonly Leaf[]): readonly Tree<Leaf>[] {
  let index = 0;
  return args.map((arg) => mapTree(arg as Tree<Leaf>, isLeaf, () => leaves[index++] as Leaf));
}
