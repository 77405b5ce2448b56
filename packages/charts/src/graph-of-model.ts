// From a model's description to boxes and arrows, also through models inside it.
import { callNode, inputNode, type Graph, type GraphEdge, type GraphNode } from './graph-nodes.js';
import type { GraphModel, GraphSource } from './model-description.js';
import { received } from './received.js';

/** A model that is being drawn box by box: where its sources are. */
interface Scope {
  readonly model: GraphModel;
  /** A box, or a model inside that is drawn box by box too, by the key of its source. */
  readonly places: Map<string, number | Scope>;
  /** Of a model inside: what its inputs stand for. */
  readonly around?: { readonly scope: Scope; readonly inputs: readonly GraphSource[] };
}

const keyOf = (source: GraphSource): string =>
  'input' in source ? `input ${source.input}` : `layer ${source.call} ${source.layer}`;

class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  private readonly readers: { readonly to: number; readonly inputs: readonly GraphSource[]; readonly scope: Scope }[] =
    [];

  constructor(
    private readonly op: string,
    private readonly expands: boolean,
  ) {}

  /** Makes the boxes of a model, and notes what each of them reads. */
  open(model: GraphModel, prefix: string, around?: Scope['around']): Scope {
    const scope: Scope = { model, places: new Map(), ...(around && { around }) };
    if (!around) {
      for (const { name, shape } of model.inputs)
        scope.places.set(keyOf({ input: name }), this.nodes.push(inputNode(name, shape)) - 1);
    }
    for (const layer of model.layers) {
      layer.calls.forEach(({ inputs }, call) => {
        const key = keyOf({ layer: layer.name, call, output: 0 });
        if (this.expands && layer.model) {
          const title = layer.calls.length > 1 ? `${layer.name}[${call}]` : layer.name;
          scope.places.set(key, this.open(layer.model, `${prefix}${title}/`, { scope, inputs }));
          return;
        }
        const to = this.nodes.push(callNode(layer, call, prefix)) - 1;
        scope.places.set(key, to);
        this.readers.push({ to, inputs, scope });
      });
    }
    return scope;
  }

  /** The box that a source comes from. */
  boxOf(source: GraphSource | undefined, scope: Scope): number {
    const place = source && scope.places.get(keyOf(source));
    if (typeof place === 'number') return place;
    if (place && 'output' in source) return this.boxOf(place.model.outputs[source.output], place);
    const { around, model } = scope;
    const index = source && 'input' in source ? model.inputs.findIndex(({ name }) => name === source.input) : -1;
    if (around && index >= 0) return this.boxOf(around.inputs[index], around.scope);
    throw new RangeError(
      `${this.op}: a source names nothing; expected an input or a call of a layer of the model, ` +
        `got ${received(source && keyOf(source))}; pass model.describe()`,
    );
  }

  edges(): GraphEdge[] {
    return this.readers.flatMap(({ to, inputs, scope }) => {
      const boxes = inputs.map((source) => this.boxOf(source, scope));
      return [...new Set(boxes)].map((from): GraphEdge => [from, to]);
    });
  }
}

/**
 * The graph of a model. Throws RangeError where a source names nothing.
 *
 * @param expands whether models inside are drawn box by box
 */
export function graphOf(op: string, model: GraphModel, expands: boolean): Graph {
  const builder = new GraphBuilder(op, expands);
  const scope = builder.open(model, '');
  const outputs = new Set(model.outputs.map((source) => builder.boxOf(source, scope)));
  const nodes = builder.nodes.map((node, index) => ({ ...node, isOutput: outputs.has(index) }));
  return { nodes, edges: builder.edges() };
}
