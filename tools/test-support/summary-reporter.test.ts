// The closing line counts what happened, and stands last, whatever went wrong in the run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closingLine } from './summary-reporter.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const vitest = join(here, 'node_modules/vitest/vitest.mjs');
const imports = `import { expect, it } from 'vitest';\n`;

let folder: string;
beforeEach(() => {
  mkdirSync(join(here, 'out'), { recursive: true });
  folder = mkdtempSync(join(here, 'out', 'run-'));
  const config = `import { defineProject } from '../../vitest.shared.js';\nexport default defineProject({ name: 'a run' });\n`;
  writeFileSync(join(folder, 'vitest.config.ts'), config);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs vitest over one test file of this text; its last line and exit code. */
function run(text: string): { line: string | undefined; code: number | null } {
  writeFileSync(join(folder, 'a.test.mjs'), text);
  const { stdout, status } = spawnSync(process.execPath, [vitest, 'run'], { cwd: folder, encoding: 'utf8' });
  return { line: stdout.trimEnd().split('\n').at(-1), code: status };
}

describe('closingLine', () => {
  it('leaves out skipped tests where there are none', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  });
});

describe('a run of vitest', () => {
  it('counts passed, failed and skipped tests', () => {
    const text = `${imports}it('a', () => {});\nit('b', () => expect(1).toBe(2));\nit.skip('c', () => {});\n`;
    expect(run(text)).toEqual({ line: '1 passed, 1 failed, 1 skipped', code: 1 });
  });

  it('counts a file that cannot be loaded as a failure', () => {
    expect(run(`import './nowhere.js';\n`)).toEqual({ line: '0 passed, 1 failed', code: 1 });
  });

  it('counts an error outside of any test as a failure', () => {
    const text = `${imports}it('a', () => void setTimeout(() => { throw new Error('late'); }));\nit('b', () => new Promise((r) => setTimeout(r, 50)));\n`;
    expect(run(text)).toEqual({ line: '2 passed, 1 failed', code: 1 });
  });

  it('stands behind what a test prints as it ends', () => {
    const text = `${imports}it('a', () => console.log('a word'));\n`;
    expect(run(text)).toEqual({ line: '1 passed, 0 failed', code: 0 });
  });
});
