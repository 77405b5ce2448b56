// Starts a command with a WebGPU device at hand: `node launch.mjs [--require-webgpu] -- node app.js --epochs 3`.
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { findDevice } from './find-device.mjs';
import { chromium } from './installed-drivers.mjs';
import { findNamedDevice, isNamedDevice } from './named-device.mjs';
import { runCommand } from './run-command.mjs';
import { swiftShaderFits } from './swiftshader.mjs';

/** @param {string} line for the user; standard output belongs to the command */
const say = (line) => console.error(`setup: ${line}`);

const hints = {
  linux:
    "its Vulkan driver (NVIDIA's own, or Mesa's: apt-get install mesa-vulkan-drivers libvulkan1; Mesa must be 23.1 or newer)",
  darwin: 'macOS 13 or newer on a Mac with Metal',
  win32: "your graphics card's current driver",
};

/** @returns {string} what to install for a GPU on this platform */
const hint = () => hints[/** @type {keyof typeof hints} */ (process.platform)] ?? hints.linux;

/** @param {string[]} command @returns {string | undefined} the device that the command, or the user's environment, names */
function wantedDevice(command) {
  const at = command.indexOf('--device');
  if (at >= 0) return command[at + 1];
  const word = command.find((one) => one.startsWith('--device='));
  return word === undefined ? process.env.TENSORLOOM_DEVICE : word.slice('--device='.length);
}

/** @returns {NodeJS.ProcessEnv} the user's environment, with what the user has left open filled in */
function environment() {
  const browser = chromium();
  return {
    // Compiled shaders are kept from run to run.
    MESA_SHADER_CACHE_DIR: join(cacheFolder(), 'mesa-shaders'),
    ...(browser === undefined ? {} : { CHROMIUM_BIN: browser }),
    ...process.env,
  };
}

/** @param {string[]} command @param {NodeJS.ProcessEnv} env @returns {Promise<NodeJS.ProcessEnv>} `env` with a device */
async function withDevice(command, env) {
  const wanted = wantedDevice(command);
  // A browser brings its own device.
  if (wanted === 'cpu' || wanted === 'chromium') return { ...env, TENSORLOOM_DEVICE: 'cpu' };
  const found = isNamedDevice(wanted) ? await findNamedDevice(wanted, env, say) : await findDevice(env, say);
  if (found.device === 'webgpu') {
    say(`WebGPU on ${found.adapter} (${found.source})`);
  } else {
    const tried = found.reasons.join('; ') || 'none tried';
    say(`no WebGPU device (${tried}): using the CPU; for a GPU, install ${hint()}`);
    if (isNamedDevice(wanted)) return { ...env, ...found.variables, TENSORLOOM_NO_DEVICE: tried };
  }
  return { ...env, ...found.variables };
}

/** @param {string[]} words of the command line @returns {Promise<number>} exit code */
async function main(words) {
  const divider = words.indexOf('--');
  const options = divider < 0 ? words : words.slice(0, divider);
  const command = divider < 0 ? [] : words.slice(divider + 1);
  const unknown = options.find((option) => option !== '--require-webgpu');
  if (command.length === 0 || unknown !== undefined) {
    say(
      `${unknown === undefined ? 'no command' : `unknown option ${unknown}`}; expected [--require-webgpu] -- command`,
    );
    return 2;
  }
  const env = await withDevice(command, environment());
  if (options.includes('--require-webgpu') && swiftShaderFits && env.TENSORLOOM_DEVICE !== 'webgpu') {
    say(
      'this command needs a WebGPU device, and on Linux x64 one can always be had; see the line above for what failed',
    );
    return 1;
  }
  return runCommand(command, env);
}

process.exitCode = await main(process.argv.slice(2));
