// The launcher as its users meet it: environment, exit codes, signals and plain words.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findDevice, probe } from './find-device.mjs';
import { nodeComplaint } from './node-version.mjs';

const launcher = fileURLToPath(new URL('./launch.mjs', import.meta.url));
const onLinux = process.platform === 'linux';
const nothing = { TENSORLOOM_SETUP_SKIP: 'system,lavapipe,swiftshader' };

/**
 * @param {string[]} words @param {Record<string, string>} [variables] @param {NodeJS.Signals} [signal] sent once the child speaks
 * @returns {Promise<{ code: number | null, out: string, err: string }>}
 */
function launch(words, variables = {}, signal) {
  const { TENSORLOOM_DEVICE: _, ...env } = process.env;
  const child = spawn(process.execPath, [launcher, ...words], { env: { ...env, ...variables } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
    if (signal) child.kill(signal);
  });
  child.stderr.on('data', (chunk) => (err += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const echo = ['--', 'node', '-e', 'console.log(process.env.TENSORLOOM_DEVICE, ...process.argv.slice(1))'];

describe('launch', () => {
  it('falls back to the CPU in one plain line that says what to install', async () => {
    const { code, out, err } = await launch(echo, nothing);
    expect({ code, out }).toEqual({ code: 0, out: 'cpu\n' });
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/no WebGPU device .* using the CPU; for a GPU, install /),
    ]);
  });

  it('looks for no device where the command wants the CPU', async () => {
    expect(await launch([...echo, '--', '--device', 'cpu'])).toEqual({ code: 0, out: 'cpu --device cpu\n', err: '' });
    expect(await launch([...echo, '--', '--device=cpu'])).toEqual({ code: 0, out: 'cpu --device=cpu\n', err: '' });
    expect(await launch(echo, { TENSORLOOM_DEVICE: 'cpu' })).toEqual({ code: 0, out: 'cpu\n', err: '' });
  });

  it('tells the command why the device that it names cannot be had', async () => {
    const reason = ['--', 'node', '-p', 'process.env.TENSORLOOM_NO_DEVICE', '--', '--device', 'lavapipe'];
    const { code, out } = await launch(reason, {
      LD_LIBRARY_PATH: '/nowhere',
      TENSORLOOM_CACHE_DIR: '/dev/null/no',
      VK_LOADER_DRIVERS_DISABLE: '*',
    });
    expect(code).toBe(0);
    expect(out).toMatch(/lavapipe/);
  });

  it.runIf(onLinux && process.arch === 'x64')('fails where WebGPU is required and none is had', async () => {
    const { code, out, err } = await launch(['--require-webgpu', ...echo], nothing);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/needs a WebGPU device/);
  });

  it('passes on the exit code', async () => {
    expect((await launch(['--', 'node', '-e', 'process.exit(130)'], nothing)).code).toBe(130);
    expect((await launch(['--', 'no-such-program'], nothing)).code).toBe(127);
  });

  it('lets the command decide what an interrupt means', async () => {
    const careful = `process.on('SIGINT', () => { console.error('saved'); process.exit(130); }); console.log('ready'); setInterval(() => {}, 1e6)`;
    const { code, err } = await launch(['--', 'node', '-e', careful], nothing, 'SIGINT');
    expect(code).toBe(130);
    expect(err.match(/saved/g)).toHaveLength(1);
  });

  it('names a death by signal as shells do', async () => {
    const patient = `console.log('ready'); setInterval(() => {}, 1e6)`;
    expect((await launch(['--', 'node', '-e', patient], nothing, 'SIGTERM')).code).toBe(143);
  });

  it('refuses options it does not know, and a missing command', async () => {
    expect(await launch(['--gpu', ...echo])).toMatchObject({
      code: 2,
      err: expect.stringContaining('unknown option --gpu'),
    });
    expect(await launch([])).toMatchObject({ code: 2, err: expect.stringContaining('no command') });
  });
});

describe('probe', () => {
  it.runIf(onLinux)('takes a driver that cannot be loaded for an answer', async () => {
    const env = { ...process.env, VK_ICD_FILENAMES: '/no/such/driver.json', VK_DRIVER_FILES: '/no/such/driver.json' };
    expect(await probe(env)).toEqual({ reason: 'no adapter' });
  });

  it('gives up on a driver that is silent for too long', async () => {
    expect(await probe(process.env, 1)).toEqual({ reason: 'the driver ended with SIGTERM' });
  });
});

describe('findDevice', () => {
  it.runIf(onLinux)('says what was tried, one reason a candidate', async () => {
    const env = { ...process.env, VK_ICD_FILENAMES: '/no/such.json', VK_DRIVER_FILES: '/no/such.json' };
    const found = await findDevice({ ...env, TENSORLOOM_SETUP_SKIP: 'lavapipe,swiftshader' }, () => {});
    expect(found).toEqual({ device: 'cpu', reasons: ['system: no adapter'], variables: { TENSORLOOM_DEVICE: 'cpu' } });
  });
});

describe('nodeComplaint', () => {
  it.each(['20.19.0', '20.20.2', '22.1.0', '24.0.0'])('accepts %s', (version) => {
    expect(nodeComplaint(version)).toBeUndefined();
  });

  it.each(['18.20.0', '20.18.3'])('names the version it wants beside %s', (version) => {
    expect(nodeComplaint(version)).toContain(`expected 20.19 or newer, got ${version}`);
  });
});
