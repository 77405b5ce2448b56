// TypeScript of the workspace runs from source, and goes on loading after an interrupt.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));

const files = {
  // Everything that needs more than its types taken away.
  'main.ts': `import type { Shape } from './shape.js';
    import { area } from './shape.js';
    enum Side { Short = 2, Long = 3 }
    class Box { constructor(readonly shape: Shape) {} }
    { using _held = { [Symbol.dispose]() { console.log('released'); } }; }
    console.log(area(new Box({ width: Side.Short, height: Side.Long }).shape));`,
  'shape.ts': `export interface Shape { width: number; height: number }
    export const area = ({ width, height }: Shape): number => width * height;`,
  'faulty.ts': `export interface A { a: number }\n\n\nexport const f = (a: A): never => { throw new Error(\`a is \${a.a}\`); };\nf({ a: 1 });`,
  'broken.ts': `export const = 3;`,
  'patient.ts': `process.on('SIGINT', async () => { console.log((await import('./shape.js')).area({ width: 1, height: 7 })); process.exit(130); });
    console.log('ready'); setInterval(() => {}, 1e6);`,
};

describe('typescript.mjs', () => {
  /** @type {string} */ let folder;
  beforeAll(async () => {
    await mkdir(join(here, 'out'), { recursive: true });
    folder = await mkdtemp(join(here, 'out', 'run-'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** @param {string} name @param {boolean} [interrupt] the whole group, as a terminal does, once there is output */
  function run(name, interrupt = false) {
    const args = ['--import', new URL('./typescript.mjs', import.meta.url).href, join(folder, name)];
    const child = spawn(process.execPath, args, { detached: true });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (interrupt && child.pid) process.kill(-child.pid, 'SIGINT');
      interrupt = false;
    });
    child.stderr.on('data', (chunk) => (err += chunk));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
  }

  it('runs what only TypeScript has', async () => {
    expect(await run('main.ts')).toEqual({ code: 0, out: 'released\n6\n', err: '' });
  });

  it('names the line of the source where an error was thrown', async () => {
    expect(await run('faulty.ts')).toMatchObject({ code: 1, err: expect.stringMatching(/a is 1[^]*faulty\.ts:4:/) });
  });

  it('names the file that is no TypeScript', async () => {
    expect(await run('broken.ts')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/SyntaxError[^]*broken\.ts/),
    });
  });

  it.runIf(process.platform !== 'win32')('loads a module for the first time after an interrupt', async () => {
    expect(await run('patient.ts', true)).toEqual({ code: 130, out: 'ready\n7\n', err: '' });
  });
});
