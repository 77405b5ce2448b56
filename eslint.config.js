// Lint rules of the workspace, and the map of which room may import which (ARCHITECTURE.md draws the same map).
import { builtinModules } from 'node:module';
import { basename } from 'node:path';
import eslint from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const scope = '@tensorloom/';

/**
 * What each package may import of ours: `values` for anything, `types` for `import type` alone, `tests` for test files
 * on top. A room that is not named in a row is closed to it.
 */
export const layers = {
  'tensor-core': { values: [] },
  'wgsl-kernels': { values: [] },
  charts: { values: [], types: ['tensor-core', 'nn-layers', 'training'] },
  autograd: { values: ['tensor-core'], tests: ['cpu-device'] },
  'cpu-device': { values: ['tensor-core'] },
  'nn-layers': { values: ['tensor-core'], tests: ['cpu-device', 'autograd'] },
  optimizers: { values: ['tensor-core'], tests: ['cpu-device', 'autograd'] },
  datasets: { values: ['tensor-core'] },
  training: {
    values: ['tensor-core', 'autograd'],
    types: ['nn-layers', 'optimizers', 'datasets'],
    tests: ['cpu-device', 'nn-layers', 'optimizers', 'datasets'],
  },
  'webgpu-device': { values: ['tensor-core', 'wgsl-kernels'], tests: ['cpu-device'] },
  'model-io': { values: ['tensor-core', 'nn-layers'], tests: ['cpu-device'] },
  tensorloom: {
    values: [
      'tensor-core',
      'autograd',
      'nn-layers',
      'optimizers',
      'training',
      'datasets',
      'webgpu-device',
      'webgpu-device/node',
      'cpu-device',
      'model-io',
      'charts',
    ],
  },
};

const anyOf = (names) => names.map((name) => `${scope}${name}$`).join('|') || '(?!)';
const ours = `(${scope}|tensorloom(/|$))`;
const builtins = `^(node:|(${builtinModules.filter((name) => /^[a-z]/.test(name)).join('|')})$)`;
const siblingFiles = '^(\\.\\./)+((packages|apps|tools)/|[a-z-]+/(src|dist)/)';

// A selector's regular expression ends at the first slash, however it is escaped.
const literal = (regex) => `/${regex.replaceAll('/', '\\u002F')}/`;

/** The same prohibitions for `import`, `export from`, `import()` and `import('x').Type`. */
function forbid(prohibitions) {
  const everywhere = prohibitions.filter(({ allowTypeImports }) => !allowTypeImports);
  return {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: prohibitions }],
    'no-restricted-syntax': [
      'error',
      ...everywhere.flatMap(({ regex, message }) => [
        { selector: `ImportExpression > Literal[value=${literal(regex)}]`, message },
        { selector: `TSImportType Literal[value=${literal(regex)}]`, message },
      ]),
    ],
  };
}

const noSiblingFiles = {
  regex: siblingFiles,
  message: 'Import a package through its name, not through its files.',
};
const noNode = {
  regex: builtins,
  message: "This package runs in browsers: Node's modules belong in src/node.ts or src/node/.",
};

/** The rules of one row of `layers`. */
function layerRules(room, { values, types = [], tests = [] }) {
  const closed = (allowed, more = {}) => ({
    regex: `^(?!${anyOf(allowed)})${ours}`,
    message: `${room} may not import this room or this file of it: see \`layers\` in eslint.config.js.`,
    ...more,
  });
  const shipped = [closed([...values, ...types]), noSiblingFiles];
  if (types.length > 0) {
    const message = `${room} may only use \`import type\` here: see \`layers\` in eslint.config.js.`;
    shipped.push({ regex: `^(${anyOf(types)})`, allowTypeImports: true, message });
  }
  const sources = `packages/${room}/src/**/*.ts`;
  const nodeEntry = [`packages/${room}/src/node.ts`, `packages/${room}/src/node/**/*.ts`];
  return [
    { files: [sources], rules: forbid([...shipped, noNode]) },
    { files: nodeEntry, rules: forbid(shipped) },
    {
      files: [`packages/${room}/src/**/*.test.ts`],
      rules: forbid([closed([...values, ...types, ...tests]), noSiblingFiles]),
    },
  ];
}

const rooms = Object.keys(layers);
const doors = ['wgsl-kernels', ...layers.tensorloom.values];
const onlyDoors = (allowed, message) => [{ regex: `^(?!${anyOf(allowed)})${scope}`, message }, noSiblingFiles];

const kebabCase = {
  meta: { type: 'suggestion', schema: [], messages: { name: 'Name the file in kebab-case; got {{name}}.' } },
  create: (context) => ({
    Program(node) {
      const name = basename(context.filename);
      if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|js|mjs)$/.test(name)) {
        context.report({ node, messageId: 'name', data: { name } });
      }
    },
  }),
};

const unused = { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true };

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/out/', '**/coverage/', '**/.turbo/']),
  {
    files: ['**/*.{ts,js,mjs}'],
    extends: [eslint.configs.recommended, tseslint.configs.recommended],
    plugins: { 'import-x': importX, house: { rules: { 'kebab-case': kebabCase } } },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ conditionNames: [`${scope}source`, 'import', 'default'] })],
    },
    rules: {
      'house/kebab-case': 'error',
      'import-x/first': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-default-export': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-undef': 'off',
      'prefer-const': ['error', { destructuring: 'all' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', unused],
      'max-lines-per-function': ['warn', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.config.{ts,js}'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['**/*.test.{ts,mjs}'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['{packages,apps,tools}/*/src/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  { files: ['packages/*/src/**/*.ts'], rules: { 'no-console': 'error' } },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts', 'packages/*/src/testing/**'],
    rules: { 'import-x/no-extraneous-dependencies': ['error', { devDependencies: false, includeTypes: true }] },
  },
  ...rooms.flatMap((room) => layerRules(room, layers[room])),
  { files: ['apps/*/src/**/*.ts'], rules: forbid(onlyDoors(doors, 'Apps use public doors only.')) },
  {
    files: ['apps/*/src/**/*.test.ts', 'tools/*/src/**/*.ts'],
    rules: forbid(onlyDoors([...doors, 'test-support'], 'Of the tools, only test-support is for others.')),
  },
);
