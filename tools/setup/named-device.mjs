// Finds a software device that was asked for by name: so the same tests meet subgroups of 4, 8 and 16 lanes on one machine.
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { library, only, probe } from './find-device.mjs';
import { hasVulkanLoader, lavapipeDrivers } from './installed-drivers.mjs';
import { swiftShader, swiftShaderFits } from './swiftshader.mjs';

/** @typedef {import('./find-device.mjs').FoundGpu | import('./find-device.mjs').FoundCpu} Found */
/** @typedef {'lavapipe' | 'lavapipe-512' | 'swiftshader'} NamedDevice */

/** @param {string | undefined} word @returns {word is NamedDevice} */
export const isNamedDevice = (word) => word === 'lavapipe' || word === 'lavapipe-512' || word === 'swiftshader';

/** @param {NodeJS.ProcessEnv} env @param {(line: string) => void} say @returns {Promise<Record<string, string>>} */
async function loaderVariables(env, say) {
  if (hasVulkanLoader(env) || !swiftShaderFits) return {};
  return library((await swiftShader(cacheFolder(env), say)).loader, env);
}

/**
 * @param {NamedDevice} name
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} say
 * @returns {Promise<Record<string, string> | string>} variables that bring the device about, or why there is none
 */
async function variablesFor(name, env, say) {
  if (name === 'swiftshader') {
    if (!swiftShaderFits) return 'SwiftShader is fetched for Linux x64 alone';
    return { ...(await loaderVariables(env, say)), ...only((await swiftShader(cacheFolder(env), say)).icd) };
  }
  const [icd] = lavapipeDrivers();
  if (icd === undefined) return "lavapipe is not installed (Mesa's: apt-get install mesa-vulkan-drivers)";
  const variables = { ...(await loaderVariables(env, say)), ...only(icd) };
  if (name === 'lavapipe') return variables;
  // Shaders for other vectors must not come out of the same cache.
  const shaders = join(cacheFolder(env), 'mesa-shaders-512');
  return { ...variables, LP_NATIVE_VECTOR_WIDTH: '512', MESA_SHADER_CACHE_DIR: shaders };
}

/**
 * A device by its name.
 * @param {NamedDevice} name `lavapipe-512` is lavapipe with subgroups of 16 lanes
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} say takes lines for the user
 * @returns {Promise<Found>} the CPU, with the reason, where that device cannot be had
 */
export async function findNamedDevice(name, env, say) {
  /** @type {(reason: string) => Found} */
  const none = (reason) => ({ device: 'cpu', reasons: [reason], variables: { TENSORLOOM_DEVICE: 'cpu' } });
  try {
    const variables = await variablesFor(name, env, say);
    if (typeof variables === 'string') return none(variables);
    const outcome = await probe({ ...env, ...variables });
    if (!('adapter' in outcome)) return none(`${name}: ${outcome.reason}`);
    const { adapter } = outcome;
    return { device: 'webgpu', adapter, source: name, variables: { ...variables, TENSORLOOM_DEVICE: 'webgpu' } };
  } catch (error) {
    return none(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
