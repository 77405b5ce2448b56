// The bench as two modules that need nothing but Node and the package `webgpu`: for machines without this repository.

/** @param {string} input @param {string} name */
const entry = (input, name) => ({
  input: new URL(`src/${input}`, import.meta.url).pathname,
  platform: /** @type {const} */ ('node'),
  external: ['webgpu', 'prettier'],
  resolve: { conditionNames: ['@tensorloom/source', 'node', 'import'] },
  output: { file: new URL(`dist/${name}`, import.meta.url).pathname, codeSplitting: false },
});

export default [entry('cli.ts', 'bench.mjs'), entry('child/child-main.ts', 'bench-child.mjs')];
