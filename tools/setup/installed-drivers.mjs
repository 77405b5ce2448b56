// What of Vulkan and of Chromium is installed on this machine, found by looking at files alone.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const dataFolders = ['/etc', '/usr/local/etc', '/usr/local/share', '/usr/share'];
const libraryFolders = [
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
  '/lib/aarch64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/lib64',
  '/usr/lib64',
  '/usr/lib',
  '/usr/local/lib',
];

/** @param {string} folder @returns {string[]} its entries, none where it cannot be read */
function entries(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** @returns {string[]} descriptions of all Vulkan drivers installed, as absolute paths of JSON files */
export function vulkanDrivers() {
  const folders = dataFolders.map((folder) => join(folder, 'vulkan/icd.d'));
  return folders.flatMap((folder) => {
    const files = entries(folder).filter((file) => file.endsWith('.json'));
    return files.map((file) => join(folder, file));
  });
}

/** @returns {string[]} descriptions of lavapipe, Mesa's driver that runs on the CPU, the machine's own kind of CPU first */
export function lavapipeDrivers() {
  const own = process.arch === 'x64' ? 'x86_64' : 'aarch64';
  const found = vulkanDrivers().filter((file) => /\/lvp_icd[^/]*\.json$/.test(file));
  return found.sort((a, b) => Number(b.includes(own)) - Number(a.includes(own)));
}

/** @param {NodeJS.ProcessEnv} [env] @returns {boolean} whether the Vulkan loader, libvulkan.so.1, is installed */
export function hasVulkanLoader(env = process.env) {
  const searched = (env.LD_LIBRARY_PATH ?? '').split(delimiter).filter(Boolean);
  return [...searched, ...libraryFolders].some((folder) => existsSync(join(folder, 'libvulkan.so.1')));
}

/** @param {NodeJS.ProcessEnv} [env] @returns {string | undefined} a Chromium: CHROMIUM_BIN, else the first one installed */
export function chromium(env = process.env) {
  if (env.CHROMIUM_BIN) return env.CHROMIUM_BIN;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** @param {string} file @returns {boolean} */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
