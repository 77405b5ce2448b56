// Lowers recorded tensors to a Program: walks from what is wanted, merges equal nodes, leaves the rest behind.
import { debugging } from './debug/debugging.js';
import { staged } from './profile/host-clock.js';
import { ConfigError, DisposedError, StaleTensorError } from './errors.js';
import type { HostDType } from './dtype.js';
import { KeptNodes } from './kept-nodes.js';
import { LoweredProgram, type NamedValue, type Program, type ProgramInput, type ProgramValue } from './program.js';
import type {
  ArgumentSource,
  CompositeSource,
  DataSource,
  HostSource,
  OpSource,
  StateSource,
  StoredSource,
} from './source.js';
import type { StateCell } from './state-cell.js';
import type { Tensor } from './tensor.js';

/** A leaf that a run is given as a tensor. */
export interface TensorLeaf {
  readonly tensor: Tensor;
  readonly source: DataSource | StoredSource | ArgumentSource;
}

/** A program with what its inputs stand for, by ordinal. */
export interface Lowered {
  readonly program: Program;
  readonly tensors: readonly TensorLeaf[];
  readonly states: readonly StateCell[];
  readonly hosts: readonly HostSource[];
  /** States whose old value is read: all but those that are only assigned. */
  readonly statesRead: ReadonlySet<StateCell>;
  /** The tensor that each op was recorded as, by position; only while numbers are checked. */
  readonly recorded?: ReadonlyMap<number, Tensor>;
}

export interface LowerOptions {
  /** Read the first value of a variable that has none yet instead of its storage (for the run that fills the storage). */
  readonly initialising?: boolean;
  /** The trace that is lowered: its own reads of variables and arguments are allowed, and those of nobody else. */
  readonly trace?: object | undefined;
}

/** Counts lowerings: each notes on the tensors where it put them, since a map of all of them would cost as much as the walk. */
let lowerings = 0;

class Lowering {
  readonly values: ProgramValue[] = [];
  readonly keys: string[] = [];
  readonly tensors: TensorLeaf[] = [];
  readonly states: StateCell[] = [];
  readonly hosts: HostSource[] = [];
  /** By what tells them apart: equal ones are one. */
  readonly composites = new Map<string, NamedValue>();
  readonly statesRead = new Set<StateCell>();
  readonly recorded = debugging.checkNumerics ? new Map<number, Tensor>() : undefined;
  readonly kept = new KeptNodes();
  private readonly serial = ++lowerings;
  private readonly byKey = new Map<string, number>();
  private readonly byLeaf = new Map<object, number>();

  constructor(private readonly options: LowerOptions) {}

  /** Position of a tensor's value, lowering all that it needs first (without recursion: graphs are deep). */
  position(root: Tensor): number {
    const stack = [root];
    while (stack.length > 0) {
      const tensor = stack[stack.length - 1] as Tensor;
      if (this.knows(tensor)) {
        stack.pop();
        continue;
      }
      const depth = stack.length;
      const needed = this.dependencies(tensor);
      // From the last to the first, which comes to lie on top.
      for (let index = needed.length - 1; index >= 0; index--) {
        const input = needed[index] as Tensor;
        if (!this.knows(input)) stack.push(input);
      }
      if (stack.length > depth) continue;
      tensor.position = this.lower(tensor);
      tensor.loweredBy = this.serial;
      stack.pop();
    }
    return root.position;
  }

  private knows(tensor: Tensor): boolean {
    return tensor.loweredBy === this.serial;
  }

  private dependencies(tensor: Tensor): readonly Tensor[] {
    const { source } = tensor;
    if (source.kind === 'op') return source.inputs;
    if (source.kind === 'composite' || source.kind === 'gradient') return [source.body];
    const initial = source.kind === 'state' ? this.initialOf(source) : undefined;
    return initial ? [initial] : [];
  }

  private initialOf({ cell }: StateSource): Tensor | undefined {
    return this.options.initialising ? cell.initial : undefined;
  }

  private lower(tensor: Tensor): number {
    const { source } = tensor;
    switch (source.kind) {
      case 'op':
        return this.node(tensor, source);
      case 'composite':
        return this.named(source);
      case 'gradient':
        return source.body.position;
      case 'state': {
        const initial = this.initialOf(source);
        return initial ? initial.position : this.readState(source);
      }
      case 'host':
        return this.leaf(source, tensor, 'host', this.hosts, source);
      case 'data':
        return this.leaf(source, tensor, 'tensor', this.tensors, { tensor, source }, { storedAs: source.host.dtype });
      case 'stored':
        return this.leaf(source.storage, tensor, 'tensor', this.tensors, { tensor, source });
      case 'argument':
        this.checkArgument(source);
        return this.leaf(source, tensor, 'tensor', this.tensors, { tensor, source }, { storedAs: source.storedAs });
    }
  }

  private node(tensor: Tensor, source: OpSource): number {
    const inputs = source.inputs.map((input) => input.position);
    const { node, key } = this.kept.next(source, inputs, tensor.shape, tensor.dtype);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const position = this.add(key, node, key);
    this.recorded?.set(position, tensor);
    return position;
  }

