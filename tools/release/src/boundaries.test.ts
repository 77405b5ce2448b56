// The layer map is enforced: each forbidden import, in each of its forms, is an error, and each allowed one is none.
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const rules = [
  '@typescript-eslint/no-restricted-imports',
  'no-restricted-syntax',
  'import-x/no-extraneous-dependencies',
];
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked], ignore: false });

/** What the boundary rules say about `code`, were it the text of `file`. */
async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: `${root}${file}` });
  const messages = result?.messages ?? [];
  expect(messages.filter((message) => message.fatal)).toEqual([]);
  return messages.filter(({ ruleId }) => rules.includes(ruleId ?? '')).map(({ message }) => message);
}

const forbidden: [file: string, code: string, why: string][] = [
  ['packages/tensor-core/src/index.ts', `import { a } from '@tensorloom/autograd';`, 'upwards'],
  ['packages/tensor-core/src/index.ts', `export * from '@tensorloom/cpu-device';`, 'upwards, as a re-export'],
  ['packages/tensor-core/src/x.test.ts', `import { a } from '@tensorloom/cpu-device';`, 'a circle in the build graph'],
  ['packages/autograd/src/index.ts', `import { a } from '@tensorloom/cpu-device';`, 'a device, outside of tests'],
  ['packages/autograd/src/index.ts', `export const a = import('@tensorloom/cpu-device');`, 'the same, dynamically'],
  ['packages/autograd/src/index.ts', `export type A = import('@tensorloom/cpu-device').A;`, 'the same, as a type'],
  ['packages/autograd/src/index.ts', `import { a } from '@tensorloom/autograd';`, 'its own door'],
  ['packages/autograd/src/index.ts', `import { a } from 'tensorloom';`, 'the umbrella'],
  ['packages/autograd/src/index.ts', `import { a } from '@tensorloom/tensor-core/dist/shape.js';`, 'a deep import'],
  ['packages/autograd/src/index.ts', `import { a } from '../../tensor-core/src/shape.js';`, 'files of a sibling'],
  ['packages/autograd/src/index.ts', `import { a } from '@tensorloom/test-support';`, 'a tool'],
  ['packages/wgsl-kernels/src/index.ts', `import type { A } from '@tensorloom/tensor-core';`, 'any room at all'],
  [
    'packages/training/src/index.ts',
    `import { Dense } from '@tensorloom/nn-layers';`,
    'a value where types are allowed',
  ],
  ['packages/training/src/index.ts', `import { readFile } from 'node:fs/promises';`, 'Node in a browser package'],
  ['packages/training/src/index.ts', `import { join } from 'path';`, 'Node without its prefix'],
  ['packages/training/src/index.ts', `export const fs = import('node:fs');`, 'Node, dynamically'],
  ['packages/webgpu-device/src/index.ts', `import { a } from '@tensorloom/webgpu-device/node';`, 'the Node entry'],
  ['packages/training/src/index.ts', `import { test } from 'vitest';`, 'a devDependency in shipped code'],
  ['apps/demo/src/index.ts', `import { a } from '@tensorloom/webgpu-device/dist/plan.js';`, 'a deep import in an app'],
  ['apps/demo/src/index.ts', `import { a } from '@tensorloom/bench';`, 'a tool in an app'],
  ['tools/bench/src/index.ts', `import { a } from '../../../packages/tensor-core/src/shape.js';`, 'files of a package'],
];

const allowed: [file: string, code: string][] = [
  ['packages/autograd/src/index.ts', `import { a } from '@tensorloom/tensor-core';`],
  ['packages/autograd/src/index.ts', `import { a } from '../rules/sum.js';`],
  ['packages/autograd/src/x.test.ts', `import { a } from '@tensorloom/cpu-device';`],
  ['packages/training/src/index.ts', `import { valueAndGradients } from '@tensorloom/autograd';`],
  ['packages/webgpu-device/src/node.ts', `import { createRequire } from 'node:module';`],
  ['packages/datasets/src/node/files.ts', `import { readFile } from 'node:fs/promises';`],
  ['packages/datasets/src/x.test.ts', `import { readFile } from 'node:fs/promises';`],
  ['packages/tensorloom/src/index.ts', `export * from '@tensorloom/training';`],
  ['packages/tensorloom/src/index.ts', `export const gpu = import('@tensorloom/webgpu-device/node');`],
  ['apps/demo/src/index.ts', `import { createNodeGpu } from '@tensorloom/webgpu-device/node';`],
  ['tools/bench/src/index.ts', `import { a } from '@tensorloom/test-support';`],
];

describe('the layer map', () => {
  it.each(forbidden)('%s: %s is refused (%s)', async (file, code) => {
    expect(await complaints(file, code)).not.toEqual([]);
  });

  it.each(allowed)('%s: %s is allowed', async (file, code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});
