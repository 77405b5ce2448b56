// saveModel: topology and weights into a folder.
import type { AnyLayer } from '@tensorloom/nn-layers';
import { nodePart } from './files/platform.js';
import { modelToJson } from './models/model-json.js';
import { saveWeights } from './save-weights.js';

/**
 * Writes a model into a folder, made where it is missing: `model.json` with the topology, `weights.safetensors` beside it.
 *
 * @throws ConfigError if the model is not built, holds a function without a name, or there is no file system
 */
export async function saveModel(model: AnyLayer, folder: string): Promise<void> {
  const node = await nodePart('saveModel');
  const json = modelToJson(model);
  await node.makeFolder(folder);
  await saveWeights(model, node.weightsPath(folder));
  await node.writeModelFile(folder, json);
}
