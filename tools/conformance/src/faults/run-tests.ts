// Runs a few tests of one package of a workspace in a process of their own, and says which failed.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WatchingTests } from './planted-faults.js';

/** The part of vitest's JSON report that is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** What the tests gave. */
export interface TestsOutcome {
  readonly passed: number;
  /** Names of failed tests, or of files that could not be loaded. */
  readonly failed: readonly string[];
}

function finished(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}

/** @throws Error with what vitest said where it wrote no report */
export async function runTests(root: string, { folder, files, name }: WatchingTests): Promise<TestsOutcome> {
  const cwd = join(root, folder);
  const file = join(root, 'report.json');
  const words = ['node_modules/vitest/vitest.mjs', 'run', ...files, '--reporter=json', `--outputFile=${file}`];
  const said = await finished([...words, ...(name ? ['-t', name] : []), '--bail=3'], cwd);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`faults: no report of ${files.join(', ')} in ${folder}; vitest said:\n${said}`);
  });
  await rm(file);
  const { numPassedTests, testResults } = JSON.parse(text) as VitestReport;
  const failed = testResults.flatMap(({ name: path, status, assertionResults }) => {
    const names = assertionResults.filter((one) => one.status === 'failed').map(({ fullName }) => fullName.trim());
    return names.length === 0 && status === 'failed' && assertionResults.length === 0 ? [path] : names;
  });
  return { passed: numPassedTests, failed };
}
