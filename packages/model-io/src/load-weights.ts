// loadWeights: a file's weights into a model.
import { nodePart } from './files/platform.js';
import { assignWeights, checkWeights, type WeightedModel } from './models/weights.js';

/**
 * Reads weights that `saveWeights` has written. The model is unchanged unless all of them fit.
 *
 * @throws FileFormatError for a damaged file, or one whose weights are not the model's (the first that differs is named, with
 *   both shapes), before any tensor is read; ConfigError if the model is not built or there is no file system
 */
export async function loadWeights(model: WeightedModel, path: string): Promise<void> {
  const { readSafetensorsFile } = await nodePart('loadWeights');
  const { tensors } = await readSafetensorsFile(path, (specs) => checkWeights('loadWeights', model, specs));
  assignWeights(model, tensors);
}
