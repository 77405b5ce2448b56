// Tests of a whole run on few digits: results, files, repetition, interruption.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWeights, parseSafetensors } from 'tensorloom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Interrupted } from './interrupt.js';
import { networks } from './networks/networks.js';
import { parseOptions } from './options/parse-options.js';
import type { DemoResult } from './results/demo-result.js';
import { runDemo } from './run-demo.js';
import { fewDigits } from './testing/few-digits.js';
import { recordingScreen, type RecordingScreen } from './testing/recording-screen.js';

let out = '';
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'tensorloom-demo-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

interface Run {
  readonly screen: RecordingScreen;
  readonly result: Promise<DemoResult>;
  readonly stop: () => void;
}

/** Runs the demo as `words` of the command line ask, on few digits. */
function run(words: string, screen = recordingScreen()): Run {
  const controller = new AbortController();
  const options = parseOptions(['--out', out, ...words.split(' ')])!;
  const result = runDemo(options, { screen, signal: controller.signal, digits: fewDigits() });
  return { screen, result, stop: () => controller.abort(new Interrupted('enough')) };
}

const weights = async (): Promise<ReturnType<typeof parseSafetensors>['tensors']> =>
  parseSafetensors(await readFile(join(out, 'mlp.safetensors'))).tensors;

describe('a run', () => {
  it('trains, tests, and leaves a model and learning curves behind', async () => {
    const { screen, result } = run('--device cpu --epochs 2 --batch 30');
    const got = await result;
    expect(Object.keys(got)).toEqual(
      'device adapter model data epochs trainLoss testLoss testAccuracy secondsPerEpoch stepsPerSecond firstStepSeconds'.split(
        ' ',
      ),
    );
    expect(got).toMatchObject({ device: 'cpu', model: 'mlp', data: 'generated', epochs: 2 });
    expect(got.adapter).not.toBe('');
    expect(got.testAccuracy).toBeGreaterThan(0.3);
    for (const value of Object.values(got)) if (typeof value === 'number') expect(value).toBeGreaterThan(0);

    expect((await readdir(out)).sort()).toEqual(['mlp-learning-curves.svg', 'mlp.safetensors']);
    expect(await readFile(join(out, 'mlp-learning-curves.svg'), 'utf8')).toMatch(/^<svg[^]*mlp on few digits/);
    const text = screen.lines.join('\n');
    expect(text).toMatch(/training +2 epochs of 9 steps, 30 images each; seed 1\n/);
    expect(text).toMatch(/\n {2}2\/2 +\d\.\d{4} /);
    expect(text).toContain(`test accuracy ${got.testAccuracy.toFixed(4)}`);
    expect(text).toContain(join(out, 'mlp.safetensors'));
    for (const line of screen.lines.slice(0, -2)) expect(line.length, line).toBeLessThanOrEqual(80);

    const again = networks.mlp.build();
    again.build([null, 28, 28, 1]);
    await loadWeights(again, join(out, 'mlp.safetensors'));
  });

  it('comes out the same for the same seed, and different for another', async () => {
    const results: number[] = [];
    for (const seed of [1, 1, 2]) {
      results.push((await run(`--device cpu --epochs 1 --batch 135 --seed ${seed}`).result).testLoss);
    }
    expect(results[1]).toBe(results[0]);
    expect(results[2]).not.toBe(results[0]);
  });

  it('says before the training that the folder for its files cannot be made', async () => {
    await writeFile(join(out, 'file'), '');
    const { screen, result } = run(`--device cpu --out ${join(out, 'file', 'folder')}`);
    await expect(result).rejects.toMatchObject({ syscall: 'mkdir' });
    expect(screen.lines).toEqual([]);
  });
});

describe('an interrupted run', () => {
  it('saves the best weights so far', async () => {
    const screen = recordingScreen();
    const { result, stop } = run('--device cpu --epochs 500 --batch 270', screen);
    const say = screen.say;
    let epochs = 0;
    screen.say = (line = '') => {
      say(line);
      if (/^ *\d+\/500 /.test(line) && ++epochs === 2) stop();
    };
    await expect(result).rejects.toThrow(Interrupted);
    expect(screen.lines.at(-1)).toMatch(/^stopped; the weights of epoch [12], the best so far: .*mlp\.safetensors$/);
    expect((await weights()).get('dense/kernel')?.shape).toEqual([784, 512]);
    expect(await readdir(out)).toEqual(['mlp.safetensors']);
  });

  it('saves the weights as they are within the first epoch', async () => {
    const screen = recordingScreen(100);
    const { result, stop } = run('--device cpu --epochs 1 --batch 1', screen);
    screen.draw = (line) => /loss/.test(line) && stop();
    await expect(result).rejects.toThrow(Interrupted);
    expect(screen.lines.at(-1)).toMatch(/^stopped; the weights as they were: /);
    expect((await weights()).size).toBe(6);
  });

  it('saves nothing before the first step', async () => {
    const { screen, result, stop } = run('--device cpu');
    stop();
    await expect(result).rejects.toThrow(Interrupted);
    expect(screen.lines.filter((line) => line.includes('stopped'))).toEqual([]);
    expect(await readdir(out)).toEqual([]);
  });
});
