// Words become options, and unknown ones an error that says what is known.
import { describe, expect, it } from 'vitest';
import { stepCases } from './cases/step-case.js';
import { readCommandLine, UsageError } from './command-line.js';

describe('readCommandLine', () => {
  it('fills in what is not said', () => {
    expect(readCommandLine(['--suite', 'step'])).toEqual({
      suite: 'step',
      peers: [],
      cases: stepCases,
      json: undefined,
      rounds: undefined,
      steps: undefined,
    });
  });

  it('takes lists, numbers and files', () => {
    const words =
      '--suite=memory --peers tfjs --cases cnn-lenet-b64,mlp-784-32-10-b32 --rounds 3 --steps 40 --json a.json';
    expect(readCommandLine(words.split(' '))).toMatchObject({
      suite: 'memory',
      peers: ['tfjs'],
      cases: [{ name: 'cnn-lenet-b64' }, { name: 'mlp-784-32-10-b32' }],
      rounds: 3,
      steps: 40,
      json: 'a.json',
    });
  });

  it.each([
    ['', /no suite; expected --suite step or/],
    ['--suite speed', /unknown suite; expected step or .*, got 'speed'/],
    ['--suite step --peers jax', /unknown peer; expected tfjs, got 'jax'/],
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
