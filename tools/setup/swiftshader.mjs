// SwiftShader, a Vulkan driver that runs on the CPU, as an npm package of a headless Chromium carries it (Linux x64 alone).
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { npmPackageFiles } from './npm-package.mjs';
import { placeFolder } from './place-folder.mjs';
import { tarFiles } from './tar-files.mjs';

const version = '143.0.4';
const integrity = 'sha512-/6I7uQTRhRDD2/gGPQ1Gkf+Dqk0RYDACPJDZfSzz0OWk4JmUTonNHPXbrn6UIklOHlnDLf8xAAzkOZKB/cJpLA==';

/** Whether there is a SwiftShader to fetch for this machine. */
export const swiftShaderFits = process.platform === 'linux' && process.arch === 'x64';

/**
 * SwiftShader's folder in the cache, fetched from npm (66 MB) where it is not there yet.
 * @param {string} cache the cache folder
 * @param {(line: string) => void} say takes a line for the user before a download begins
 * @returns {Promise<{ icd: string, loader: string }>} the driver's description, and a folder that holds libvulkan.so.1
 * @throws {Error} where it cannot be fetched; the cache is then as before
 */
export async function swiftShader(cache, say) {
  const folder = join(cache, `swiftshader-${version}`);
  if (!existsSync(folder)) {
    say('fetching SwiftShader, a software Vulkan driver, from npm (66 MB, once)');
    await mkdir(cache, { recursive: true });
    const work = await mkdtemp(join(cache, 'download-'));
    try {
      const files = await npmPackageFiles(`@sparticuz/chromium@${version}`, integrity, work);
      await placeFolder(folder, (aside) => unpack(files, aside));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  return { icd: join(folder, 'vk_swiftshader_icd.json'), loader: join(folder, 'loader') };
}

// The loader lies in a folder of its own, so that a search path to it shadows no other library.
const wanted = {
  'vk_swiftshader_icd.json': 'vk_swiftshader_icd.json',
  'libvk_swiftshader.so': 'libvk_swiftshader.so',
  'libvulkan.so.1': 'loader/libvulkan.so.1',
};

/** @param {Map<string, Buffer>} files of the package @param {string} folder an empty folder */
async function unpack(files, folder) {
  const packed = files.get('package/bin/swiftshader.tar.br');
  if (packed === undefined) throw new Error('swiftShader: the package holds no bin/swiftshader.tar.br');
  const unpacked = tarFiles(brotliDecompressSync(packed));
  const byName = new Map([...unpacked].map(([path, contents]) => [basename(path), contents]));
  await mkdir(join(folder, 'loader'));
  for (const [name, place] of Object.entries(wanted)) {
    const contents = byName.get(name);
    if (contents === undefined) throw new Error(`swiftShader: the package holds no ${name}`);
    await writeFile(join(folder, place), contents, { mode: 0o755 });
  }
}
