// Node's loader hooks for TypeScript. Types are removed within this process: a helper process would die of the Ctrl-C
// that its parent means to survive, and modules first needed after that could not be loaded.
import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'rolldown/utils';

const source = '@tensorloom/source';
const isTypeScript = /^file:.*\.ts$/;

/** @param {string} url @returns {Promise<boolean>} whether there is such a file */
const exists = (url) =>
  access(fileURLToPath(url)).then(
    () => true,
    () => false,
  );

/** Siblings are found by their sources, and `./x.js` in a TypeScript file means `./x.ts` where that is what there is. */
/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  const { parentURL = '', conditions } = context;
  if (specifier.startsWith('@oxc-project/runtime/')) {
    return nextResolve(specifier, { ...context, parentURL: import.meta.url });
  }
  if (isTypeScript.test(parentURL) && /^\.\.?\/.*\.js$/.test(specifier)) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), parentURL).href;
    if (await exists(url)) return { url, format: 'module', shortCircuit: true };
  }
  return nextResolve(specifier, { ...context, conditions: [...conditions, source] });
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!isTypeScript.test(url)) return nextLoad(url, context);
  const file = fileURLToPath(url);
  const options = { target: 'es2022', sourcemap: true, typescript: { onlyRemoveTypeImports: true } };
  const { code, map, errors } = transformSync(file, await readFile(file, 'utf8'), options);
  const [error] = errors;
  if (error) throw new SyntaxError(`${file}: ${error.message}`);
  const mapped = Buffer.from(JSON.stringify(map)).toString('base64');
  const text = `${code}\n//# sourceMappingURL=data:application/json;base64,${mapped}`;
  return { format: 'module', source: text, shortCircuit: true };
}
