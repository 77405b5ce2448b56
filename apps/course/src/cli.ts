// `npm run course -- <lesson>`: runs lessons and prints their figures; without a name, lists them.
import { parseArgs } from 'node:util';
import { setDefaultDevice } from 'tensorloom';
import { devices } from './devices.js';
import { valuesOf } from './figure.js';
import { formatFigure } from './format-figure.js';
import type { Lesson } from './lesson.js';
import { lessons } from './lessons/index.js';

/** A lesson with its figures, as text. */
async function taught({ title, text, run, show }: Lesson, carried: number): Promise<string> {
  const figures = await run();
  const values = await valuesOf(figures);
  const width = Math.max(...figures.map(({ name }) => name.length));
  const lines = figures.map((figure, index) => formatFigure(figure, values[index] ?? [], carried, width));
  return [`\n${title}`, `${'─'.repeat(title.length)}${text}\n`, ...lines, ...(show ? ['', show()] : [])].join('\n');
}

const options = { device: { type: 'string', default: 'auto' } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const unknown = positionals.filter((name) => !Object.hasOwn(lessons, name));

if (positionals.length === 0 || unknown.length > 0) {
  for (const name of unknown) console.error(`course: no such lesson; expected one of the list, got ${name}`);
  const list = Object.entries(lessons).map(([name, { title }]) => `  ${name.padEnd(16)}${title}`);
  console.log(['npm run course -- <lesson> [--device auto|webgpu|cpu]\n', ...list].join('\n'));
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  // The launcher has looked for a GPU, unless it was told not to.
  const onGpu = values.device === 'webgpu' || (values.device === 'auto' && process.env.TENSORLOOM_DEVICE === 'webgpu');
  const { open, carried } = onGpu ? devices.webgpu : devices.float64;
  const device = await open();
  setDefaultDevice(device);
  console.log(`Computed on ${device.kind} (${device.name})${onGpu ? '; --device cpu shows more digits' : ''}`);
  for (const name of positionals) console.log(await taught(lessons[name] as Lesson, carried));
}
