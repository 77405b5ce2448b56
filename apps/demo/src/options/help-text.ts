// The text of --help.
import { optionRows, type OptionRow } from './demo-options.js';

const usage = ([name, { argument }]: [string, OptionRow]): string =>
  argument === undefined ? `--${name}` : `--${name} ${argument}`;

/** What the demo does and what it can be told. */
export function helpText(): string {
  const rows = Object.entries<OptionRow>(optionRows);
  const width = Math.max(...rows.map((row) => usage(row).length));
  return [
    'Trains a digit classifier on WebGPU and says how well it does.',
    '',
    'npm run demo -- [options]',
    '',
    ...rows.map((row) => `  ${usage(row).padEnd(width)}  ${row[1].help}`),
    '',
    'The digits are those of MNIST where its files are found: in --data, in the folder that',
    'TENSORLOOM_DATA_DIR names, or in the cache. Else a generator draws them. Ctrl-C ends the',
    'training and saves the best weights so far.',
  ].join('\n');
}
