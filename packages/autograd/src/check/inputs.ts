// The inputs of a gradient check: data, random tensors or variables, as leaves of the graph with their values in doubles.
import {
  ConfigError,
  isVariable,
  sizeOf,
  tensor,
  type Device,
  type HostRandom,
  type HostTensor,
  type Shape,
  type Tensor,
  type TensorData,
  type Variable,
} from '@tensorloom/tensor-core';
import { probe, type Probed } from './probe.js';

/** A tensor of uniform random numbers. */
export interface RandomInput {
  readonly shape: Shape;
  /** Lower end (default -1). */
  readonly minimum?: number;
  /** Upper end (default 1). */
  readonly maximum?: number;
}

/** Data as `tensor(...)` takes them, random numbers of a shape, or a variable as it is. */
export type CheckedInput = TensorData | RandomInput | Variable;

/** An input in the graph, with the value that is moved up and down. */
export interface Leaf {
  readonly tensor: Tensor;
  readonly data: Float64Array;
}

function isRandom(input: CheckedInput): input is RandomInput {
  return typeof input === 'object' && 'shape' in input && !('data' in input) && !ArrayBuffer.isView(input);
}

function randomData({ shape, minimum = -1, maximum = 1 }: RandomInput, random: HostRandom): HostTensor {
  const data = Float64Array.from({ length: sizeOf(shape) }, () => minimum + (maximum - minimum) * random.uniform());
  return { data, shape, dtype: 'float32' };
}

async function variableLeaf(variable: Variable, device: Device): Promise<Leaf> {
  if (variable.resolve().source.kind !== 'state') {
    throw new ConfigError(
      `checkGradients: variable "${variable.name}" has an assignment that has not run; expected a settled value, got a pending one; ` +
        'await flush() first',
    );
  }
  const first = await probe([variable.resolve()], device, { initialising: true });
  const [data] = await first.read({});
  first.dispose();
  return { tensor: variable, data: Float64Array.from(data as ArrayLike<number>) };
}

/** Leaves for the inputs of a check. */
export async function leavesOf(
  inputs: readonly CheckedInput[],
  device: Device,
  random: HostRandom,
): Promise<readonly Leaf[]> {
  const leaves: Leaf[] = [];
  for (const input of inputs) {
    if (isVariable(input)) {
      leaves.push(await variableLeaf(input, device));
      continue;
    }
    const made = tensor(isRandom(input) ? randomData(input, random) : input, { dtype: 'float32' });
    const host = (made.source as { readonly host: HostTensor }).host;
    leaves.push({ tensor: made, data: Float64Array.from(host.data) });
  }
  return leaves;
}

/** Values for all leaves, that of number `moved` replaced by `data`. */
export function probedWith(leaves: readonly Leaf[], moved?: number, data?: Float64Array): Probed {
  const entries = leaves.map(({ tensor: leaf, data: own }, index) => {
    const host: HostTensor = { data: index === moved && data ? data : own, shape: leaf.shape, dtype: 'float32' };
    return [leaf, host] as const;
  });
  const variables = entries.flatMap(([leaf, host]) => (isVariable(leaf) ? [[leaf.cell, host] as const] : []));
  return { tensors: new Map(entries), variables: new Map(variables) };
}
