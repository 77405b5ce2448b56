// Runs a task in a process of its own and sees that the process ends by itself, well.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildResults, ChildTask } from './child-task.js';

/** False in a bundle, which has the child beside it (see bundle.config.js). */
const fromSource = import.meta.url.endsWith('.ts');
const main = fileURLToPath(new URL(fromSource ? './child-main.ts' : './bench-child.mjs', import.meta.url));
const typescript = new URL('../../../setup/typescript.mjs', import.meta.url).href;

/** Milliseconds that a process may take to end after its result. */
const PATIENCE = 15_000;

/**
 * The result of a task.
 *
 * @param env variables on top of this process's
 * @throws Error if the process fails, or does not end by itself with code 0
 */
export function runChild<Task extends ChildTask>(
  task: Task,
  env: Readonly<Record<string, string>> = {},
): Promise<ChildResults[Task['kind']]> {
  return new Promise((resolve, reject) => {
    const child = fork(main, [JSON.stringify(task)], {
      execArgv: fromSource ? ['--import', typescript] : [],
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    let complaints = '';
    child.stderr?.on('data', (chunk) => (complaints += chunk));
    let result: ChildResults[Task['kind']] | undefined;
    let timer: NodeJS.Timeout | undefined;
    child.on('message', (message) => {
      result = message as ChildResults[Task['kind']];
      timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0 && result !== undefined) return resolve(result);
      const end =
        signal === 'SIGKILL' && result ? `no end within ${PATIENCE / 1000} s of its result` : `${signal ?? code}`;
      const message = `bench: ${task.kind} of ${task.case}: expected exit code 0, got ${end}; what it said:\n${complaints}`;
      reject(new Error(message));
    });
  });
}
