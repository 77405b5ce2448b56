// The boxes of a model's picture and which reads which. Knows no place and no colour.
import type { GraphLayer, GraphModel, GraphShape, GraphSource } from './model-description.js';
import { countText } from './number-text.js';
import { textColumns } from './plain-text.js';
import { received } from './received.js';

/** A box. */
export interface GraphNode {
  readonly title: string;
  /** Further lines. */
  readonly details: readonly string[];
  readonly kind: 'input' | 'layer' | 'frozen';
  readonly isOutput: boolean;
}

/** From the box that is read to the one that reads, by their positions. */
export type GraphEdge = readonly [from: number, to: number];

/** Boxes and arrows. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** `[?, 28, 28, 1]`, and several beside each other. */
export function shapeText(shape: GraphShape | null): string {
  if (shape === null) return 'not built';
  if (!Array.isArray(shape)) return Object.values(shape).map(shapeText).join(', ');
  const parts = shape as readonly (GraphShape | number | null)[];
  const isShape = parts.every((extent) => extent === null || typeof extent === 'number');
  if (isShape) return `[${parts.map((extent) => extent ?? '?').join(', ')}]`;
  return (parts as readonly GraphShape[]).map(shapeText).join(', ');
}

function parameterLines({ parameters, trainable, model }: GraphLayer): string[] {
  const inside = model ? [`${countText(model.layers.length)} layers inside`] : [];
  if (parameters === null || parameters === 0) return inside;
  const words = parameters === 1 ? '1 parameter' : `${countText(parameters)} parameters`;
  return [...inside, trainable ? words : `${words}, frozen`];
}

const MAX_TITLE = 32;

/** Name and class beside each other, or below each other where they are long. */
function headingOf(name: string, className: string): { readonly title: string; readonly more: readonly string[] } {
  const title = `${name} (${className})`;
  return textColumns(title) <= MAX_TITLE ? { title, more: [] } : { title: name, more: [className] };
}

/** The boxes of a layer: one for each of its calls, so that no arrow ever points back. */
function layerNodes(layer: GraphLayer, isOutput: (call: number) => boolean): GraphNode[] {
  const { name, className, calls, trainable, parameters } = layer;
  return calls.map(({ outputShape }, call) => {
    const { title, more } = headingOf(calls.length > 1 ? `${name}[${call}]` : name, className);
    const shared = call > 0 ? [`shared with ${name}[0]`] : [];
    return {
      title,
      details: [...more, shapeText(outputShape), ...parameterLines(layer), ...shared],
      kind: trainable || !parameters ? 'layer' : 'frozen',
      isOutput: isOutput(call),
    };
  });
}

const keyOf = (source: GraphSource): string =>
  'input' in source ? `input ${source.input}` : `layer ${source.call} ${source.layer}`;

/** The graph of a model. Throws RangeError where a source names nothing. */
export function graphOf(op: string, { inputs, outputs, layers }: GraphModel): Graph {
  const ends = new Set(outputs.map(keyOf));
  const keys = [
    ...inputs.map(({ name }) => keyOf({ input: name })),
    ...layers.flatMap(({ name, calls }) => calls.map((_, call) => keyOf({ layer: name, call, output: 0 }))),
  ];
  const positions = new Map(keys.map((key, index) => [key, index]));
  const positionOf = (source: GraphSource): number => {
    const found = positions.get(keyOf(source));
    if (found !== undefined) return found;
    throw new RangeError(
      `${op}: a source names nothing; expected an input or a call of a layer of the model, got ${received(keyOf(source))}; pass model.describe()`,
    );
  };
  outputs.forEach(positionOf);
  const edges = layers.flatMap(({ name, calls }) =>
    calls.flatMap((call, index): GraphEdge[] => {
      const to = positionOf({ layer: name, call: index, output: 0 });
      return [...new Set(call.inputs.map(positionOf))].map((from) => [from, to]);
    }),
  );
  const nodes = [
    ...inputs.map(({ name, shape }) => ({
      title: `${name} (Input)`,
      details: [shapeText(shape)],
      kind: 'input' as const,
      isOutput: ends.has(keyOf({ input: name })),
    })),
    ...layers.flatMap((layer) => layerNodes(layer, (call) => ends.has(keyOf({ layer: layer.name, call, output: 0 })))),
  ];
  return { nodes, edges };
}
