// The example of a README: its first block of TypeScript.

/**
 * The first fenced block marked `ts` of a README.
 *
 * @throws Error where there is none.
 */
export function readmeExample(readme: string, name: string): string {
  const code = /^```ts\n(.*?)^```$/ms.exec(readme)?.[1];
  if (code === undefined) throw new Error(`README of ${name}: expected an example in a block marked ts, got none`);
  return code;
}
