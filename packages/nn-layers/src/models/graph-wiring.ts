// What each layer of a functional model reads, in names and numbers.
import { symbolicLeaves } from '../connect.js';
import type { AnyLayer } from '../layer.js';
import { mapStructure } from '../structure.js';
import { SymbolicTensor, type Connection, type InputSource } from '../symbolic-tensor.js';
import type { DescribedSource, Wiring } from './describe.js';

const isSymbolic = (value: unknown): value is SymbolicTensor => value instanceof SymbolicTensor;

/** The number of each connection among those of its layer. */
function callNumbers(connections: readonly Connection[]): ReadonlyMap<Connection, number> {
  const used = new Map<AnyLayer, number>();
  return new Map(
    connections.map((connection) => {
      const call = used.get(connection.layer) ?? 0;
      used.set(connection.layer, call + 1);
      return [connection, call];
    }),
  );
}

/** The shapes of a structure of symbolic tensors, which holds nothing else. */
function shapesOf(input: unknown): unknown {
  const none = (): never => {
    throw new TypeError('not symbolic');
  };
  return mapStructure(input, isSymbolic, ({ shape }) => shape, none);
}

/** How the layers of a graph hang together. */
export function graphWiring(
  inputs: readonly SymbolicTensor[],
  connections: readonly Connection[],
  outputs: readonly SymbolicTensor[],
): Wiring {
  const numbers = callNumbers(connections);
  const sourceOf = ({ source }: SymbolicTensor): DescribedSource => {
    if (source.kind === 'input') return { input: source.name };
    const { connection, index } = source;
    return { layer: connection.layer.name, call: numbers.get(connection) as number, output: index };
  };
  return {
    inputs: inputs.map(({ shape, source }) => ({ name: (source as InputSource).name, shape })),
    calls: connections.map(({ layer, input }) => ({
      layer,
      inputs: symbolicLeaves(layer, input).map(sourceOf),
      inputShape: shapesOf(input),
    })),
    outputs: outputs.map(sourceOf),
  };
}
