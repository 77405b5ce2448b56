// modelGraph: the layers of a model as a picture. Knows no layer and loads no chart library.
import { graphOf } from './graph-of-model.js';
import { checkModel, type GraphModel } from './model-description.js';
import { modelGraphSvg } from './model-graph-drawing.js';
import { countText } from './number-text.js';
import { plainText } from './plain-text.js';

/** Options of {@link modelGraph}. */
export interface ModelGraphOptions {
  /** Stands above the drawing, cut to one line. Default: none. */
  readonly title?: string;
  /** Draws the layers of models inside, with their paths, in the place of one box for each (default false). */
  readonly expandNested?: boolean;
}

/**
 * Draws a model: a box for each input (blue) and each call of a layer, with name, class, output shape and parameters, and an
 * arrow from each to those that read it, from top to bottom. Frozen layers are grey, outputs have a thick border. A layer that
 * is used several times has several boxes, `shared[0]`, `shared[1]`; a model inside is one box, unless
 * `expandNested` says otherwise.
 *
 * @param description what `model.describe()` of nn-layers gives.
 * @param options `title` and `expandNested`.
 * @returns a self-contained SVG document on a white ground, as large as the model needs, with a title and a description for
 *   screen readers. The same input gives the same bytes.
 * @throws TypeError for what is no description; RangeError where a layer reads what is not there, or layers read each other
 *   in a circle.
 */
export function modelGraph(description: GraphModel, options: ModelGraphOptions = {}): string {
  checkModel('modelGraph', description);
  const { name, className, inputs, layers } = description;
  const parameters = layers.reduce((sum, layer) => sum + (layer.parameters ?? 0), 0);
  const words = [
    `${inputs.length} ${inputs.length === 1 ? 'input' : 'inputs'}`,
    `${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}`,
    `${countText(parameters)} parameters`,
  ];
  const { title, expandNested = false } = options;
  return modelGraphSvg('modelGraph', graphOf('modelGraph', description, expandNested), {
    title: title === undefined ? `Layers of ${plainText(name)}` : plainText(title),
    description: `${plainText(name)} (${plainText(className)}): ${words.join(', ')}. Boxes are layers, arrows go to those that read them.`,
    heading: title,
  });
}
