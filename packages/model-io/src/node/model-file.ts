// The folder of a model: model.json and weights.safetensors. Node only.
import { FileFormatError } from '@tensorloom/tensor-core';
import { fileSystem, paths } from './builtins.js';
import { writeAside } from './write-aside.js';

/** Longest topology that is read; the largest networks need some megabytes. */
const LONGEST_TOPOLOGY = 100_000_000;

/** Where the weights of a model's folder lie. */
export function weightsPath(folder: string): string {
  return paths().join(folder, 'weights.safetensors');
}

/** Makes the folder and writes the topology. */
export async function writeModelFile(folder: string, json: string): Promise<void> {
  await writeAside(paths().join(folder, 'model.json'), [new TextEncoder().encode(json)]);
}

/** Makes the folder where it is missing. */
export async function makeFolder(folder: string): Promise<void> {
  await fileSystem().mkdir(folder, { recursive: true });
}

/** The text of the topology. @throws FileFormatError for a file too long to be one */
export async function readModelFile(folder: string): Promise<string> {
  const path = paths().join(folder, 'model.json');
  const { size } = await fileSystem().stat(path);
  if (size > LONGEST_TOPOLOGY) {
    throw new FileFormatError(
      `model.json: too long; expected at most ${LONGEST_TOPOLOGY} bytes, got ${size}; it is no model.json`,
    );
  }
  return fileSystem().readFile(path, 'utf8');
}
