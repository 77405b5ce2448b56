// The runner as a program: figures of a lesson, the list, and a name that is none.
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const hooks = new URL('../../../tools/setup/typescript.mjs', import.meta.url).href;
const cli = fileURLToPath(new URL('cli.ts', import.meta.url));

const course = (...words: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, ['--import', hooks, cli, ...words], { encoding: 'utf8' });

describe('course', () => {
  it('prints the figures of lessons, and ends by itself', () => {
    const { stdout, status } = course('convolution', 'counting', '--device', 'cpu');
    expect(stdout).toContain('Computed on cpu (float64)');
    expect(stdout).toMatch(/feature map {2}4 {2}3 {2}4\n +2 {2}4 {2}3\n +2 {2}3 {2}4\n/);
    // summary() itself prints what section 5 of the lecture counts.
    for (const count of ['7,840', '260', '203,840', '[?, 14, 14, 10]', '392,200']) expect(stdout).toContain(count);
    expect(status).toBe(0);
  });

  it('lists the lessons where one is not known', () => {
    const { stdout, stderr, status } = course('colvolution');
    expect(stderr).toContain('no such lesson; expected one of the list, got colvolution');
    expect(stdout).toMatch(/sigmoid-neuron +One sigmoid neuron/);
    expect(status).toBe(2);
  });
});
