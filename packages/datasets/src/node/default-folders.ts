// Where data lies when nobody says so. Node only.
import { operatingSystem, paths } from './builtins.js';

/** The folder that TENSORLOOM_DATA_DIR names, if it names one. */
export function environmentFolder(): string | undefined {
  return process.env['TENSORLOOM_DATA_DIR'] || undefined;
}

/** The folder for downloads: TENSORLOOM_CACHE_DIR, else tensorloom below XDG_CACHE_HOME, or below .cache of the home folder. */
export function cacheFolder(): string {
  const own = process.env['TENSORLOOM_CACHE_DIR'];
  if (own) return paths().resolve(own);
  const root = process.env['XDG_CACHE_HOME'] || paths().join(operatingSystem().homedir(), '.cache');
  return paths().join(root, 'tensorloom');
}
