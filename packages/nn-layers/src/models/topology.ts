// The graph behind a functional model: which layer is applied to what, in an order in which it can be computed.
import { ConfigError } from '@tensorloom/tensor-core';
import { symbolicLeaves } from '../connect.js';
import type { AnyLayer } from '../layer.js';
import { mapStructure } from '../structure.js';
import { SymbolicTensor, type Connection } from '../symbolic-tensor.js';

const isSymbolic = (value: unknown): value is SymbolicTensor => value instanceof SymbolicTensor;

/** Applications of layers between inputs and outputs, each after those that it needs. */
export function connectionsOf(
  model: { readonly path: string },
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
): readonly Connection[] {
  const done = new Set<Connection>();
  const visit = (tensor: SymbolicTensor): void => {
    if (inputs.includes(tensor)) return;
    if (tensor.source.kind === 'input') {
      throw new ConfigError(
        `${model.path}: graph is cut; expected '${tensor.source.name}' among the inputs, since an output needs it; add it to inputs`,
      );
    }
    const { connection } = tensor.source;
    if (done.has(connection)) return;
    for (const leaf of symbolicLeaves(model, connection.input)) visit(leaf);
    done.add(connection);
  };
  outputs.forEach(visit);
  return [...done];
}

/** The layers of a graph, each once, in the order of their first application. */
export function layersOf(connections: readonly Connection[]): readonly AnyLayer[] {
  return [...new Set(connections.map(({ layer }) => layer))];
}

/** Values of symbolic tensors: tensors in a call, shapes while shapes are worked out. */
export class Values<Value> {
  private readonly byTensor = new Map<SymbolicTensor, Value>();
  private readonly byOutput = new Map<Connection, readonly Value[]>();

  setInput(tensor: SymbolicTensor, value: Value): void {
    this.byTensor.set(tensor, value);
  }

  setOutputs(connection: Connection, values: readonly Value[]): void {
    this.byOutput.set(connection, values);
  }

  /** A structure of symbolic tensors with their values in place. */
  of(structure: unknown): unknown {
    const value = (tensor: SymbolicTensor): unknown => {
      const given = this.byTensor.get(tensor);
      if (given !== undefined || tensor.source.kind === 'input') return given;
      return this.byOutput.get(tensor.source.connection)?.[tensor.source.index];
    };
    return mapStructure(structure, isSymbolic, value, (other) => {
      throw new ConfigError(
        `Model: not symbolic; expected what input() and layers on it give, got ${String(other)}; check the graph`,
      );
    });
  }
}
