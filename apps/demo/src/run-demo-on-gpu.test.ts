// A whole run on the device that the launcher has found.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseOptions } from './options/parse-options.js';
import { runDemo } from './run-demo.js';
import { fewDigits } from './testing/few-digits.js';
import { recordingScreen } from './testing/recording-screen.js';

it('trains the convolutional network on the device at hand', { timeout: 60_000 }, async () => {
  const out = await mkdtemp(join(tmpdir(), 'tensorloom-demo-'));
  const screen = recordingScreen(100);
  const options = parseOptions(['--model', 'cnn', '--epochs', '3', '--batch', '30', '--out', out])!;
  const { signal } = new AbortController();
  const { device, testAccuracy } = await runDemo(options, { screen, signal, digits: fewDigits() });
  await rm(out, { recursive: true });
  expect(device).toBe(process.env['TENSORLOOM_DEVICE'] ?? expect.stringMatching(/^(webgpu|cpu)$/));
  expect(testAccuracy).toBeGreaterThan(0.25);
  expect(screen.lines[0]).toMatch(device === 'cpu' ? /^device +CPU, \S/ : /^device +WebGPU, \S/);
});
