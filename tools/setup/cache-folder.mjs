// Where Tensorloom keeps what it fetched or measured, outside of the checkout.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The cache folder: TENSORLOOM_CACHE_DIR, else `tensorloom` under XDG_CACHE_HOME, else `~/.cache/tensorloom`.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} an absolute path; the folder need not exist
 */
export function cacheFolder(env = process.env) {
  if (env.TENSORLOOM_CACHE_DIR) return resolve(env.TENSORLOOM_CACHE_DIR);
  const base = env.XDG_CACHE_HOME ? resolve(env.XDG_CACHE_HOME) : join(env.HOME || homedir(), '.cache');
  return join(base, 'tensorloom');
}
