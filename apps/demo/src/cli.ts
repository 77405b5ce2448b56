// The demo as a process: its streams, its signals, its exit code.
import { abortOnInterrupt } from './interrupt.js';
import { INTERRUPTED, runCommand } from './run-command.js';

const signal = abortOnInterrupt(process, () => process.exit(INTERRUPTED));
const code = await runCommand(process.argv.slice(2), { output: process.stdout, errors: process.stderr, signal });
process.exitCode = code;
// A download or a driver may still be at work; whoever pressed Ctrl-C does not wait for them.
if (code === INTERRUPTED) process.exit();
