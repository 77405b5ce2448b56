// Near names: slips of the finger and of habit are found, everything else is not.
import { expect, it } from 'vitest';
import { didYouMean, nearNames } from './near-names.js';

const names = ['activation', 'useBias', 'kernelInitializer', 'biasInitializer', 'name'];

it.each([
  ['actvation', ['activation']],
  ['use_bias', ['useBias']],
  ['KernelInitialiser', ['kernelInitializer']],
  ['nmae', ['name']],
  ['learningRate', []],
  ['x', []],
])('%s -> %o', (word, expected) => {
  expect(nearNames(word, names)).toEqual(expected);
});

it('says so, or that the name should be checked', () => {
  expect(didYouMean('nam', names)).toBe('did you mean name?');
  expect(didYouMean('zzz', names)).toBe('check the name');
});
