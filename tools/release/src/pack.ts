// Packs the published packages as `pnpm publish` would.
import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.js';
import { workspaceRoot, type WorkspacePackage } from './workspace.js';

/** A package and the tarball it became. */
export interface PackedPackage extends WorkspacePackage {
  /** Absolute path of the .tgz. */
  tarball: string;
}

/** Packs one built package into `folder`. */
export async function pack(workspacePackage: WorkspacePackage, folder: string): Promise<PackedPackage> {
  const place = join(folder, workspacePackage.room);
  await mkdir(place, { recursive: true });
  const pnpm = join(workspaceRoot, 'node_modules/pnpm/bin/pnpm.cjs');
  await runProgram('node', [pnpm, 'pack', '--pack-destination', place], { cwd: workspacePackage.folder });
  const [tarball] = readdirSync(place).filter((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`pack: pnpm wrote no tarball of ${workspacePackage.room} into ${place}`);
  return { ...workspacePackage, tarball: join(place, tarball) };
}
