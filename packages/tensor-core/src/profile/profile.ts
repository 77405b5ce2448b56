// profile: runs a function and takes the time of every kernel and of every stage of the host.
import type { Device, KernelClock } from '../device.js';
import { ConfigError } from '../errors.js';
import type { KernelDescription } from '../inspect/plan-description.js';
import { checkCount, checkOptions } from '../options/check-options.js';
import { defaultDevice } from '../runtime/default-device.js';
import { synchronize } from '../runtime/read.js';
import { withHostClock } from './host-clock.js';
import { Profile, type ProfiledRun, type TimedKernel } from './profile-report.js';

export interface ProfileOptions {
  /** Calls before any is looked at: they trace, make plans and compile (default 2). */
  readonly warmUp?: number;
  /** Calls of each of the two series (default 10). */
  readonly runs?: number;
}

/** One call, until the device has finished all that it asked for. */
async function oneRun(fn: () => unknown): Promise<Omit<ProfiledRun, 'kernels'>> {
  const start = performance.now();
  const stages = await withHostClock(async (collected) => {
    const result = fn();
    collected.push({ stage: 'record', start, end: performance.now() });
    await result;
    await synchronize();
  });
  return { start, end: performance.now(), stages };
}

/** The kernels of the runs since the last call, with what their plans say of them. */
async function takeKernels(clock: KernelClock): Promise<readonly TimedKernel[]> {
  const described = new Map<object, readonly KernelDescription[]>();
  return (await clock.take()).flat().map(({ plan, kernel, start, ms }) => {
    let kernels = described.get(plan);
    if (!kernels) described.set(plan, (kernels = plan.describe().kernels));
    return { kernel: kernels[kernel] as KernelDescription, start, ms };
  });
}

/** Times kernels, or says why that cannot be. */
function kernelClockOf(device: Device): KernelClock {
  if (device.timeKernels) return device.timeKernels();
  throw new ConfigError(
    `profile: the device ${device.kind} (${device.name}) does not time kernels; expected timeKernels(), got none; take another device`,
  );
}

/**
 * Calls `fn` again and again and says where the time goes: `warmUp` calls that nobody looks at, `runs` calls in which the
 * host's stages are timed and nothing is slowed down, then `runs` calls in which each kernel is timed on the device by
 * timestamps (a pass for each kernel, which costs the host a little). Each call is awaited, and the device after it; what `fn`
 * does (a training step, say) it does 2 `runs` + `warmUp` times. Results are those of any other run.
 *
 * @param fn one step: a compiled one or not, asynchronous or not
 * @returns `String(profile)` is a table; `toChromeTrace()` is for chrome://tracing and ui.perfetto.dev
 * @throws ConfigError if the device has no timestamps (WebGPU without the feature timestamp-query)
 * @example
 * console.log(String(await profile(() => step(x, y))));
 */
export async function profile(fn: () => unknown, options: ProfileOptions = {}): Promise<Profile> {
  checkOptions('profile', options, ['warmUp', 'runs']);
  const warmUp = options.warmUp === 0 ? 0 : checkCount('profile', 'warmUp', options.warmUp ?? 2);
  const runs = checkCount('profile', 'runs', options.runs ?? 10);
  const device = await defaultDevice();
  kernelClockOf(device).stop();
  for (let at = 0; at < warmUp; at++) await fn();
  await synchronize();
  const [plain, timed]: [ProfiledRun[], ProfiledRun[]] = [[], []];
  for (let at = 0; at < runs; at++) plain.push({ ...(await oneRun(fn)), kernels: [] });
  const clock = kernelClockOf(device);
  try {
    for (let at = 0; at < runs; at++) timed.push({ ...(await oneRun(fn)), kernels: await takeKernels(clock) });
  } finally {
    clock.stop();
  }
  return new Profile(`${device.kind} (${device.name})`, plain, timed);
}
