// `npm run check:packages`: what would be published is packed, checked, installed and used as a stranger would.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle } from './bundle-size.js';
import { consume } from './consumer.js';
import { pack, type PackedPackage } from './pack.js';
import { type Budgets, sizeReport } from './size-report.js';
import { checkTarball } from './tarball-checks.js';
import { packagesOf, workspaceRoot } from './workspace.js';

const failures: string[] = [];

/** Runs one check and says how it went; a failure does not keep the next from being tried. */
async function check<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  const began = performance.now();
  try {
    const result = await work();
    console.log(`ok      ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    failures.push(name);
    console.error(`FAILED  ${name}\n${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

async function packAll(folder: string): Promise<PackedPackage[]> {
  const packed: PackedPackage[] = [];
  for (const each of packagesOf('packages')) packed.push(await pack(each, folder));
  return packed;
}

/** The two that suffice for tensors on a CPU, in a host that knows nothing of browsers. */
async function coreConsumer(packed: PackedPackage[], folder: string): Promise<void> {
  const installs = packed.filter(({ room }) => room === 'tensor-core' || room === 'cpu-device');
  const lib = ['ES2023', 'ESNext.Disposable'];
  await consume({ folder, installs, examples: installs, lib, offline: true });
}

/** Everything, as one who installs the umbrella in Node has it; Dawn is linked for those examples that want a GPU. */
async function umbrellaConsumer(packed: PackedPackage[], folder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
  const links = { webgpu: folderOf('webgpu'), '@types/node': folderOf('@types/node') };
  const lib = ['ES2023', 'ESNext.Disposable', 'DOM'];
  await consume({ folder, installs: packed, examples: packed, lib, types: ['node'], links, offline: false });
}

/** Weighs each package by itself, and the umbrella with all that it brings; none may bring Dawn to a browser. */
async function weigh(packed: PackedPackage[], folder: string): Promise<void> {
  const sizes = new Map<string, number>();
  const carriers: string[] = [];
  for (const { manifest } of packed) {
    const { gzipped, modules } = await bundle(folder, manifest.name, manifest.name !== 'tensorloom');
    sizes.set(manifest.name, gzipped);
    const dawn = modules.find((module) => /[/\\]node_modules[/\\]webgpu[/\\]/.test(module));
    if (dawn) carriers.push(`${manifest.name}: expected no Dawn in a browser's bundle, got ${dawn}`);
  }
  const budgets = JSON.parse(await readFile(join(workspaceRoot, 'tools/release/budgets.json'), 'utf8')) as Budgets;
  const { lines, complaints } = sizeReport(sizes, budgets);
  console.log(lines.join('\n'));
  const wrong = [...carriers, ...complaints];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

const folder = await mkdtemp(join(tmpdir(), 'tensorloom-packages-'));
try {
  const packed = await check('pack', () => packAll(join(folder, 'tarballs')));
  if (packed) {
    for (const each of packed) await check(`publint and attw: ${each.manifest.name}`, () => checkTarball(each));
    await check('consumer of tensor-core and cpu-device', () => coreConsumer(packed, join(folder, 'core')));
    const all = join(folder, 'umbrella');
    await check('consumer of everything', () => umbrellaConsumer(packed, all));
    await check('bundle sizes', () => weigh(packed, all));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

console.log(failures.length === 0 ? 'check:packages: all well' : `check:packages: ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
