// Each rule about manifests is seen to fail on a manifest that breaks it alone.
import { expect, it } from 'vitest';
import { manifestComplaints } from './manifest-rules.js';
import type { Manifest } from './workspace.js';

const layer = { values: ['tensor-core'], tests: ['cpu-device'] };
const good: Manifest = {
  name: '@tensorloom/autograd',
  version: '0.1.0',
  type: 'module',
  license: 'MIT',
  engines: { node: '>=20.19.0' },
  sideEffects: false,
  exports: {
    '.': { '@tensorloom/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    './package.json': './package.json',
  },
  files: ['dist', 'src'],
  scripts: { build: 'a', test: 'b', lint: 'c', typecheck: 'd' },
  peerDependencies: { '@tensorloom/tensor-core': 'workspace:^' },
  devDependencies: {
    '@tensorloom/tensor-core': 'workspace:*',
    '@tensorloom/cpu-device': 'workspace:*',
    vitest: 'catalog:',
  },
};

const complaints = (changes: Partial<Manifest>): string[] =>
  manifestComplaints({ folder: '', room: 'autograd', kind: 'packages', manifest: { ...good, ...changes } }, layer);

it('has nothing to say about a good manifest', () => {
  expect(complaints({})).toEqual([]);
});

it.each<[Partial<Manifest>, RegExp]>([
  [{ name: 'autograd' }, /name: expected "@tensorloom\/autograd"/],
  [{ private: true }, /private/],
  [{ type: 'commonjs' }, /type/],
  [{ license: 'ISC' }, /license/],
  [{ engines: { node: '>=18' } }, /engines/],
  [{ sideEffects: true }, /sideEffects/],
  [{ exports: { '.': './dist/index.js' } }, /exports\["\."\]/],
  [{ files: ['dist'] }, /files: expected "src"/],
  [{ scripts: { build: 'a', test: 'b', lint: 'c' } }, /scripts: expected "typecheck"/],
  [{ peerDependencies: { '@tensorloom/nn-layers': 'workspace:^' } }, /dependencies: @tensorloom\/nn-layers is closed/],
  [{ dependencies: { '@tensorloom/cpu-device': 'workspace:^' } }, /dependencies: @tensorloom\/cpu-device is closed/],
  [{ devDependencies: { '@tensorloom/bench': 'workspace:*' } }, /devDependencies: @tensorloom\/bench is closed/],
  [{ dependencies: { echarts: '6.1.0' } }, /expected "catalog:" for echarts, got "6\.1\.0"/],
  [{ peerDependencies: { '@tensorloom/tensor-core': '^0.1.0' } }, /expected "workspace:\^"/],
  [{ dependencies: { '@tensorloom/tensor-core': 'workspace:^' } }, /must be a peer dependency/],
])('complains of %j', (changes, complaint) => {
  expect(complaints(changes)).toEqual([expect.stringMatching(complaint)]);
});

it('wants every room in the layer map', () => {
  const lost = manifestComplaints({ folder: '', room: 'autograd', kind: 'packages', manifest: good }, undefined);
  expect(lost).toEqual([expect.stringMatching(/missing in `layers`/)]);
});
