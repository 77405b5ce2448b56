// Fetches a peer from npm into the cache folder, once. The lockfile never hears of it.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../setup/cache-folder.mjs';
import { placeFolder } from '../../../setup/place-folder.mjs';

const run = promisify(execFile);

/** Packages that a peer is made of. */
export interface PeerPackages {
  /** Names its folder: `tfjs-4.22.0`. */
  readonly folder: string;
  /** Exact versions by package name. */
  readonly dependencies: Readonly<Record<string, string>>;
}

async function npmInstall(folder: string, dependencies: PeerPackages['dependencies']): Promise<void> {
  const manifest = { name: 'bench-peer', version: '0.0.0', private: true, dependencies };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, undefined, 2));
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  // npm run tells its children about the project that it runs for; this one has nothing to do with it.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)/.test(name)),
  );
  await run('npm', args, { cwd: folder, env, shell: process.platform === 'win32' });
}

/**
 * Makes a peer's packages ready.
 *
 * @returns `require` as seen from the peer's folder
 * @throws Error where npm could not install them; the cache is then as before
 */
export async function peerRequire({ folder, dependencies }: PeerPackages): Promise<NodeJS.Require> {
  const place = join(cacheFolder(), 'peers', folder);
  if (!existsSync(place)) {
    console.error(`bench: fetching ${folder} from npm into ${place} (once)`);
    await placeFolder(place, (aside: string) => npmInstall(aside, dependencies));
  }
  return createRequire(join(place, 'package.json'));
}
