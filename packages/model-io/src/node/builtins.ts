// Node's own modules, asked of the process at run time, so that no bundler for browsers ever meets an import of them.

/** `node:fs/promises`. */
export function fileSystem(): typeof import('node:fs/promises') {
  return process.getBuiltinModule('node:fs/promises');
}

/** `node:path`. */
export function paths(): typeof import('node:path') {
  return process.getBuiltinModule('node:path');
}
