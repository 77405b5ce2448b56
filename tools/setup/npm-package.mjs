// Fetches one package's tarball through npm, so that the user's registry, proxy and certificates are the ones used.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { tarFiles } from './tar-files.mjs';

/** @param {string[]} args @param {string} cwd @returns {Promise<void>} resolves when npm has ended well */
function npm(args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' });
    let complaints = '';
    child.stderr.on('data', (chunk) => (complaints += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const reason =
        complaints.split('\n').find((line) => /^npm (error|ERR!) (?!code)/.test(line)) ?? `exit code ${code}`;
      if (code === 0) resolve();
      else reject(new Error(`npm ${args[0]}: ${reason.replace(/^npm (error|ERR!) /, '')}`));
    });
  });
}

/**
 * The files of a published package. Nothing of it is run.
 * @param {string} spec name and exact version, `name@1.2.3`
 * @param {string} integrity its sha512 as the lockfiles write it, `sha512-...`
 * @param {string} workFolder an existing folder for the download
 * @returns {Promise<Map<string, Buffer>>} contents by path, each path beginning with `package/`
 * @throws {Error} where npm fails or the tarball is not the one expected
 */
export async function npmPackageFiles(spec, integrity, workFolder) {
  const cache = join(workFolder, 'npm-cache');
  await npm(['pack', spec, '--pack-destination', workFolder, '--cache', cache, '--loglevel', 'error'], workFolder);
  const name = (await readdir(workFolder)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm pack ${spec}: no tarball was written; try again`);
  const tarball = await readFile(join(workFolder, name));
  const got = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  if (got !== integrity) throw new Error(`npm pack ${spec}: checksum mismatch; expected ${integrity}, got ${got}`);
  return tarFiles(gunzipSync(tarball));
}
