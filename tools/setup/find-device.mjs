// Finds a device for Tensorloom, in a fixed order, and says which variables of the environment make Dawn find it too.
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache-folder.mjs';
import { hasVulkanLoader, lavapipeDrivers, vulkanDrivers } from './installed-drivers.mjs';
import { swiftShader, swiftShaderFits } from './swiftshader.mjs';

/**
 * @typedef {{ adapter: string } | { reason: string, final?: boolean }} Outcome of one probe
 * @typedef {Record<string, string>} Variables to set for the process that uses the device
 * @typedef {{ device: 'webgpu', adapter: string, source: string, variables: Variables }} FoundGpu
 * @typedef {{ device: 'cpu', reasons: string[], variables: Variables }} FoundCpu
 */

const probeFile = fileURLToPath(new URL('./probe.mjs', import.meta.url));

/**
 * Asks, in a child process, whether Dawn finds a working adapter.
 * @param {NodeJS.ProcessEnv} env
 * @param {number} [patience] milliseconds until a silent driver counts as broken
 * @returns {Promise<Outcome>} never rejects: a driver that crashes or hangs is an outcome too
 */
export function probe(env, patience = 30_000) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [probeFile], { env, stdio: ['ignore', 'pipe', 'ignore'], timeout: patience });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.on('error', (error) => resolve({ reason: error.message }));
    child.on('close', (code, signal) => {
      try {
        resolve(JSON.parse(text.trim().split('\n').at(-1) ?? ''));
      } catch {
        resolve({ reason: signal ? `the driver ended with ${signal}` : `the probe ended with code ${code}` });
      }
    });
  });
}

/** @param {string} icd @returns {Variables} the Vulkan loader sees this driver alone */
export const only = (icd) => ({ VK_DRIVER_FILES: icd, VK_ICD_FILENAMES: icd });

/** @param {string} folder @param {NodeJS.ProcessEnv} env @returns {Variables} with `folder` searched first */
export const library = (folder, env) => ({
  LD_LIBRARY_PATH: [folder, env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
});

/**
 * The candidates one by one, dearer ones only when asked for: the machine as it is, lavapipe, SwiftShader from npm.
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} say
 * @returns {AsyncGenerator<{ source: string, variables: Variables }>}
 */
async function* candidates(env, say) {
  const skipped = (env.TENSORLOOM_SETUP_SKIP ?? '').split(',');
  if (!skipped.includes('system')) yield { source: 'system', variables: {} };
  if (!skipped.includes('lavapipe')) {
    for (const icd of lavapipeDrivers()) yield { source: 'lavapipe', variables: only(icd) };
  }
  if (skipped.includes('swiftshader') || !swiftShaderFits) return;
  const { icd, loader } = await swiftShader(cacheFolder(env), say);
  const variables = hasVulkanLoader(env) ? {} : library(loader, env);
  // A driver may be there with nobody to load it: containers often have the one without the other.
  const unloaded = variables.LD_LIBRARY_PATH !== undefined && vulkanDrivers().length > 0;
  if (unloaded && !skipped.includes('system')) yield { source: 'system', variables };
  yield { source: 'SwiftShader', variables: { ...variables, ...only(icd) } };
}

/**
 * The first device that works.
 * @param {NodeJS.ProcessEnv} env TENSORLOOM_SETUP_SKIP names candidates to pass over: system, lavapipe, swiftshader
 * @param {(line: string) => void} say takes lines for the user
 * @returns {Promise<FoundGpu | FoundCpu>} the CPU, with what was tried, where no GPU device could be had
 */
export async function findDevice(env, say) {
  /** @type {string[]} */
  const reasons = [];
  try {
    for await (const { source, variables } of candidates(env, say)) {
      const outcome = await probe({ ...env, ...variables });
      if ('adapter' in outcome) {
        return {
          device: 'webgpu',
          adapter: outcome.adapter,
          source,
          variables: { ...variables, TENSORLOOM_DEVICE: 'webgpu' },
        };
      }
      reasons.push(`${source}: ${outcome.reason}`);
      if (outcome.final) break;
    }
  } catch (error) {
    reasons.push(`SwiftShader: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { device: 'cpu', reasons, variables: { TENSORLOOM_DEVICE: 'cpu' } };
}
