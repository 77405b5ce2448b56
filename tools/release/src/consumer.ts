// A project of somebody else's: it has our tarballs and nothing of the workspace, compiles the README examples and runs them.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedPackage } from './pack.js';
import { readmeExample } from './readme-example.js';
import { runProgram } from './run-program.js';
import { workspaceRoot } from './workspace.js';

/** What a consumer has and shows. */
export interface ConsumerOptions {
  /** An empty folder outside of the workspace. */
  folder: string;
  /** Packages that it installs. */
  installs: PackedPackage[];
  /** Those of them whose README example it compiles and runs. */
  examples: PackedPackage[];
  /** The type checker's libraries. Without `DOM`, nothing of WebGPU is known either. */
  lib: string[];
  /** Packages of types that it has; never those of WebGPU. Default none. */
  types?: string[];
  /** Further packages by folder, linked and so not fetched. */
  links?: Record<string, string>;
  /** Whether only our own tarballs are needed, so that no network is. */
  offline: boolean;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What we publish is checked as well, not only what is written here. */
const compilerOptions = {
  target: 'ES2022',
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  strict: true,
  skipLibCheck: false,
  rootDir: '.',
  outDir: 'out',
};

/** Installs, compiles and runs; resolves with the names of the examples that ran. Throws what went wrong. */
export async function consume(options: ConsumerOptions): Promise<string[]> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  await install(options);
  await compile(options);
  const ran: string[] = [];
  for (const { room } of options.examples) {
    await runProgram('node', [join('out', `${room}.js`)], { cwd: folder });
    ran.push(room);
  }
  return ran;
}

async function install({ folder, installs, links = {}, offline }: ConsumerOptions): Promise<void> {
  const tarballs = installs.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]);
  const linked = Object.entries(links).map(([name, path]) => [name, `file:${path}`]);
  const dependencies = Object.fromEntries([...tarballs, ...linked]) as Record<string, string>;
  await writeFile(
    join(folder, 'package.json'),
    json({ name: 'consumer', private: true, type: 'module', dependencies }),
  );
  const network = offline ? '--offline' : '--prefer-offline';
  await runProgram('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', network], { cwd: folder });
}

async function compile({ folder, examples, lib, types = [] }: ConsumerOptions): Promise<void> {
  for (const { room, manifest, folder: home } of examples) {
    const readme = await readFile(join(home, 'README.md'), 'utf8');
    // Two examples may use the same names: each is a module.
    await writeFile(join(folder, `${room}.ts`), `${readmeExample(readme, manifest.name)}\nexport {};\n`);
  }
  // What every host has, where the DOM's types are left out.
  const host = lib.includes('DOM') ? '' : 'declare const console: { log(...values: unknown[]): void };\n';
  await writeFile(join(folder, 'host.d.ts'), host);
  await writeFile(
    join(folder, 'tsconfig.json'),
    json({ compilerOptions: { ...compilerOptions, lib, types }, include: ['*.ts'] }),
  );
  await runProgram('node', [join(workspaceRoot, 'node_modules/typescript/bin/tsc'), '-p', '.'], { cwd: folder });
}
