// The packages of the workspace as their package.json files describe them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The parts of a package.json that the checks read. */
export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  description?: string;
  license?: string;
  type?: string;
  sideEffects?: boolean | string[];
  engines?: Record<string, string>;
  exports?: Record<string, unknown>;
  files?: string[];
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** One package of the workspace. */
export interface WorkspacePackage {
  /** Absolute path. */
  folder: string;
  /** The folder's name: the room, as the layer map names it. */
  room: string;
  /** Which of the workspace's folders it lies in. */
  kind: 'packages' | 'apps' | 'tools';
  manifest: Manifest;
}

/** Absolute path of the workspace, with a slash at its end. */
export const workspaceRoot: string = fileURLToPath(new URL('../../../', import.meta.url));

/** All packages of one kind, sorted by room. */
export function packagesOf(kind: WorkspacePackage['kind']): WorkspacePackage[] {
  const parent = join(workspaceRoot, kind);
  const rooms = readdirSync(parent).filter((room) => existsSync(join(parent, room, 'package.json')));
  return rooms.sort().map((room) => {
    const folder = join(parent, room);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    return { folder, room, kind, manifest };
  });
}
