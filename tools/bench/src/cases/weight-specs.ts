// Shapes and first values of a network's weights, layer by layer. Knows no library.
import type { LayerSpec, StepCase } from './step-case.js';

/** A weight: drawn, or one number throughout. */
export interface WeightSpec {
  readonly shape: readonly number[];
  readonly begin: 'uniform' | 0 | 1;
}

type Shape = readonly number[];

/** Number of elements. */
export const sizeOf = (shape: Shape): number => shape.reduce((size, extent) => size * extent, 1);

const drawn = (...shape: Shape): WeightSpec => ({ shape, begin: 'uniform' });
const filled = (begin: 0 | 1, ...shape: Shape): WeightSpec => ({ shape, begin });

/** A dense layer from some features to others. */
const denseWeights = (inputs: number, units: number): readonly WeightSpec[] => [drawn(inputs, units), filled(0, units)];

/** Both norms with their scale and offset; query, key and value side by side, what leaves the heads, and two dense layers. */
function blockWeights(width: number, hidden: number): readonly WeightSpec[] {
  const norm = [filled(1, width), filled(0, width)];
  const attention = [...denseWeights(width, 3 * width), ...denseWeights(width, width)];
  return [...norm, ...attention, ...norm, ...denseWeights(width, hidden), ...denseWeights(hidden, width)];
}

/** A layer's weights in the order in which all libraries take them, and the shape of an example behind it. */
function layerWeights(
  layer: LayerSpec,
  shape: Shape,
): { readonly weights: readonly WeightSpec[]; readonly next: Shape } {
  const [height = 1, width = 1, channels = 1] = shape;
  const last = shape.at(-1) as number;
  switch (layer.kind) {
    case 'dense':
      return { weights: denseWeights(sizeOf(shape), layer.units), next: [layer.units] };
    case 'conv': {
      const next = [height - layer.size + 1, width - layer.size + 1, layer.filters];
      return { weights: [drawn(layer.size, layer.size, channels, layer.filters), filled(0, layer.filters)], next };
    }
    case 'maxPool':
      return { weights: [], next: [Math.floor(height / layer.size), Math.floor(width / layer.size), channels] };
    case 'flatten':
      return { weights: [], next: [sizeOf(shape)] };
    case 'lstm': {
      const gates = 4 * layer.units;
      return { weights: [drawn(last, gates), drawn(layer.units, gates), filled(0, gates)], next: [layer.units] };
    }
    case 'transformerBlock':
      return { weights: blockWeights(last, layer.hidden), next: shape };
    case 'meanOverSteps':
      return { weights: [], next: [last] };
  }
}

/** All weights, in order. */
export function weightSpecs({ inputShape, layers }: StepCase): readonly WeightSpec[] {
  let shape: Shape = inputShape;
  return layers.flatMap((layer) => {
    const { weights, next } = layerWeights(layer, shape);
    shape = next;
    return weights;
  });
}
