// saveWeights: a model's weights into a file.
import { nodePart } from './files/platform.js';
import { weightsOf, type WeightedModel } from './models/weights.js';

/**
 * Writes all weights of a model to a safetensors file, whole or not at all. Doubles of a float64 device are rounded to float32.
 *
 * @param path of the file; names in it are paths of weights, such as `dense_1/kernel`
 * @throws ConfigError if the model is not built or there is no file system; what the file system says
 */
export async function saveWeights(model: WeightedModel, path: string): Promise<void> {
  const { writeSafetensorsFile } = await nodePart('saveWeights');
  await writeSafetensorsFile(path, await weightsOf(model), { producer: 'tensorloom' });
}
