// loadModel: a folder into a model.
import type { AnyLayer, Sequential } from '@tensorloom/nn-layers';
import { nodePart } from './files/platform.js';
import { loadWeights } from './load-weights.js';
import { modelFromJson, type LoadModelOptions } from './models/model-json.js';

/**
 * Reads a model that `saveModel` has written.
 *
 * @param options `layers`: classes of your own, by name; those of the library are known
 * @typeParam M the kind of model that was saved
 * @throws FileFormatError for damaged files or weights that are not the topology's; ConfigError for a class that is not
 *   known, or where there is no file system
 * @example
 * const again = await loadModel('digits', { layers: { Scale } });
 */
export async function loadModel<M extends AnyLayer = Sequential>(
  folder: string,
  options: LoadModelOptions = {},
): Promise<M> {
  const node = await nodePart('loadModel');
  const model = modelFromJson(await node.readModelFile(folder), options);
  await loadWeights(model, node.weightsPath(folder));
  return model as M;
}
