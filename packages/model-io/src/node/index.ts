// What works with files. Node only.
export { makeFolder, readModelFile, weightsPath, writeModelFile } from './model-file.js';
export { readSafetensorsFile, writeSafetensorsFile } from './safetensors-file.js';
