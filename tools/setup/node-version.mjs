// The oldest Node that Tensorloom runs on. Plain syntax only: an old Node must be able to read this file.

/** Oldest supported version, as `engines` in package.json has it. */
export const oldestNode = [20, 19];

/**
 * Says what is wrong with a Node version.
 * @param {string} version such as `20.19.0`
 * @returns {string | undefined} undefined where the version will do
 */
export function nodeComplaint(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `setup: Node is too old; expected ${oldestNode.join('.')} or newer, got ${version}; install a newer Node from https://nodejs.org`;
}