  /** The body's position. An operand that the body does not read is not lowered for the name's sake: then there is no name. */
  private named({ op, inputs, attributes, body }: CompositeSource): number {
    const value = body.position;
    if (inputs.every((input) => this.knows(input))) {
      const positions = inputs.map(({ position }) => position);
      const key = `${value}=${op}(${positions.join(',')})${JSON.stringify(attributes)}`;
      this.composites.set(key, { op, inputs: positions, attributes, value });
    }
    return value;
  }

  private readState(source: StateSource): number {
    const { cell, version, trace } = source;
    if (cell.disposed)
      throw new DisposedError(`variable ${cell.name}: was disposed; expected a live variable; read before dispose()`);
    if (!this.options.initialising) this.checkTrace(source);
    if (!trace && version !== cell.version) {
      throw new StaleTensorError(
        `variable ${cell.name}: a tensor was recorded from version ${version}; expected to run before it was overwritten, ` +
          `got version ${cell.version} now; call keep(tensor) before the update`,
      );
    }
    this.statesRead.add(cell);
    return this.state(cell);
  }

  /** A plan runs many times: a version from outside would be forgotten, and one of a trace means nothing outside. */
  private checkTrace({ cell, trace }: StateSource): void {
    if (trace === this.options.trace) return;
    const [rule, remedy] = trace
      ? ['a tensor of a compiled function was used outside of it', 'return it from the function']
      : [
          'a compiled function captured a tensor that was recorded outside of it',
          'keep(tensor) it, pass it as an argument, or record it inside',
        ];
    throw new ConfigError(
      `variable ${cell.name}: ${rule}; expected values recorded where they are used, got one that reads ${cell.name}; ${remedy}`,
    );
  }

  private checkArgument({ trace }: ArgumentSource): void {
    if (trace === this.options.trace) return;
    throw new ConfigError(
      'run: an argument of a compiled function (or of vmap) was used outside of it; expected values recorded where they are used, ' +
        'got one of another trace; return it from the function',
    );
  }

  /** Position of a variable's storage. */
  private state(cell: StateCell): number {
    return this.leaf(cell, cell.spec, 'state', this.states, cell, { name: cell.name });
  }

  /** A variable's place among the states. */
  ordinalOf(cell: StateCell): number {
    return (this.values[this.state(cell)] as ProgramInput).ordinal;
  }

  private leaf<Entry>(
    identity: object,
    { shape, dtype }: Pick<Tensor, 'shape' | 'dtype'>,
    kind: ProgramInput['kind'],
    list: Entry[],
    entry: Entry,
    { name, storedAs = dtype }: { readonly name?: string; readonly storedAs?: HostDType | undefined } = {},
  ): number {
    const known = this.byLeaf.get(identity);
    if (known !== undefined) return known;
    const ordinal = list.push(entry) - 1;
    const input: ProgramInput = {
      op: 'input',
      kind,
      ordinal,
      shape,
      dtype,
      storedAs,
      ...(name === undefined ? {} : { name }),
    };
    return this.add(`${kind}:${storedAs}[${shape.join(',')}]`, input, undefined, identity);
  }

  private add(text: string, value: ProgramValue, key?: string, identity?: object): number {
    const position = this.values.push(value) - 1;
    this.keys.push(text);
    if (key !== undefined) this.byKey.set(key, position);
    if (identity !== undefined) this.byLeaf.set(identity, position);
    return position;
  }
}

/**
 * Lowers what one run must compute.
 *
 * @param roots tensors whose values are wanted, in the order of the program's outputs
 * @param assignments new values of variables
 * @throws StaleTensorError if a root needs a version of a variable that is gone, DisposedError if it needs a disposed one,
 *   ConfigError if it needs what belongs to another trace
 */
export function lower(
  roots: readonly Tensor[],
  assignments: ReadonlyMap<StateCell, Tensor>,
  options: LowerOptions = {},
): Lowered {
  return staged('lower', () => lowered(roots, assignments, options));
}

function lowered(
  roots: readonly Tensor[],
  assignments: ReadonlyMap<StateCell, Tensor>,
  options: LowerOptions,
): Lowered {
  const lowering = new Lowering(options);
  const outputs = roots.map((root) => lowering.position(root));
  const assigned = [...assignments].map(([cell, value]) => ({ cell, value: lowering.position(value) }));
  const list = assigned.map(({ cell, value }) => ({ state: lowering.ordinalOf(cell), value }));
  const rest = [
    [...lowering.composites.keys()].join(';'),
    list.map(({ state, value }) => `${state}<${value}`).join(','),
    outputs.join(','),
  ].join('|');
  const key = lowering.kept.programKey(lowering.keys, rest);
  const { values, tensors, states, hosts, statesRead, recorded } = lowering;
  return {
    program: new LoweredProgram(values, outputs, list, [...lowering.composites.values()], key),
    tensors,
    states,
    hosts,
    statesRead,
    ...(recorded && { recorded }),
  };
}
