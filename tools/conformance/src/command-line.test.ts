// The words of the command line: what they mean, and what is said of others.
import { describe, expect, it } from 'vitest';
import { readCommandLine } from './command-line.js';

describe('readCommandLine', () => {
  it('leaves the device open and takes all rows once', () => {
    expect(readCommandLine([])).toMatchObject({ device: undefined, op: undefined, full: false, json: undefined });
  });

  it('takes a device, an op, the grid and a file', () => {
    const words = ['--device', 'lavapipe-512', '--op=matmul', '--full', '--json', 'out.json'];
    expect(readCommandLine(words)).toMatchObject({
      device: 'lavapipe-512',
      op: 'matmul',
      full: true,
      json: 'out.json',
    });
  });

  it.each([
    [
      ['--device', 'gpu'],
      "unknown device; expected cpu or lavapipe or lavapipe-512 or swiftshader or chromium, got 'gpu'",
    ],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j', (words, complaint) => {
    expect(() => readCommandLine(words)).toThrow(complaint);
  });
});
