// Tests of the command line: what it means, and what is said where it means nothing.
import { describe, expect, it } from 'vitest';
import { helpText } from './help-text.js';
import { parseOptions, UsageError } from './parse-options.js';

describe('parseOptions', () => {
  it('fills in what is left out', () => {
    expect(parseOptions([])).toEqual({
      model: 'mlp',
      epochs: undefined,
      batch: undefined,
      data: undefined,
      device: 'auto',
      seed: 1,
      out: 'out',
      download: false,
      json: false,
    });
  });

  it('takes every option, with a space or an equals sign', () => {
    const words =
      '--model=cnn --epochs 4 --batch=32 --data ../data --device cpu --seed 0 --out /tmp/x --download --json';
    expect(parseOptions(words.split(' '))).toEqual({
      model: 'cnn',
      epochs: 4,
      batch: 32,
      data: '../data',
      device: 'cpu',
      seed: 0,
      out: '/tmp/x',
      download: true,
      json: true,
    });
  });

  it('asks for help, whatever else is there', () => {
    expect(parseOptions(['--epochs', '2', '--help'])).toBeUndefined();
  });

  it.each([
    [['--frobnicate'], "Unknown option '--frobnicate'"],
    [['-x'], "Unknown option '-x'"],
    [['train'], "Unexpected argument 'train'"],
    [['--epochs'], "Option '--epochs <value>' argument missing"],
    [['--json=yes'], "Option '--json' does not take an argument"],
    [['--model', 'rnn'], "--model: no such choice; expected mlp or cnn, got 'rnn'"],
    [['--device=gpu'], "--device: no such choice; expected auto or webgpu or cpu, got 'gpu'"],
    [['--epochs', '0'], "--epochs: bad number; expected a whole number from 1 on, got '0'"],
    [['--epochs=-1'], "--epochs: bad number; expected a whole number from 1 on, got '-1'"],
    [['--batch', '12.5'], "--batch: bad number; expected a whole number from 1 on, got '12.5'"],
    [['--batch', 'many'], "--batch: bad number; expected a whole number from 1 on, got 'many'"],
    [['--seed', '1e99'], "--seed: bad number; expected a whole number from 0 on, got '1e99'"],
    [['--seed', '9007199254740993'], /--seed: bad number/],
    [['--data='], "--data: no folder; expected a path, got ''"],
  ])('refuses %j', (words, message) => {
    expect(() => parseOptions(words)).toThrow(UsageError);
    expect(() => parseOptions(words)).toThrow(message);
    const { message: said } = (() => {
      try {
        return parseOptions(words) as never;
      } catch (error) {
        return error as Error;
      }
    })();
    expect(said).not.toMatch(/\n/);
  });
});

describe('helpText', () => {
  it('names every option and fits a terminal', () => {
    const text = helpText();
    for (const name of ['model', 'epochs', 'batch', 'data', 'device', 'seed', 'out', 'download', 'json', 'help']) {
      expect(text).toContain(`  --${name}`);
    }
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
  });
});
