// The boxes of a model's picture: what stands in each. Knows no place and no colour.
import type { GraphLayer, GraphShape } from './model-description.js';
import { countText } from './number-text.js';
import { textColumns } from './plain-text.js';

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

/** What a box says of weights and of a model inside. */
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

/** The box of an input. */
export function inputNode(name: string, shape: GraphShape | null): GraphNode {
  return { title: `${name} (Input)`, details: [shapeText(shape)], kind: 'input', isOutput: false };
}

/**
 * The box of a layer's call: each call has one, so that no arrow ever points back.
 *
 * @param prefix the path of the model around it
 */
export function callNode(layer: GraphLayer, call: number, prefix: string): GraphNode {
  const { className, calls, trainable, parameters } = layer;
  const name = prefix + layer.name;
  const { title, more } = headingOf(calls.length > 1 ? `${name}[${call}]` : name, className);
  const shape = shapeText(calls[call]?.outputShape ?? null);
  return {
    title,
    details: [...more, shape, ...parameterLines(layer), ...(call > 0 ? [`shared with ${name}[0]`] : [])],
    kind: trainable || !parameters ? 'layer' : 'frozen',
    isOutput: false,
  };
}
