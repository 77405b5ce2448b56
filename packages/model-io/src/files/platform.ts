// Tells Node from browsers and fetches the part for Node only there.
import { ConfigError } from '@tensorloom/tensor-core';

/**
 * The part of this package that works with files.
 *
 * @throws ConfigError where there is no file system
 */
export async function nodePart(op: string): Promise<typeof import('../node/index.js')> {
  if (typeof process !== 'object' || typeof process.getBuiltinModule !== 'function') {
    throw new ConfigError(
      `${op}: there is no file system here; expected Node, got another runtime; fetch or store the bytes yourself, with parseSafetensors, ` +
        'serializeSafetensors, weightsOf and assignWeights',
    );
  }
  return import('../node/index.js');
}
