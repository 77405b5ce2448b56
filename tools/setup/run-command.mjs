// Runs a command in the foreground as though it had been started directly: same streams, same signals, same exit code.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @param {NodeJS.Signals} signal @returns {number} the exit code by which shells name a death by `signal` */
const codeOf = (signal) => 128 + constants.signals[signal];

/**
 * Runs `command` until it ends. SIGTERM and SIGHUP are passed on; SIGINT too, unless a terminal has sent it to all already.
 * @param {string[]} command program and arguments; `node` is the Node that runs this
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code, 128 + n where signal n ended it, 127 where it could not be started
 */
export function runCommand([program = '', ...args], env) {
  return new Promise((resolve) => {
    const child = spawn(program === 'node' ? process.execPath : program, args, { env, stdio: 'inherit' });
    const fromTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
    let lastInterrupt = 0;
    process.on('SIGINT', () => {
      // npm passes on a signal that the whole group got: once is enough.
      if (fromTerminal || Date.now() - lastInterrupt < 500) return;
      lastInterrupt = Date.now();
      child.kill('SIGINT');
    });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    process.on('SIGHUP', () => child.kill('SIGHUP'));
    child.on('error', (error) => {
      console.error(`setup: ${program} could not be started (${error.message})`);
      resolve(127);
    });
    child.on('exit', (code, signal) => resolve(signal ? codeOf(signal) : (code ?? 1)));
  });
}
