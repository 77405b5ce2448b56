// Tells Node from browsers and fetches the part for Node only there.

/** True where the program runs in Node (or a runtime with its modules). */
export function isNode(): boolean {
  return typeof process === 'object' && typeof process.getBuiltinModule === 'function';
}

/** The part of this package that works with files; call it in Node only. */
export function nodePart(): Promise<typeof import('../node/index.js')> {
  return import('../node/index.js');
}
