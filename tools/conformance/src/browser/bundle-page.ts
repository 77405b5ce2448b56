// Bundles a page's script from the sources of the workspace.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The script of a page beside this file, all in one module. */
export async function bundlePage(page: string): Promise<string> {
  const entry = fileURLToPath(new URL(page, import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@tensorloom/source', 'module', 'browser', 'development|production'] },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: { input: entry, output: { codeSplitting: false } },
    },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  if (bundle === undefined || !('output' in bundle)) throw new Error('bundlePage: the build gave no output');
  const [{ code }] = bundle.output;
  return code;
}
