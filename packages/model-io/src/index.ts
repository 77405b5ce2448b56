// The door of model-io: weights and models to files and back, and the safetensors format on bytes.
export { loadModel } from './load-model.js';
export { loadWeights } from './load-weights.js';
export { modelFromJson, modelToJson, type LoadModelOptions } from './models/model-json.js';
export { assignWeights, weightsOf, type WeightedModel } from './models/weights.js';
export { parseSafetensors, type SafetensorsContent } from './safetensors/parse.js';
export { serializeSafetensors, type NamedTensors } from './safetensors/serialize.js';
export { saveModel } from './save-model.js';
export { saveWeights } from './save-weights.js';
