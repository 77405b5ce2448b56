// Brings node_modules up to the lockfile with the pinned pnpm; does nothing where that has happened. Needs Node and npm alone.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeComplaint } from './node-version.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string} file @returns {string | undefined} its text, or undefined where it does not exist */
function textOf(file) {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}

/** @returns {boolean} whether the installed packages are those of the lockfile */
function isInstalled() {
  const wanted = textOf('pnpm-lock.yaml');
  return wanted !== undefined && wanted === textOf('node_modules/.pnpm/lock.yaml');
}

/** @returns {number} exit code */
function install() {
  const { packageManager } = JSON.parse(textOf('package.json') ?? '{}');
  const args = ['--yes', packageManager, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false'];
  console.error(`setup: installing packages with ${packageManager}`);
  // Standard output belongs to the command that follows, which may promise its last line to a reader.
  const { status, error } = spawnSync('npx', args, {
    cwd: root,
    stdio: ['inherit', 2, 2],
    shell: process.platform === 'win32',
  });
  if (error)
    console.error(`setup: npx could not be started (${error.message}); npm, which brings it, must be on the PATH`);
  return status ?? 1;
}

const complaint = nodeComplaint(process.versions.node);
if (complaint !== undefined) {
  console.error(complaint);
  process.exitCode = 1;
} else if (!isInstalled()) {
  process.exitCode = install();
}
