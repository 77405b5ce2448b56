// The layer map as the lint rules have it: the one place where it is written down.
import { pathToFileURL } from 'node:url';
import { workspaceRoot } from './workspace.js';

/** What one room may import of ours, by room. */
export interface Layer {
  /** Anything of these. */
  values: string[];
  /** Types of these. */
  types?: string[];
  /** Anything of these, in test files. */
  tests?: string[];
}

/** The map, by room. */
export async function layerMap(): Promise<Record<string, Layer>> {
  const { href } = pathToFileURL(`${workspaceRoot}eslint.config.js`);
  const { layers } = (await import(href)) as { layers: Record<string, Layer> };
  return layers;
}
