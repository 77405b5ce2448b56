// A functional model's graph as plain JSON, and back. Symbolic tensors are written as [node, output].
import { ConfigError } from '@tensorloom/tensor-core';
import { symbolicLeaves } from '../connect.js';
import type { AnyLayer } from '../layer.js';
import { deserializeLayer, serializeLayer, type LayerClasses, type SerializedLayer } from '../layer-config.js';
import { mapStructure } from '../structure.js';
import { SymbolicTensor, type Connection } from '../symbolic-tensor.js';
import { inputConfig, inputOf, type InputConfig } from './declared-input.js';
import { layersOf } from './topology.js';

/** Output number `output` of node number `node`; the nodes are the inputs, then the applications in order. */
interface Reference {
  readonly node: number;
  readonly output: number;
}

interface ApplicationConfig {
  /** Name of the layer. */
  readonly layer: string;
  /** References in the structure that the layer takes. */
  readonly input: unknown;
  readonly training?: boolean;
}

/** A graph as plain JSON. `inputs` and `outputs` hold references in the model's structure. */
export interface GraphConfig {
  readonly declared: readonly InputConfig[];
  readonly layers: readonly SerializedLayer[];
  readonly applications: readonly ApplicationConfig[];
  readonly inputs: unknown;
  readonly outputs: unknown;
}

const isSymbolic = (value: unknown): value is SymbolicTensor => value instanceof SymbolicTensor;
const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && typeof (value as Reference).node === 'number';

function refuse(): never {
  throw new ConfigError('Model: bad config; expected references { node, output }, got something else; check the file');
}

/** A graph as plain JSON. */
export function graphConfig(
  { inputs, outputs }: { readonly inputs: unknown; readonly outputs: unknown },
  declared: readonly SymbolicTensor[],
  connections: readonly Connection[],
): GraphConfig {
  const nodes = new Map<SymbolicTensor | Connection, number>(
    [...declared, ...connections].map((node, index) => [node, index]),
  );
  const refer = (tensor: SymbolicTensor): Reference => {
    const { source } = tensor;
    if (nodes.has(tensor) || source.kind === 'input') return { node: nodes.get(tensor) as number, output: 0 };
    return { node: nodes.get(source.connection) as number, output: source.index };
  };
  const referAll = (structure: unknown): unknown => mapStructure(structure, isSymbolic, refer, refuse);
  return {
    declared: declared.map(inputConfig),
    layers: layersOf(connections).map(serializeLayer),
    applications: connections.map(({ layer, input, training }) => ({
      layer: layer.name,
      input: referAll(input),
      ...(training === undefined ? {} : { training }),
    })),
    inputs: referAll(inputs),
    outputs: referAll(outputs),
  };
}

/** The graph that a config describes, drawn up anew. @throws ConfigError where it contradicts itself */
export function graphOf(
  config: GraphConfig,
  classes: LayerClasses,
): { readonly inputs: unknown; readonly outputs: unknown } {
  const layers = new Map<string, AnyLayer>();
  for (const serialized of config.layers) {
    const layer = deserializeLayer(serialized, classes);
    layers.set(layer.name, layer);
  }
  const nodes: (readonly SymbolicTensor[])[] = config.declared.map((declared) => [inputOf(declared)]);
  const lookUp = ({ node, output }: Reference): SymbolicTensor => nodes[node]?.[output] ?? refuse();
  const resolve = (structure: unknown): unknown => mapStructure(structure, isReference, lookUp, refuse);
  for (const { layer, input, training } of config.applications) {
    const found = layers.get(layer);
    if (!found)
      throw new ConfigError(`Model: bad config; expected a layer '${layer}' in layers, got none; check the file`);
    nodes.push(symbolicLeaves({ path: 'Model' }, found.apply(resolve(input) as never, { training })));
  }
  return { inputs: resolve(config.inputs), outputs: resolve(config.outputs) };
}
