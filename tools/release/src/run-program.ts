// Runs a program and keeps what it says, to be shown only where it fails.
import { spawn } from 'node:child_process';

/** Where and how a program runs. */
export interface RunOptions {
  /** Working folder. */
  cwd: string;
  /** Variables on top of this process's own. */
  env?: Record<string, string>;
  /** Milliseconds until it is stopped; default 180,000. */
  timeout?: number;
}

/**
 * Runs `program` (`node` is the Node that runs this) and gives what it wrote to standard output.
 *
 * @throws Error with everything it said, where its exit code is not 0.
 */
export function runProgram(program: string, args: string[], options: RunOptions): Promise<string> {
  const { cwd, env = {}, timeout = 180_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program === 'node' ? process.execPath : program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
      shell: process.platform === 'win32' && program !== 'node',
    });
    let output = '';
    let all = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      all += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => (all += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(' ')}: ended with ${signal ?? `code ${code}`}\n${all.trim()}`));
    });
  });
}
