// A package that has outgrown its budget, or has none, is named with its figures.
import { expect, it } from 'vitest';
import { readmeExample } from './readme-example.js';
import { sizeReport } from './size-report.js';

it('prints a line for each package and complains of none within its budget', () => {
  const { lines, complaints } = sizeReport(new Map([['a', 1234]]), { a: 2 });
  expect(lines).toEqual([expect.stringMatching(/^a +1\.2 kB of 2$/)]);
  expect(complaints).toEqual([]);
});

it('complains of too much, of a package without budget and of a budget without package', () => {
  const { complaints } = sizeReport(
    new Map([
      ['a', 2001],
      ['b', 10],
    ]),
    { a: 2, c: 1 },
  );
  expect(complaints).toEqual([
    expect.stringMatching(/size of a: expected at most 2 kB, got 2\.0 kB/),
    expect.stringMatching(/size of b: has no budget/),
    expect.stringMatching(/c is no package/),
  ]);
});

it('takes the first block of TypeScript for the example of a README', () => {
  const readme = '# a\n\n```sh\nnpm i a\n```\n\n```ts\nconst one = 1;\n```\n\n```ts\nconst two = 2;\n```\n';
  expect(readmeExample(readme, 'a')).toBe('const one = 1;\n');
  expect(() => readmeExample('# a\n\n```sh\nnpm i a\n```\n', 'a')).toThrow(/README of a: expected an example/);
});
