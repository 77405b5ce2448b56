// What can be said of a tarball alone: its files are those that it names, and its types resolve as its code does.
import { join } from 'node:path';
import type { PackedPackage } from './pack.js';
import { runProgram } from './run-program.js';
import { workspaceRoot } from './workspace.js';

const bin = join(workspaceRoot, 'tools/release/node_modules');

/** Runs publint and attw on a tarball. Throws what they complain of. */
export async function checkTarball({ tarball, folder }: PackedPackage): Promise<void> {
  await runProgram('node', [join(bin, 'publint/src/cli.js'), 'run', tarball, '--strict'], { cwd: folder });
  const attw = join(bin, '@arethetypeswrong/cli/dist/index.js');
  // Libraries here are ESM alone, so how CommonJS would see them is no matter.
  await runProgram('node', [attw, tarball, '--profile', 'esm-only', '--no-emoji', '--no-color'], { cwd: folder });
}
