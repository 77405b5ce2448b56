// Tests of the command as a process: streams and exit codes.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const timeout = 60_000;

let out = '';
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'tensorloom-demo-cli-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the demo; `onOutput` is told what has come so far and may send signals. */
function demo(words: string, onOutput?: (text: string, signal: () => void) => void): Promise<Ended> {
  const args = ['--import', './tools/setup/typescript.mjs', 'apps/demo/src/cli.ts', ...words.split(' ')];
  const environment = { ...process.env, TENSORLOOM_DATA_DIR: '', XDG_CACHE_HOME: join(out, 'cache') };
  const child = spawn(process.execPath, args, { cwd: root, env: environment });
  let [stdout, stderr] = ['', ''];
  const heard = (): void => onOutput?.(stdout + stderr, () => child.kill('SIGINT'));
  child.stdout.on('data', (chunk) => ((stdout += chunk), heard()));
  child.stderr.on('data', (chunk) => ((stderr += chunk), heard()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

describe('the command', { timeout }, () => {
  it('says in one line which option is wrong', async () => {
    expect(await demo('--epochs none')).toEqual({
      code: 2,
      stdout: '',
      stderr: "demo: --epochs: bad number; expected a whole number from 1 on, got 'none'; see npm run demo -- --help\n",
    });
  });

  it('saves what it has learned when it is interrupted, twice as though once', async () => {
    let sent = false;
    const { code, stdout } = await demo(`--device cpu --batch 32 --out ${out}/stopped`, (text, interrupt) => {
      if (sent || !/epoch 1\/3 +\d+\/\d+/.test(text)) return;
      sent = true;
      interrupt();
      setTimeout(interrupt, 100);
    });
    expect(code).toBe(130);
    expect(stdout).toMatch(/stopped; the weights as they were: .*stopped\/mlp\.safetensors\n$/);
    expect(await readdir(join(out, 'stopped'))).toEqual(['mlp.safetensors']);
  });
});
