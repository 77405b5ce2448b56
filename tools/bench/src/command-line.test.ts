// Words become options, and unknown ones an error that says what is known.
import { describe, expect, it } from 'vitest';
import { stepCases, trainingCases } from './cases/step-case.js';
import { casesOf, readCommandLine, UsageError } from './command-line.js';

describe('readCommandLine', () => {
  it('fills in what is not said', () => {
    expect(readCommandLine(['--suite', 'step'])).toEqual({
      suites: ['step'],
      peers: [],
      cases: undefined,
      json: undefined,
      markdown: undefined,
      rounds: undefined,
      steps: undefined,
    });
  });

  it('takes lists, numbers and files', () => {
    const words =
      '--suite=memory,kernels --peers tfjs,jax --cases cnn-lenet-b64,sum-16m --rounds 3 --steps 40 --json a.json --markdown b.md';
    expect(readCommandLine(words.split(' '))).toMatchObject({
      suites: ['memory', 'kernels'],
      peers: ['tfjs', 'jax'],
      cases: ['cnn-lenet-b64', 'sum-16m'],
      rounds: 3,
      steps: 40,
      json: 'a.json',
      markdown: 'b.md',
    });
  });

  it.each([
    ['', /no suite; expected --suite step or/],
    ['--suite speed', /unknown suite; expected step or .*, got 'speed'/],
    ['--suite step,speed', /unknown suite; .*, got 'speed'/],
    ['--suite step --peers tfjs,jaxx', /unknown peer; expected tfjs or jax or tfjs-wasm or tfjs-cpu, got 'jaxx'/],
    ['--suite step --cases sum-16m', /unknown case; .*, got 'sum-16m'/],
    ['--suite step --cases lenet', /unknown case; expected mlp-784-512-256-10-b128 or .*, got 'lenet'/],
    ['--suite step --rounds 0', /bad --rounds; expected a whole number above 0, got '0'/],
    ['--suite step --steps 1.5', /bad --steps/],
    ['--suite step --fast', /Unknown option '--fast'/],
  ])('refuses %j', (words, message) => {
    const read = (): unknown => readCommandLine(words.split(' ').filter(Boolean));
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
    expect(read).toThrow(/usage: npm run bench/);
  });
});

describe('casesOf', () => {
  const [big, small] = stepCases;
  const options = readCommandLine(['--suite', 'step']);

  it("gives a suite's own cases, or those of its cases that were named", () => {
    expect(casesOf(trainingCases, options, stepCases)).toBe(stepCases);
    expect(casesOf(trainingCases, options)).toBe(trainingCases);
    expect(casesOf(trainingCases, { ...options, cases: [small?.name as string, 'sum-16m'] }, [big as never])).toEqual([
      small,
    ]);
  });
});
