// Tests of the command within this process: what goes to which stream, and the exit code.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Interrupted } from './interrupt.js';
import { runCommand } from './run-command.js';
import { fewDigits } from './testing/few-digits.js';
import { textStream } from './testing/text-stream.js';

let out = '';
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'tensorloom-demo-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function command(words: string, signal = new AbortController().signal): Promise<Ended> {
  const [output, errors] = [textStream(), textStream()];
  const streams = { output: output.output, errors: errors.output, signal, digits: fewDigits() };
  const code = await runCommand(words.split(' '), streams);
  return { code, output: output.text(), errors: errors.text() };
}

describe('runCommand', () => {
  it('helps', async () => {
    const { code, output, errors } = await command('--help');
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(/^Trains a digit classifier[^]*--model mlp\|cnn/);
  });

  it('says in one line which option is wrong', async () => {
    const errors =
      "demo: --epochs: bad number; expected a whole number from 1 on, got 'no'; see npm run demo -- --help\n";
    expect(await command('--epochs no')).toEqual({ code: 2, output: '', errors });
  });

  it('says in one line what the disk says', async () => {
    const { code, output, errors } = await command('--device cpu --out /dev/null/out');
    expect([code, output]).toEqual([1, '']);
    expect(errors).toMatch(/^demo: ENOTDIR: .*\/dev\/null\/out'\n$/);
  });

  it('says everything on standard output', async () => {
    const { code, output, errors } = await command(`--device cpu --epochs 1 --batch 90 --out ${out}`);
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(/^device +CPU[^]*test accuracy[^]*curves .*\.svg\n$/);
  });

  it('leaves standard output to the line of JSON, if that is wanted', async () => {
    const { code, output, errors } = await command(`--device cpu --epochs 1 --batch 90 --json --out ${out}`);
    expect(code).toBe(0);
    expect(output).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(output)).toMatchObject({ device: 'cpu', model: 'mlp', data: 'generated', epochs: 1 });
    expect(errors).toMatch(/^device +CPU[^]*test accuracy/);
  });

  it('has an exit code of its own where it was interrupted', async () => {
    const { code, output } = await command(
      `--device cpu --json --out ${out}`,
      AbortSignal.abort(new Interrupted('now')),
    );
    expect([code, output]).toEqual([130, '']);
  });
});
